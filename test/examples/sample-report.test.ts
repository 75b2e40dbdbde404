import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const HOME = resolve(import.meta.dirname, '../..');
const SAMPLE = join(HOME, 'reports/sample');
const FILES = readdirSync(SAMPLE).filter((name) => name !== 'README.md');

let made: string;
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'assay-sample-'));
  execFileSync(process.execPath, [join(HOME, 'scripts/sample-report.mjs'), made]);
}, 60_000);
afterAll(() => rmSync(made, { recursive: true, force: true }));

test.each(FILES)('%s is what the kept run renders to; else: npm run sample', (name) => {
  expect(readFileSync(join(made, name)).equals(readFileSync(join(SAMPLE, name)))).toBe(true);
});

test('nothing else is rendered', () => expect(readdirSync(made).sort()).toEqual(FILES.sort()));
