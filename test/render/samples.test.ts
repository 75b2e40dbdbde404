import { describe, expect, test } from 'vitest';
import type { LatencySummary, RepeatedSummary } from '../../src/model/summary.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { secondsNumber } from '../../src/render/wording/numbers.ts';
import { sampleStatements } from '../../src/render/wording/samples.ts';
import { estimate, report, summary, variant } from './report-fixture.ts';

const repeated = (at: number | null, hat: number | null, n = 10_000): RepeatedSummary => ({
  k: 5,
  passAtK: estimate(at, 0.06, n),
  passHatK: estimate(hat, 0.06, n),
});
const of = (changes: Parameters<typeof variant>[1]) =>
  summary({ variants: [variant('sonnet', changes)], comparisons: [] });
const said = (changes: Parameters<typeof variant>[1]) => sampleStatements(of(changes), String);

describe('several samples of a case', () => {
  test.each<[string, RepeatedSummary, string]>([
    [
      'are often right, rarely every time',
      repeated(0.91, 0.48),
      'pass@5 91.0 % (85–97), pass^5 48.0 % (42–54), 5 samples a case: often right, rarely every time',
    ],
    [
      'are right as a rule',
      repeated(0.94, 0.86),
      'pass@5 94.0 % (88–100), pass^5 86.0 % (80–92), 5 samples a case',
    ],
    [
      'are wrong as a rule',
      repeated(0.31, 0.12),
      'pass@5 31.0 % (25–37), pass^5 12.0 % (6–18), 5 samples a case',
    ],
    [
      'are not there for every case',
      repeated(0.94, 0.86, 180),
      'pass@5 94.0 % (88–100), pass^5 86.0 % (80–92), 5 samples a case, on the 180 cases that have all of them',
    ],
    [
      'are there for no case',
      repeated(null, null, 0),
      'pass@5 and pass^5 need 5 samples of a case that pass or fail',
    ],
  ])('%s', (_, own, sentence) => {
    expect(said({ repeated: own })).toEqual([`sonnet: ${sentence}`]);
  });
});

describe('latency', () => {
  const p50 = { value: 1234, low: 1100, high: 1400 };

  test.each<[string, LatencySummary, string]>([
    [
      'has an interval',
      { p50, p95: { value: 4120, low: 3600, high: 5200 } },
      'p50 latency 1.2 s (95 % interval 1.1–1.4 s), p95 latency 4.1 s (95 % interval 3.6–5.2 s)',
    ],
    [
      'has a lower end only where answers are few',
      { p50, p95: { value: 4120, low: 3600, high: null } },
      'p50 latency 1.2 s (95 % interval 1.1–1.4 s), p95 latency ≥ 3.6 s',
    ],
    [
      'has none where they are very few',
      { p50: { value: 38, low: null, high: null }, p95: { value: 40, low: null, high: null } },
      'p50 latency 0.038 s (too few answers for an interval), p95 latency 0.040 s (too few answers for an interval)',
    ],
  ])('%s', (_, latency, sentence) => {
    expect(said({ latency })).toEqual([`sonnet: ${sentence}`]);
  });

  test.each([
    [0, '0'],
    [7, '0.0070'],
    [250, '0.25'],
    [999.9, '1.00'],
    [1000, '1.0'],
    [1_234_567, '1,234.6'],
  ])('of %d ms is %s s', (milliseconds, text) => {
    expect(secondsNumber(milliseconds)).toBe(text);
  });
});

test('is said in every report for people', () => {
  const about = of({ repeated: repeated(0.91, 0.48) });
  const sentence = 'sonnet: pass@5 91.0 % (85–97), pass^5 48.0 % (42–54), 5 samples a case: often right';
  expect(renderTerminal(about, { columns: 200, color: false })).toContain(sentence);
  expect([...formats.markdown.render(report({ summary: about }))].join('')).toContain(`- ${sentence}`);
  const page = [...formats.html.render(report({ summary: about }))].join('');
  expect(page.replaceAll(/<[^>]+>/g, '').replaceAll('\u00a0', ' ')).toContain(sentence);
});
