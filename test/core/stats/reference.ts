import { readFileSync } from 'node:fs';

const METHODS = JSON.parse(readFileSync(new URL('../../stats/methods.json', import.meta.url), 'utf8'));

/** A part of what test/stats/methods.py made; `by` has the versions of what made it. */
export function reference<Part>(name: string): Part {
  return METHODS[name];
}
