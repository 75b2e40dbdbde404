import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Everything by which the engine changes what is on the disk. */
const CHANGES = [
  'writeSync',
  'fsyncSync',
  'fdatasyncSync',
  'renameSync',
  'linkSync',
  'ftruncateSync',
  'mkdirSync',
] as const;
const originals = Object.fromEntries(CHANGES.map((name) => [name, fs[name]]));

class Crash extends Error {}

/** From the nth change on, none happens any more: the process is as good as dead. Half a write may. */
export function crashAt(nth: number): { count: () => number; crash: () => void } {
  let count = 0;
  let last = nth;
  for (const name of CHANGES) {
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
      count++;
      if (count === last && name === 'writeSync') {
        const [descriptor, bytes] = args as [number, Uint8Array];
        (originals.writeSync as typeof fs.writeSync)(descriptor, bytes.subarray(0, bytes.length >> 1));
      }
      if (count >= last) throw new Crash(`crashed at ${name}, change ${count}`);
      return (originals[name] as (...all: unknown[]) => unknown)(...args);
    };
  }
  syncBuiltinESMExports();
  return {
    count: () => count,
    crash: () => {
      last = 0;
    },
  };
}

/** How long a disk that refuses goes on refusing, while the process lives. */
export type Refusal = 'once' | 'from then on';

/**
 * From the nth change on, or for that one alone, the disk refuses with this error, after half of a write: it is
 * full, or not writable. Unlike after a crash, the process goes on and may still do harm.
 */
export function refuseAt(nth: number, code: 'ENOSPC' | 'EACCES', how: Refusal): { count: () => number } {
  let count = 0;
  for (const name of CHANGES) {
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
      count++;
      if (how === 'once' ? count !== nth : count < nth) {
        return (originals[name] as (...all: unknown[]) => unknown)(...args);
      }
      if (name === 'writeSync') {
        const [descriptor, bytes] = args as [number, Uint8Array];
        (originals.writeSync as typeof fs.writeSync)(descriptor, bytes.subarray(0, bytes.length >> 1));
      }
      throw Object.assign(new Error(`${code}: ${name}`), { code, syscall: name.replace('Sync', '') });
    };
  }
  syncBuiltinESMExports();
  return { count: () => count };
}

export function revive(): void {
  Object.assign(fs, originals);
  syncBuiltinESMExports();
}
