import { randomBytes } from 'node:crypto';

/** The id of a call, and of an errored request within a batch. */
export function newRequestId(): string {
  return `req_sim_${randomBytes(12).toString('hex')}`;
}
