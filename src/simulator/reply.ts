import type { ApiVersion } from '../model/request-rules.ts';

/** Who calls, and how. */
export interface Caller {
  readonly workspace: string;
  readonly apiVersion: ApiVersion;
  /** `http://host:port` as the caller named this server, for the URLs in replies. */
  readonly origin: string;
}

/** What an endpoint answers: a status, headers, and a JSON value or a file of result lines. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content: { readonly json: unknown } | { readonly file: string };
  /** For the log: the batch that the call was about, and how many requests it bought. */
  readonly batch?: string;
  readonly requests?: number;
}

export function jsonReply(json: unknown, status = 200): Reply {
  return { status, content: { json } };
}
