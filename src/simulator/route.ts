import type { Operation } from './fault.ts';

const ROUTES: readonly (readonly [Operation, string, RegExp])[] = [
  ['create batch', 'POST', /^\/v1\/messages\/batches$/],
  ['list batches', 'GET', /^\/v1\/messages\/batches$/],
  ['retrieve batch', 'GET', /^\/v1\/messages\/batches\/([^/]+)$/],
  ['delete batch', 'DELETE', /^\/v1\/messages\/batches\/([^/]+)$/],
  ['cancel batch', 'POST', /^\/v1\/messages\/batches\/([^/]+)\/cancel$/],
  ['batch results', 'GET', /^\/v1\/messages\/batches\/([^/]+)\/results$/],
  ['create message', 'POST', /^\/v1\/messages$/],
  ['count tokens', 'POST', /^\/v1\/messages\/count_tokens$/],
  ['list models', 'GET', /^\/v1\/models$/],
  ['retrieve model', 'GET', /^\/v1\/models\/([^/]+)$/],
];

/** What a method and a path ask for, and the batch or model that the path names. */
export function routeOf(method: string, pathname: string): { operation: Operation; id?: string } {
  for (const [operation, verb, pattern] of ROUTES) {
    if (verb !== method) continue;
    const match = pattern.exec(pathname);
    if (!match) continue;
    return match[1] === undefined ? { operation } : { operation, id: decodeURIComponent(match[1]) };
  }
  return { operation: 'unknown' };
}
