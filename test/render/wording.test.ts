import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import { caseText } from '../../src/render/wording/case-text.ts';
import { clip, clipLine } from '../../src/render/wording/clip.ts';
import { headline, title } from '../../src/render/wording/comparison.ts';
import { standingOf } from '../../src/render/wording/standing.ts';
import {
  casesOf,
  incompleteStatement,
  shownStatement,
  simulatedStatement,
  stopReasonStatements,
  undecidedStatements,
  unpricedStatements,
} from '../../src/render/wording/statements.ts';
import {
  caseView,
  comparison,
  cost,
  difference,
  errored,
  estimate,
  grader,
  record,
  summary,
  variant,
} from './report-fixture.ts';

const as = (text: string) => text;

describe('a comparison in one line', () => {
  const cases = '9,943 cases: 638 improved, 357 got worse, 8,948 same';

  test.each<[string, Partial<Comparison>, string]>([
    ['better', {}, `haiku vs sonnet: +2.8 points (95 % interval +2.2 to +3.4), ${cases}. haiku is better`],
    [
      'worse',
      { difference: difference(-0.028, -0.034, -0.022), verdict: { type: 'worse' } },
      `haiku vs sonnet: −2.8 points (95 % interval −3.4 to −2.2), ${cases}. haiku is worse`,
    ],
    [
      'unclear',
      { difference: difference(0.002, -0.006, 0.011), verdict: { type: 'unclear', dependsOn: 0 } },
      `haiku vs sonnet: +0.2 points (95 % interval −0.6 to +1.1), ${cases}. No clear difference; this suite can detect about 0.8 points`,
    ],
    [
      'unclear for what is missing',
      { verdict: { type: 'unclear', dependsOn: 57 } },
      `haiku vs sonnet: +2.8 points (95 % interval +2.2 to +3.4), ${cases}. No clear difference (depends on 57 missing cases); this suite can detect about 0.8 points`,
    ],
    [
      'of too few cases to see anything',
      {
        detectable: null,
        n: 3,
        groups: 3,
        fixed: 0,
        broken: 0,
        difference: difference(0, -0.47, 0.47),
        verdict: { type: 'unclear', dependsOn: 0 },
      },
      'haiku vs sonnet: 0.0 points (95 % interval −47.0 to +47.0), 3 cases: 0 improved, 0 got worse, 3 same. No clear difference; this suite is too small to detect any',
    ],
    [
      'the same',
      { difference: difference(0.001, -0.01, 0.012), verdict: { type: 'same', margin: 0.02 } },
      `haiku vs sonnet: +0.1 points (95 % interval −1.0 to +1.2), ${cases}. The same within 2 points`,
    ],
    [
      'not worse, in the share of an interval that several gates have',
      {
        difference: { ...difference(0.005, -0.01, 0.02), confidence: 0.975 },
        verdict: { type: 'not worse', margin: 0.125 },
      },
      `haiku vs sonnet: +0.5 points (97.5 % interval −1.0 to +2.0), ${cases}. Not worse by more than 13 points`,
    ],
    [
      'not comparable',
      { verdict: { type: 'not comparable', reason: 'the input of 3 cases has changed: t-7' } },
      'haiku vs sonnet: not comparable: the input of 3 cases has changed: t-7',
    ],
    [
      'unknown',
      { n: 1, verdict: { type: 'unknown' } },
      'haiku vs sonnet: too little data to compare (1 case in common)',
    ],
    [
      'of cases that share their sources',
      { groups: 40 },
      'haiku vs sonnet: +2.8 points (95 % interval +2.2 to +3.4), 9,943 cases from 40 independent groups: 638 improved, 357 got worse, 8,948 same. haiku is better',
    ],
    [
      'of runs without a case in common',
      { paired: false },
      'haiku vs sonnet: +2.8 points (95 % interval +2.2 to +3.4), 9,943 cases, none in common. haiku is better',
    ],
  ])('%s', (_, changes, sentence) => {
    expect(headline(comparison(changes), as)).toBe(sentence);
  });
});

test('another metric is named', () => {
  expect(headline(comparison({ metric: 'tone' }), as)).toContain('+2.8 points of tone');
});

test('the size of a run is what was bought of it', () => {
  const held = { released: 2, of: 4, confirmed: null, casesHeld: 5_000, trialsHeld: 10_000 };
  expect(casesOf(summary())).toBe('10,000 cases');
  expect(casesOf(summary({ instalments: held }))).toBe('5,000 of 10,000 cases');
});

test('titles', () => {
  expect(title(summary(), as)).toBe('haiku is better than sonnet: +2.8 points, 66 % cheaper');
  const worse = comparison({ variant: 'b', verdict: { type: 'worse' } });
  expect(title(summary({ comparisons: [comparison(), worse, worse] }), as)).toBe(
    '3 variants against sonnet: 1 better, 2 worse',
  );
  expect(title(summary({ variants: [variant('solo')], comparisons: [] }), as)).toBe(
    'solo: 67.2 % accuracy on 10,000 cases',
  );
  const measured = variant('solo', {
    accuracy: null,
    graders: [grader('tone', { role: 'metric', mean: estimate(0.5) })],
  });
  expect(title(summary({ variants: [measured], comparisons: [] }), as)).toBe(
    'solo: 50.0 % tone on 10,000 cases',
  );
});

test.each([
  [0.34, 0.33, 0.35, ', 66 % cheaper'],
  [1.41, 1.2, 1.6, ', 41 % dearer'],
  [9.88, 9, 11, ', at 9.9 times the cost'],
  [1, 0.995, 1.005, ', at the same cost'],
  [0.9, 0.75, 1.08, ''],
  [1.3, 0.9, 1.9, ''],
  [0.34, null, null, ''],
  [null, null, null, ''],
])('a title says of the cost %s (%s to %s) what its interval does: "%s"', (ratio, low, high, said) => {
  const about = comparison({ cost: { ratio, low, high, n: 100 } });
  expect(title(summary({ comparisons: [about] }), as)).toBe(
    `haiku is better than sonnet: +2.8 points${said}`,
  );
});

test('statements', () => {
  expect(simulatedStatement(summary())).toBeNull();
  expect(simulatedStatement(summary({ simulated: true }))).toContain("not Claude's");
  expect(incompleteStatement(summary())).toBeNull();
  expect(incompleteStatement(summary({ unanswered: 2000 }))).toContain('2,000 of 20,000 trials (10.0 %)');
  expect(unpricedStatements(summary({ variants: [variant('a', { cost: cost(null) })] }), as)).toEqual([
    'No price is known for claude-next: what it cost is unknown, not zero.',
  ]);
  const broken = variant('a', {
    undecided: 2,
    graders: [grader('judge', { failed: 2, failedExample: 'no number' })],
  });
  expect(undecidedStatements(summary({ variants: [broken] }), as)).toEqual([
    'judge could not score 2 answers of a: no number',
    '2 answers of a left out of the accuracy: a score failed',
  ]);
  const stopped = variant('a', { stopReasons: { end_turn: 90, refusal: 7, max_tokens: 3, tool_use: 1 } });
  expect(
    stopReasonStatements(
      summary({ variants: [stopped, variant('b', { stopReasons: { end_turn: 5 } })] }),
      as,
    ),
  ).toEqual(['a stopped early or otherwise: 7 × refusal, 3 × max_tokens; graded as they are']);
  expect(shownStatement({ shown: [caseView()], total: 10_000 })).toMatch(/^1 of 10,000 cases are shown/);
  expect(shownStatement({ shown: [caseView()], total: 1 })).toBe('The only case is shown.');
  expect(shownStatement({ shown: [], total: 0 })).toBe('The run has no cases.');
});

test('a trial stands by sign and word', () => {
  expect(standingOf(record()).word).toBe('pass');
  expect(standingOf(record({ pass: false })).word).toBe('fail');
  expect(standingOf(errored()).word).toBe('errored');
  expect(standingOf(record({ pass: null, scores: { a: { outcome: 'failed', reason: '' } } })).word).toBe(
    'no verdict',
  );
  expect(standingOf(record({ pass: null, scores: {} })).word).toBe('scored');
});

test('clipping keeps head and tail, and whole characters', () => {
  expect(clip('short', 10)).toBe('short');
  expect(clip('a'.repeat(100) + 'z'.repeat(100), 30)).toBe(
    `${'a'.repeat(20)}\n[… 170 characters left out …]\n${'z'.repeat(10)}`,
  );
  expect(clip('😀'.repeat(100), 31)).not.toMatch(/\p{Cs}/u);
  expect(clipLine('😀😀😀', 4)).toBe('😀…');
});

test.each([
  ['text', 'text'],
  [null, ''],
  [{ text: 'only' }, 'only'],
  [{ a: 'x', n: 1, long: 'one\ntwo' }, 'a: x\nn: 1\nlong:\none\ntwo'],
  [{ a: { b: 1 } }, '{\n  "a": {\n    "b": 1\n  }\n}'],
  [[1, 2], '[\n  1,\n  2\n]'],
  [{}, ''],
])('a case for people: %j', (value, text) => {
  expect(caseText(value)).toBe(text);
});
