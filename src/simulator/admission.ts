import type { IncomingHttpHeaders } from 'node:http';
import { API_VERSIONS } from '../model/request-rules.ts';
import { ApiError } from './api-error.ts';
import type { Caller } from './reply.ts';

const DEFAULT_WORKSPACE = 'wrkspc_sim_default';
const MINUTE_MS = 60_000;

/**
 * Who calls, by their key: `x-api-key`, which wins, or a bearer token. Keys stand for the workspaces that
 * `workspaces` names; without it every key stands for the same one. Throws the ApiError.
 */
export function admit(
  headers: IncomingHttpHeaders,
  workspaces: Readonly<Record<string, string>> | undefined,
  origin: string,
): Caller {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key']?.toString() || bearer;
  if (!key) throw new ApiError('authentication_error', 'x-api-key header is required');
  const workspace = workspaces ? workspaces[key] : DEFAULT_WORKSPACE;
  if (!workspace) throw new ApiError('authentication_error', 'invalid x-api-key');

  const version = headers['anthropic-version'];
  if (!version) throw new ApiError('invalid_request_error', 'anthropic-version: header is required');
  const apiVersion = API_VERSIONS.find((known) => known === version);
  if (!apiVersion) {
    throw new ApiError('invalid_request_error', `anthropic-version: "${version}" is not a valid version`);
  }
  return { workspace, apiVersion, origin };
}

/** Counts calls; throws the ApiError for one more than `perMinute` within a minute. */
export function createRateLimit(perMinute: number, now: () => number): () => void {
  let calls: number[] = [];
  return () => {
    const time = now();
    calls = calls.filter((at) => at > time - MINUTE_MS);
    if (calls.length >= perMinute) {
      const seconds = Math.ceil((calls[0]! + MINUTE_MS - time) / 1000);
      throw new ApiError(
        'rate_limit_error',
        `This request would exceed your organization's rate limit of ${perMinute} requests per minute`,
        { 'retry-after': String(seconds) },
      );
    }
    calls.push(time);
  };
}
