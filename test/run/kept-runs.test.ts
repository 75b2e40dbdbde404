import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportFormat } from '../../src/model/report.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { RunFolder } from '../../src/run/run-folder.ts';
import { readReport } from '../../src/run/write-reports.ts';

const KEPT = resolve(import.meta.dirname, '../fixtures/runs');

describe.each(readdirSync(KEPT))('the run %s, kept as it was written', (name) => {
  const report = readReport(new RunFolder(join(KEPT, name)));

  it.each(Object.entries(formats) as [string, ReportFormat<string | Uint8Array>][])(
    'still renders as %s, and the same each time',
    (_, { render }) => {
      const bytes = () => Buffer.concat(Array.from(render(report), (chunk) => Buffer.from(chunk)));
      const once = bytes();
      expect(once.length).toBeGreaterThan(100);
      expect(bytes().equals(once)).toBe(true);
    },
  );

  it('still says its verdict in a terminal', () => {
    expect(renderTerminal(report.summary, { columns: 100, color: false })).toContain(report.summary.suite);
    expect(report.summary.variants.length).toBeGreaterThan(0);
  });
});
