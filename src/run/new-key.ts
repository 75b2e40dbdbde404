import { randomBytes } from 'node:crypto';

/** 10 characters of `0-9a-z`: 52 bits, so that no two runs of a workspace share one. */
export function newKey(): string {
  return BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(10, '0')
    .slice(-10);
}
