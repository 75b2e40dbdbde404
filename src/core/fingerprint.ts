import { canonicalJson, digest } from '../model/digest.ts';
import type { JsonValue } from '../model/json.ts';

/** 52 bits of SHA-256, as many as a number holds in eight bytes. */
export function fingerprintOf(value: unknown): number {
  return Number.parseInt(digest(canonicalJson(value as JsonValue)).slice(0, 13), 16);
}
