import { describe, expect, test } from 'vitest';
import { formats } from '../../src/render/formats.ts';
import { json } from '../../src/render/json.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { report } from './report-fixture.ts';

test('the summary, to be read by people too', () => {
  const text = [...json.render(report())].join('');
  expect(JSON.parse(text)).toEqual(report().summary);
  expect(text.startsWith('{\n  "format": "assay-summary/2"')).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('comes back as it was, and shows nothing unseen', () => {
    const about = hostileReport(text);
    const written = [...json.render(about)].join('');
    expect(JSON.parse(written)).toEqual(about.summary);
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
    json: 'json',
    csv: 'csv',
  });
});
