import { describe, expect, test } from 'vitest';
import { formats } from '../../src/render/formats.ts';
import { json } from '../../src/render/json.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { report } from './report-fixture.ts';

test('the summary, to be read by people too', () => {
  const text = [...json.render(report())].join('');
  expect(JSON.parse(text)).toEqual({ $schema: 'urn:assay-summary:3', ...report().summary });
  expect(text.startsWith('{\n  "$schema": "urn:assay-summary:3",\n  "format": "assay-summary/3"')).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('comes back as it was, and shows nothing unseen', () => {
    const about = hostileReport(text);
    const written = [...json.render(about)].join('');
    expect(JSON.parse(written)).toMatchObject(about.summary);
    expect(written).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b]/);
  });
});

test.each(Object.entries(formats))('%s: the same report, the same bytes', (_, format) => {
  expect([...format.render(report())]).toEqual([...format.render(report())]);
});

test('the terminal: the same summary, the same bytes', () => {
  const options = { columns: 80, color: true };
  expect(renderTerminal(report().summary, options)).toBe(renderTerminal(report().summary, options));
});

test('extensions are those of files', () => {
  expect(
    Object.fromEntries(Object.entries(formats).map(([name, { extension }]) => [name, extension])),
  ).toEqual({
    markdown: 'md',
    'step-summary': 'md',
    html: 'html',
    'html-static': 'html',
    json: 'json',
    jsonl: 'jsonl',
    csv: 'csv',
    parquet: 'parquet',
    junit: 'xml',
    github: 'txt',
  });
});
