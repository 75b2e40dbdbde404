import { describe, expect, it, test } from 'vitest';
import type { Cascade, CascadePoint } from '../../src/model/cascade.ts';
import type { Contrast } from '../../src/model/comparison.ts';
import { cascadeMarkdown } from '../../src/render/cascade-markdown.ts';
import { renderCascade } from '../../src/render/cascade-terminal.ts';
import { cascadeStatements, cascadeWarnings } from '../../src/render/wording/cascade.ts';
import { HOSTILE } from './hostile-report.ts';

const contrast = (mean: number, low: number, high: number): Contrast => ({
  mean,
  low,
  high,
  confidence: 0.95,
  method: 'newcombe',
  standardError: 0.01,
});

function point(changes: Partial<CascadePoint> = {}): CascadePoint {
  return {
    threshold: 0.7,
    escalated: 0.3,
    score: 0.91,
    cost: 0.0038,
    difference: contrast(-0.006, -0.021, 0.008),
    costRatio: { ratio: 0.38, low: 0.35, high: 0.41, n: 600 },
    random: { score: 0.889, difference: contrast(0.021, 0.009, 0.034) },
    holds: true,
    ...changes,
  };
}

function cascade(changes: Partial<Cascade> = {}): Cascade {
  return {
    format: 'assay-cascade/1',
    suite: 'triage',
    run: '20261120-123105-4be1xy',
    simulated: false,
    metric: 'accuracy',
    variants: { cheap: 'haiku', strong: 'sonnet' },
    signal: { type: 'score', grader: 'sure' },
    margin: 0.025,
    n: 600,
    groups: 600,
    strong: { score: 0.916, cost: 0.01 },
    points: [
      point({ threshold: 'always', escalated: 1, score: 0.916, difference: contrast(0, -0.004, 0.004) }),
      point(),
      point({ threshold: 'never', escalated: 0, holds: false }),
    ],
    chosen: point(),
    gain: contrast(0.021, 0.009, 0.034),
    dropped: 0,
    notes: [],
    ...changes,
  };
}
const said = (changes: Partial<Cascade> = {}) => cascadeStatements(cascade(changes), (text) => text);
const warned = (changes: Partial<Cascade> = {}) => cascadeWarnings(cascade(changes), (text) => text);

describe('what came out', () => {
  it('is a line with the loss, its interval, the cost, and what chance would score', () => {
    expect(said()).toEqual([
      'Cascade at 0.7: 91.0 %, −0.6 points vs sonnet alone (95 % interval −2.1 to +0.8) at 38 % of its cost; random escalation would score 88.9 %. It is the cheapest that can be shown to lose at most 2.5 points',
      'The signal beats chance: over all thresholds +2.1 points (95 % interval +0.9 to +3.4) against random escalation of the same share',
      'sonnet alone: 91.6 % accuracy at $10.00 per 1,000 answers, 600 cases',
    ]);
  });

  it.each<[string, Partial<Cascade>, string]>([
    [
      'nothing can be shown',
      { chosen: null },
      'No threshold can be shown to lose at most 2.5 points against sonnet alone',
    ],
    [
      'only escalating always is shown',
      { chosen: point({ threshold: 'always' }) },
      'No threshold can be shown to lose at most 2.5 points but to escalate always, which sonnet alone does for less',
    ],
    [
      'cheap alone is enough',
      { chosen: point({ threshold: 'never' }) },
      'Never escalating (haiku alone): 91.0 %',
    ],
    [
      'a cost is not known',
      { chosen: point({ costRatio: { ratio: null, low: null, high: null, n: 600 } }) },
      ', its cost unknown; random',
    ],
    [
      'the signal is no better than chance',
      { gain: contrast(0.01, -0.01, 0.03) },
      'is not shown to beat chance',
    ],
    ['the signal is worse', { gain: contrast(-0.02, -0.03, -0.01) }, 'The signal is worse than chance'],
    ['the signal never varies', { gain: null }, 'score:sure is the same for all answers: it tells nothing'],
    ['cases are not independent', { groups: 40 }, '600 cases from 40 independent groups'],
    [
      'cost of the strong one is not known',
      { strong: { score: 0.9, cost: null } },
      '90.0 % accuracy at an unknown cost',
    ],
    ['repeats agree', { signal: { type: 'agreement' } }, 'all repeats of haiku are paid for'],
  ])('where %s', (_, changes, sentence) => {
    expect(said(changes).join('\n')).toContain(sentence);
  });
});

describe('what is to be known first', () => {
  it('is nothing where nothing is odd', () => {
    expect(warned()).toEqual([]);
  });

  it.each<[string, Partial<Cascade>]>([
    ['made up by a local simulator', { simulated: true }],
    ['Fewer than 20 cases', { n: 19 }],
    ['12 cases left out: without a score from both', { dropped: 12 }],
    ['could not be checked', { notes: [{ type: 'unchecked grader', grader: 'sure' }] }],
    ['sure is one of the graders that decide', { notes: [{ type: 'deciding grader', grader: 'sure' }] }],
    ['charged for sure, tone', { notes: [{ type: 'several judges', judges: ['sure', 'tone'] }] }],
  ])('%s', (sentence, changes) => {
    expect(warned(changes).join('\n')).toContain(sentence);
  });
});

test('in a terminal', () => {
  expect(renderCascade(cascade(), { columns: 80, color: false })).toMatchInlineSnapshot(`
    "haiku first, sonnet where score:sure is below a threshold

     Cascade at 0.7: 91.0 %, −0.6 points vs sonnet alone (95 % interval −2.1 to
       +0.8) at 38 % of its cost; random escalation would score 88.9 %. It is the
       cheapest that can be shown to lose at most 2.5 points
     The signal beats chance: over all thresholds +2.1 points (95 % interval +0.9 to
       +3.4) against random escalation of the same share
     sonnet alone: 91.6 % accuracy at $10.00 per 1,000 answers, 600 cases

    ──────────────────────────────────────────────────────────────────────
           At  Asked  Accuracy     vs strong (95 %)  Random   Cost (95 %)
     ✓ always  100 %    91.6 %   0.0 (−0.4 to +0.4)  88.9 %  38 % (35–41)
        ✓ 0.7   30 %    91.0 %  −0.6 (−2.1 to +0.8)  88.9 %  38 % (35–41)
      ✗ never    0 %    91.0 %  −0.6 (−2.1 to +0.8)  88.9 %  38 % (35–41)
    ──────────────────────────────────────────────────────────────────────
     ✓: shown to lose at most 2.5 points to the strong variant alone, and so is
       every safer threshold. Asked: the share that goes to it. Random: the same
       share escalated by chance. Cost: over that of the strong variant alone.
    "
  `);
});

test('the random router stands beside every threshold at any width, and the cost where there is room', () => {
  for (const columns of [60, 80, 120]) {
    const text = renderCascade(cascade(), { columns, color: false });
    expect(text).toMatch(/✓ 0\.7.* 88\.9 %/);
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(columns);
  }
  expect(renderCascade(cascade(), { columns: 80, color: false })).toMatch(/✓ 0\.7.* 38 % \(35–41\)/);
  expect(renderCascade(cascade(), { columns: 120, color: false })).toMatch(
    /✓ 0\.7.*\+2\.1 \(\+0\.9 to \+3\.4\).*\$3\.80/,
  );
});

test('in ASCII', () => {
  const text = renderCascade(cascade({ simulated: true }), { columns: 80, color: false, ascii: true });
  expect(text).toMatch(/^[\n -~]*$/);
});

test('in Markdown, every threshold', () => {
  const points = Array.from({ length: 50 }, (_, i) => point({ threshold: 1 - i / 50 }));
  const text = cascadeMarkdown(cascade({ points }));
  expect(text).toContain(
    '| ✓ 0.7 | 30 % | 91.0 % | −0.6 (−2.1 to +0.8) | 88.9 % | +2.1 (+0.9 to +3.4) | 38 % (35–41) | $3.80 |',
  );
  expect(text.match(/^\| ✓/gm)).toHaveLength(50);
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  const hostile = cascade({
    suite: text,
    run: text,
    metric: text,
    variants: { cheap: text, strong: `${text}2` },
    signal: { type: 'score', grader: text },
    notes: [
      { type: 'unchecked grader', grader: text },
      { type: 'several judges', judges: [text, text] },
    ],
  });

  it('steers no terminal', () => {
    expect(renderCascade(hostile, { columns: 80, color: false })).not.toMatch(
      /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b]/,
    );
  });

  it('is text in Markdown', () => {
    const shown = cascadeMarkdown(hostile);
    expect(shown).not.toMatch(/<(?!sub>|\/sub>)|@everyone|!\[|^```|[\u2028-\u202e\u2066-\u2069\u200b]/m);
    for (const row of shown.match(/^\|.*$/gm)!) expect(row.split('|')).toHaveLength(10);
  });
});
