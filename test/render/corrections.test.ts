import { describe, expect, it, test } from 'vitest';
import type { Correction, RaterAgreement } from '../../src/model/agreement.ts';
import type { GraderSummary, Summary } from '../../src/model/summary.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { raterStatement } from '../../src/render/wording/corrections.ts';
import { judgeStatements } from '../../src/render/wording/judges.ts';
import { comparison, estimate, grader, report, standing, summary, variant } from './report-fixture.ts';

const corrected: Correction = { method: 'ppi++', mean: 0.8, low: 0.73, high: 0.86, labels: 120 };
const labelled = { bothPass: 78, humanOnly: 2, judgeOnly: 17, bothFail: 23 };
const unknown = standing({ status: 'none', calibration: null });

const judged = (changes: Partial<GraderSummary>): Summary => {
  const own = grader('tone', { mean: estimate(0.86), calibration: unknown, ...changes });
  return summary({
    variants: [variant('sonnet'), variant('haiku', { graders: [own] })],
    comparisons: [comparison()],
  });
};
const said = (changes: Partial<GraderSummary>) => judgeStatements(judged(changes), String);

describe('of a judge whose answers people labelled', () => {
  const agrees =
    'Judge tone of haiku: agrees with humans on 84.2 % of 120 (catches 97.5 % of passes, 57.5 % of failures); judged 86.0 %, corrected 80.0 % (95 % interval 73–86 %)';

  it('it is said how it agrees and what its score would be by them; not that it is uncalibrated', () => {
    expect(said({ labelled, corrected })).toEqual([agrees]);
  });

  it('every report says so', () => {
    const about = judged({ labelled, corrected });
    expect(renderTerminal(about, { columns: 250, color: false })).toContain(agrees);
    for (const format of ['markdown', 'html'] as const) {
      const text = [...formats[format].render(report({ summary: about }))].join('');
      expect(text.replaceAll(/<[^>]+>/g, '').replaceAll('\u00a0', ' '), format).toContain(agrees);
    }
    const [, haiku] = JSON.parse([...formats.json.render(report({ summary: about }))].join('')).variants;
    expect(haiku.graders[0]).toMatchObject({ labelled, corrected });
  });

  test.each<[string, Partial<GraderSummary>, string]>([
    [
      'too few labels correct nothing',
      { labelled: { bothPass: 9, humanOnly: 1, judgeOnly: 2, bothFail: 0 } },
      'Judge tone of haiku: agrees with humans on 9 of 12 labels, too few to correct it',
    ],
    [
      'labels of one kind say nothing of the other',
      { labelled: { bothPass: 30, humanOnly: 10, judgeOnly: 0, bothFail: 0 }, corrected },
      'Judge tone of haiku: agrees with humans on 75.0 % of 40 (catches 75.0 % of passes); judged 86.0 %, corrected 80.0 % (95 % interval 73–86 %)',
    ],
  ])('%s', (_, changes, sentence) => {
    expect(said(changes)).toEqual([sentence]);
  });

  test.each([
    [
      0.02,
      0.01,
      0.03,
      '+2.0 points (95 % interval +1.0 to +3.0), 60 cases labelled for both: haiku is better',
    ],
    [
      -0.02,
      -0.03,
      -0.01,
      '−2.0 points (95 % interval −3.0 to −1.0), 60 cases labelled for both: haiku is worse',
    ],
    [
      0.02,
      -0.01,
      0.05,
      '+2.0 points (95 % interval −1.0 to +5.0), 60 cases labelled for both: no clear difference',
    ],
  ])('its difference is decided by its corrected interval: %d', (mean, low, high, found) => {
    const [, sentence] = said({ labelled, corrected, correctedDifference: { mean, low, high, labels: 60 } });
    expect(sentence).toBe(`haiku vs sonnet by tone, corrected by people's labels: ${found}`);
  });
});

describe('of a judge that was calibrated on other answers', () => {
  it('its calibration corrects its score', () => {
    const by: Correction = { ...corrected, method: 'rogan-gladen' };
    expect(said({ calibration: standing(), corrected: by })[1]).toBe(
      'Judge tone of haiku: judged 86.0 %, corrected 80.0 % (95 % interval 73–86 %) by its calibration on 120 labels',
    );
  });

  it('or shows that nothing can', () => {
    expect(said({ calibration: standing(), uncorrectable: true })[1]).toBe(
      'Judge tone of haiku: judge cannot be corrected: its calibration shows it to be no better than chance',
    );
  });

  it('or there is none, and it is said', () => {
    expect(said({})).toEqual(['Judge tone: not calibrated']);
  });
});

test('people who labelled the same answers agree so far', () => {
  const by = (value: number | null, low: number | null, high: number | null): RaterAgreement => ({
    raters: ['ann', 'bob'],
    answers: 120,
    alpha: { value, low, high, method: null },
  });
  const who = 'People who labelled the same 120 answers (<ann>, <bob>)';
  const quote = (text: string) => `<${text}>`;
  expect(raterStatement(by(0.72, 0.6, 0.8), quote)).toBe(`${who}: Krippendorff's α = 0.72 (0.60 to 0.80)`);
  expect(raterStatement(by(1, null, null), quote)).toBe(`${who}: Krippendorff's α = 1.00 (no interval)`);
  expect(raterStatement(by(null, null, null), quote)).toMatch(/: all labels equal, so there is no agreement/);
  expect(raterStatement(null, quote)).toBeNull();
});
