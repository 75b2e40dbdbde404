import { expect, test } from 'vitest';
import { app, css, worker } from '../../src/render/html/explorer.generated.ts';

/** Bytes that the explorer adds to each page, whatever the run: the program, its worker and its style. */
const MOST = 77_000;

test('the explorer is small beside what it shows', () => {
  const sizes = [app, worker, css].map((text) => Buffer.byteLength(text));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(MOST);
});

test('nothing in the program can end its element in the page, or swallow what follows', () => {
  for (const text of [app, worker, css]) expect(text).not.toMatch(/<\/|<!--|<script/i);
});
