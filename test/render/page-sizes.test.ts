import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { explorerPage } from '../../src/render/html.ts';
import { RunFolder } from '../../src/run/run-folder.ts';
import { readReport } from '../../src/run/write-reports.ts';
import { temporaryFolder } from '../run/workbench.ts';

const GENERATOR = resolve(import.meta.dirname, '../../bench/report/synthetic-run.mjs');

/** Bytes of the page of a run of so many cases, two variants and outputs of 1.5 kB. */
function pageSizes(cases: number) {
  const made = execFileSync(process.execPath, [GENERATOR, temporaryFolder(), String(cases)], {
    encoding: 'utf8',
  });
  const content = readReport(new RunFolder(made.trim()));
  const sizeWithin = (bytes: number | null) => {
    const { chunks } = explorerPage(content, { budget: { bytes, mustFit: true }, beside: true });
    let size = 0;
    for (const chunk of chunks) size += Buffer.byteLength(chunk);
    return size;
  };
  return { full: sizeWithin(null), kept: sizeWithin(16_000_000) };
}

it.each([
  [10, 130_000],
  [1000, 2_000_000],
  [10_000, 18_000_000],
])(
  'the page of %d cases takes no more than %d bytes with all texts, and never more than its budget',
  (cases, most) => {
    const { full, kept } = pageSizes(cases);
    expect(full).toBeLessThanOrEqual(most);
    expect(kept).toBeLessThanOrEqual(16_000_000);
    if (full > 16_000_000) expect(kept).toBeGreaterThan(15_900_000);
    else expect(kept).toBe(full);
  },
  240_000,
);
