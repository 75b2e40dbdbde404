import type { JsonObject } from '../model/json.ts';

/**
 * What a case's request has of its own: the requests of a variant differ in their messages, mostly, and a system prompt
 * that is longer than a compressor looks back would be in a pack once a case.
 */
export interface OwnRequest {
  /** False: `own` is the whole request. */
  readonly shares: boolean;
  readonly own: JsonObject;
}

/** What may be shared of a request; texts of a case must not be in it. */
export function sharedOf({ messages: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** @param shared null: there is nothing to share. */
export function splitRequest(request: JsonObject, shared: JsonObject | null): OwnRequest {
  if (shared === null || Object.keys(shared).some((key) => !Object.hasOwn(request, key))) {
    return { shares: false, own: request };
  }
  const own = Object.entries(request).filter(
    ([key, value]) => !(Object.hasOwn(shared, key) && JSON.stringify(shared[key]) === JSON.stringify(value)),
  );
  return { shares: true, own: Object.fromEntries(own) };
}

/** The request as it was sent. */
export function wholeRequest({ shares, own }: OwnRequest, shared: JsonObject | null): JsonObject {
  return shares ? { ...shared, ...own } : own;
}
