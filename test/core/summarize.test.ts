import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noRegression } from '../../src/core/gates/no-regression.ts';
import { passOf } from '../../src/core/score.ts';
import { ratioOfMeans } from '../../src/core/stats/ratio.ts';
import { LISTED_CASES } from '../../src/model/comparison.ts';
import type { Role, Score } from '../../src/model/grader.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import {
  type CaseRecords,
  compare,
  expired,
  fail,
  failed,
  frame,
  measured,
  pass,
  passed,
  record,
  score,
  summarize,
  unanswered,
} from './builders.ts';

const variants = (...names: string[]) =>
  names.map((name) => ({ name, model: 'claude-sonnet-5-5', turnaroundSeconds: null, simulated: false }));
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
const near = (value: number) => expect.closeTo(value, 12);
const one = (changes?: Parameters<typeof frame>[0]) => ({ variants: variants('a'), ...changes });

describe('a variant', () => {
  it('counts its trials by what became of them', () => {
    const summary = summarize(
      [
        [[pass()]],
        [[fail()]],
        [[expired()]],
        [[unanswered({ type: 'canceled' })]],
        [[unanswered({ type: 'missing' })]],
        [[unanswered({ type: 'errored', error: { type: 'overloaded_error', message: 'Overloaded' } })]],
      ],
      one(),
    );
    expect(summary.trials).toBe(6);
    expect(summary.unanswered).toBe(4);
    expect(summary.variants[0]).toMatchObject({
      trials: 6,
      outcomes: { succeeded: 2, errored: 1, expired: 1, canceled: 1, missing: 1 },
      passed: 1,
      decided: 2,
      undecided: 0,
    });
  });

  it('leaves trials without an answer out of its accuracy: they are no zeros', () => {
    const { accuracy } = summarize([...times(9, [[pass()]]), [[fail()]], ...times(90, [[expired()]])], one())
      .variants[0]!;
    expect(accuracy).toMatchObject({ mean: 0.9, n: 10, method: 'wilson' });
  });

  it('leaves undecided answers out as well, and counts them', () => {
    const undecided = record({ pass: null, scores: { exact: failed } });
    const summary = summarize([[[pass()]], [[undecided]]], one()).variants[0]!;
    expect(summary).toMatchObject({ decided: 1, undecided: 1, passed: 1, accuracy: { mean: 1, n: 1 } });
  });

  it('names its errors, the most frequent first, each with an example', () => {
    const errored = (type: string, message: string) =>
      unanswered({ type: 'errored', error: { type, message } });
    const { errors } = summarize(
      [
        [[errored('api_error', 'first')]],
        [[expired()]],
        [[errored('overloaded_error', 'Overloaded')]],
        [[errored('api_error', 'second')]],
      ],
      one(),
    ).variants[0]!;
    expect(errors).toEqual([
      { kind: 'api_error', count: 2, example: 'first' },
      { kind: 'expired', count: 1, example: null },
      { kind: 'overloaded_error', count: 1, example: 'Overloaded' },
    ]);
  });

  it('counts why answers stopped, and who answered', () => {
    const stopped = (stopReason: string | null, changes: Partial<TrialRecord> = {}) =>
      fail({ outcome: { type: 'succeeded', stopReason }, ...changes });
    const summary = summarize(
      [
        [[stopped('max_tokens')]],
        [[stopped('refusal', { model: 'claude-sonnet-5-5-20260928' })]],
        [[stopped('max_tokens', { answeredBy: 'simulator' })]],
        [[stopped(null, { answeredBy: 'recorded', model: 'gpt' })]],
        [[expired()]],
      ],
      one(),
    );
    expect(summary.variants[0]).toMatchObject({
      stopReasons: { max_tokens: 2, refusal: 1 },
      answeredBy: ['claude', 'recorded', 'simulator'],
      answeredModels: ['claude-sonnet-5-5', 'claude-sonnet-5-5-20260928', 'gpt'],
    });
    expect(summary.simulated).toBe(true);
  });

  it('is simulated only where the simulator answered', () => {
    expect(summarize([[[pass()]]], one()).simulated).toBe(false);
  });

  it('counts trials with several attempts, and the tokens of all attempts', () => {
    const tokens = { input: 1, cacheWrite: 2, cacheRead: 3, output: 4 };
    const earlier = [
      { batch: 1, outcome: { type: 'expired' }, tokens: null, cost: 0 },
      { batch: 2, outcome: { type: 'succeeded', stopReason: 'end_turn' }, tokens, cost: 1 },
    ] as const;
    const summary = summarize([[[pass({ tokens, earlier })]], [[pass({ tokens })]], [[expired()]]], one())
      .variants[0]!;
    expect(summary.rerun).toBe(1);
    expect(summary.tokens).toEqual({ input: 3, cacheWrite: 6, cacheRead: 9, output: 12 });
  });

  it('takes the case for the unit, however often it is repeated', () => {
    const summary = summarize(
      [
        [[pass(), pass(), fail(), fail()]],
        [[pass(), pass(), pass(), pass()]],
        [[fail(), expired(), expired(), expired()]],
      ],
      one({ repeat: 4 }),
    ).variants[0]!;
    expect(summary).toMatchObject({ trials: 12, decided: 9, passed: 6 });
    expect(summary.accuracy).toMatchObject({ mean: 0.5, n: 3, method: 'korn-graubard' });
  });

  it('without any case has no rate', () => {
    expect(summarize([], one())).toMatchObject({ trials: 0, unanswered: 0, variants: [{ accuracy: null }] });
  });
});

describe('a grader', () => {
  const both = (first: number, second: boolean | null) =>
    record({
      pass: second,
      scores: {
        close: measured(first),
        exact: second === null ? failed : { outcome: 'scored', score: Number(second), pass: second },
      },
    });

  it('has its own mean, and its failures with an example', () => {
    const summary = summarize([[[both(0.5, true)]], [[both(1, false)]], [[both(0.9, null)]]], {
      ...one(),
      graders: ['close', 'exact'],
    }).variants[0]!;
    expect(summary.graders).toEqual([
      expect.objectContaining({ name: 'close', role: 'metric', failed: 0, failedExample: null }),
      expect.objectContaining({ name: 'exact', role: 'gate', failed: 1, failedExample: 'the grader threw' }),
    ]);
    expect(summary.graders[0]?.mean).toMatchObject({ mean: expect.closeTo(0.8, 12), n: 3 });
    expect(summary.graders[1]?.mean).toMatchObject({ mean: 0.5, n: 2 });
    expect(summary.accuracy).toMatchObject({ mean: 0.5, n: 2 });
  });

  it('that only measures makes no accuracy', () => {
    const {
      variants: [own],
    } = summarize([[[score(0.25)]], [[score(0.75)]]], one());
    expect(own).toMatchObject({
      accuracy: null,
      decided: 0,
      undecided: 0,
      graders: [{ role: 'metric', mean: { mean: 0.5 } }],
    });
  });

  it('that decides does so for a variant without any answer too: its accuracy is unknown, not undefined', () => {
    const summary = summarize(times(5, [[pass()], [expired()]]));
    expect(summary.variants[1]).toMatchObject({
      accuracy: { mean: null, low: null, high: null, n: 0 },
      graders: [{ name: 'exact', role: 'gate', mean: { mean: null, n: 0 } }],
    });
    expect(summary.comparisons[0]).toMatchObject({
      metric: 'accuracy',
      n: 0,
      dropped: 5,
      difference: { mean: null },
    });
  });
});

describe('what scores say beside themselves', () => {
  it('is averaged over the scored trials, where they say it', () => {
    const saying = (evidence?: Record<string, number>) =>
      pass({ scores: { exact: { ...passed, ...(evidence && { evidence }) } as Score } });
    const cases = [
      [[saying({ agreement: 1, bias: 0 })]],
      [[saying({ agreement: 0.5 })]],
      [[saying()]],
      [[expired()]],
    ];
    expect(summarize(cases, one()).variants[0]!.graders[0]!.evidence).toEqual({ agreement: 0.75, bias: 0 });
    expect(summarize([[[pass()]]], one()).variants[0]!.graders[0]!.evidence).toEqual({});
  });
});

describe('the discount of a batch', () => {
  const tiers = (mode: 'batch' | 'live', ...serviceTiers: (string | null)[]) =>
    summarize(
      serviceTiers.map((serviceTier) => [[pass({ serviceTier })]]),
      one({ mode }),
    ).variants[0]!.undiscounted;

  it('is missed where an answer of a batch was billed as something else', () => {
    expect(tiers('batch', 'batch', 'standard', 'priority', null)).toBe(2);
  });

  it('is not expected of single requests', () => {
    expect(tiers('live', 'standard')).toBe(0);
  });
});

describe('cost', () => {
  const costOf = (cases: readonly CaseRecords[], changes = {}) =>
    summarize(cases, one(changes)).variants[0]!.cost;
  const paid = (cost: number | null, own: TrialRecord = pass()) => ({
    ...own,
    cost,
    costUnbatched: cost && cost * 2,
  });

  it('is the sum, and what single requests would have cost', () => {
    const sum = costOf([[[paid(1)]], [[paid(2, fail())]], [[expired()]]]);
    expect(sum).toEqual({
      total: 3,
      known: 3,
      // Two cases were answered for 3 dollars; one of them correctly.
      perThousandCases: 1500,
      perCorrect: 3,
      // Of two cases: anything.
      perCorrectEnds: { low: expect.closeTo(0.0209, 4), high: expect.closeTo(431.3, 1) },
      unbatched: 6,
      reused: 0,
      cacheSaved: 0,
      unpricedModels: [],
    });
  });

  it('of answers that an earlier run bought is what they cost then, and said to be so', () => {
    const reused = { ...paid(2), reusedFrom: 'run-1' };
    const [variant] = summarize([[[paid(1)]], [[reused]]], one()).variants;
    expect(variant).toMatchObject({ cost: { total: 3, reused: 2 }, reused: 1, reusedFrom: ['run-1'] });
  });

  it('of 1,000 cases is that of all their repetitions', () => {
    expect(costOf([[[paid(1), paid(2)]]], { repeat: 2 }).perThousandCases).toBeCloseTo(3000, 9);
    expect(costOf([[[paid(1), expired()]]], { repeat: 2 }).perThousandCases).toBeCloseTo(2000, 9);
  });

  it('is unknown, not zero, as soon as a part of it is; what is known is said', () => {
    expect(costOf([[[paid(1)]], [[{ ...paid(null), model: 'claude-next' }]]])).toEqual({
      total: null,
      known: 1,
      perThousandCases: null,
      perCorrect: null,
      perCorrectEnds: null,
      unbatched: null,
      reused: 0,
      cacheSaved: null,
      unpricedModels: ['claude-next'],
    });
  });

  it('of recorded answers is unknown without a model to blame', () => {
    expect(costOf([[[{ ...paid(null), answeredBy: 'recorded' }]]])).toMatchObject({
      total: null,
      unpricedModels: [],
    });
  });

  it('for each correct answer has the interval of a ratio, over cases and their groups', () => {
    const cases = Array.from({ length: 40 }, (_, i) => paid(1 + (i % 3), i % 4 === 0 ? fail() : pass()));
    const { perCorrect, perCorrectEnds } = costOf(cases.map((own) => [[own]]));
    const passes = Float64Array.from(cases, (own) => Number(own.pass));
    const costs = Float64Array.from(cases, ({ cost }) => cost!);
    const { ratio, low, high } = ratioOfMeans(passes, costs, null, 0.05);
    expect(perCorrect).toBeCloseTo(ratio!, 12);
    expect(perCorrectEnds).toEqual({ low, high });
    expect(costOf([[[paid(1)]]]).perCorrectEnds).toBeNull();
  });

  it('for each correct answer is undefined where none is correct', () => {
    expect(costOf([[[paid(1, fail())]]])).toMatchObject({
      total: 1,
      perCorrect: null,
      perThousandCases: 1000,
    });
    expect(costOf([[[expired()]]])).toMatchObject({ total: 0, perCorrect: null, perThousandCases: null });
  });
});

describe('a comparison', () => {
  it('is made of each variant with the baseline, wherever that stands', () => {
    const summary = summarize([[[fail()], [pass()], [fail()]]], {
      variants: variants('x', 'y', 'z'),
      baseline: 'y',
    });
    expect(summary.comparisons.map(({ variant, baseline }) => [variant, baseline])).toEqual([
      ['x', 'y'],
      ['z', 'y'],
    ]);
    expect(summary.comparisons.map(({ difference }) => difference.mean)).toEqual([-1, -1]);
  });

  it('of one variant is none', () => {
    expect(summarize([[[pass()]]], one()).comparisons).toEqual([]);
  });

  it('says which cases were fixed and which were broken', () => {
    const comparison = summarize([
      [[pass()], [pass()]],
      [[fail()], [fail()]],
      [[fail()], [pass()]],
      [[pass()], [fail()]],
      [[fail()], [pass()]],
      [[pass()], [expired()]],
      [[record({ pass: null, scores: { exact: failed } })], [pass()]],
    ]).comparisons[0]!;
    expect(comparison).toMatchObject({
      metric: 'accuracy',
      n: 5,
      dropped: 2,
      fixed: 2,
      broken: 1,
      bothPass: 1,
      bothFail: 1,
      fixedCases: ['case-2', 'case-4'],
      brokenCases: ['case-3'],
      difference: { mean: expect.closeTo(0.2, 12), method: 'newcombe' },
    });
  });

  it('lists at most 1,000 cases of each, and counts all', () => {
    const n = LISTED_CASES + 5;
    const comparison = summarize([...times(n, [[fail()], [pass()]]), ...times(n, [[pass()], [fail()]])])
      .comparisons[0]!;
    expect([comparison.fixed, comparison.broken]).toEqual([n, n]);
    expect(comparison.fixedCases).toHaveLength(LISTED_CASES);
    expect(comparison.brokenCases).toHaveLength(LISTED_CASES);
    expect(comparison.brokenCases[0]).toBe(`case-${n}`);
  });

  it('is about the first grader where none decides', () => {
    const of = (close: number, far: number) =>
      record({ pass: null, scores: { close: measured(close), far: measured(far) } });
    const comparison = summarize(
      [
        [[of(0.2, 1)], [of(0.4, 0)]],
        [[of(0.5, 1)], [of(0.5, 0)]],
      ],
      {
        graders: ['close', 'far'],
      },
    ).comparisons[0]!;
    expect(comparison).toMatchObject({
      metric: 'close',
      difference: { mean: expect.closeTo(0.1, 12), method: 'mover' },
      fixed: 1,
      broken: 0,
      bothPass: 0,
      bothFail: 1,
    });
  });

  it('is about the accuracy where any grader decides, also when it is not the first', () => {
    const of = (close: number, ok: boolean) =>
      record({
        pass: ok,
        scores: { close: measured(close), exact: { outcome: 'scored', score: Number(ok), pass: ok } },
      });
    const comparison = summarize([[[of(1, false)], [of(0, true)]]], { graders: ['close', 'exact'] })
      .comparisons[0]!;
    expect(comparison).toMatchObject({ metric: 'accuracy', difference: { mean: 1 }, fixed: 1, broken: 0 });
  });

  it('counts a case once, however often it is repeated, and as fixed when it rises at all', () => {
    const comparison = summarize(
      [
        [
          [pass(), fail()],
          [pass(), pass()],
        ],
        [
          [fail(), expired()],
          [fail(), fail()],
        ],
      ],
      { repeat: 2 },
    ).comparisons[0]!;
    expect(comparison).toMatchObject({
      n: 2,
      fixed: 1,
      broken: 0,
      bothFail: 1,
      difference: { mean: 0.25, method: 'mover' },
    });
  });

  it('sees no change in what only the order of the repetitions rounds differently', () => {
    // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1.
    const { fixed, broken, bothFail } = compare([[0.1, 0.2, 0.3]], [[0.3, 0.2, 0.1]]);
    expect([fixed, broken, bothFail]).toEqual([0, 0, 1]);
  });

  const answers = fc.constantFrom(pass(), fail(), expired());
  const cases = fc
    .array(fc.tuple(answers, answers), { maxLength: 60 })
    .map((own) => own.map(([a, b]) => [[a], [b]]));

  it('has a difference of fixed less broken, for one 0/1 score a case', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const { fixed, broken, bothPass, bothFail, dropped, n, difference } = summarize(own).comparisons[0]!;
        expect(fixed + broken + bothPass + bothFail).toBe(n);
        expect(n + dropped).toBe(own.length);
        if (n === 0) expect(difference.mean).toBeNull();
        else expect(difference.mean).toBeCloseTo((fixed - broken) / n, 12);
      }),
    );
  });
});

describe('roles', () => {
  const stated = (score: number, role: Role, pass: boolean | null = null): Score => ({
    outcome: 'scored',
    score,
    pass,
    role,
  });
  const graded = (scores: Record<string, Score>) => record({ scores, pass: passOf(scores) });
  const graders = ['tone', 'exact', 'length'];

  it('are as stated, or else what the scores turned out to be', () => {
    const summary = summarize(
      [[[graded({ tone: stated(0.5, 'advisory'), exact: passed, length: measured(0.5) })]]],
      { ...one(), graders },
    ).variants[0]!;
    expect(summary.graders.map(({ role }) => role)).toEqual(['advisory', 'gate', 'metric']);
  });

  it('of a failed score count too', () => {
    const { graders: own } = summarize(
      [[[graded({ exact: passed, tone: { ...failed, role: 'advisory' } as Score })]]],
      { ...one(), graders: ['exact', 'tone'] },
    ).variants[0]!;
    expect(own).toMatchObject([{ role: 'gate' }, { role: 'advisory', failed: 1 }]);
  });

  it('advisory and metric leave no trial undecided when they fail', () => {
    const summary = (role?: Role) =>
      summarize([[[graded({ exact: passed, tone: { ...failed, ...(role && { role }) } as Score })]]], {
        ...one(),
        graders: ['exact', 'tone'],
      }).variants[0]!;
    for (const role of ['advisory', 'metric'] as const) {
      expect(summary(role)).toMatchObject({ decided: 1, undecided: 0, accuracy: { mean: 1 } });
    }
    for (const role of ['gate', undefined] as const) {
      expect(summary(role)).toMatchObject({ decided: 0, undecided: 1 });
    }
  });

  it('gate decides, metric is compared, advisory is neither', () => {
    const of = (tone: number, exact: boolean, length: number) =>
      graded({
        tone: stated(tone, 'advisory'),
        exact: stated(Number(exact), 'gate', exact),
        length: stated(length, 'metric'),
      });
    const cases = [
      [[of(0, false, 0.2)], [of(1, true, 0.4)]],
      [[of(0, true, 0.5)], [of(1, true, 0.5)]],
    ];
    const { comparisons, variants: own } = summarize(cases, { graders });
    expect(comparisons[0]).toMatchObject({ metric: 'accuracy', difference: { mean: 0.5 } });
    expect(own[1]!.graders).toMatchObject([
      { name: 'tone', mean: { mean: 1 }, difference: null },
      { name: 'exact', difference: { mean: 0.5, method: 'newcombe' } },
      { name: 'length', difference: { mean: near(0.1), method: 'mover' } },
    ]);
    expect(own[0]!.graders.map(({ difference }) => difference)).toEqual([null, null, null]);
  });

  it('without a gate the first grader that is not advisory is compared', () => {
    const of = (tone: number, length: number) =>
      graded({ tone: stated(tone, 'advisory'), length: stated(length, 'metric') });
    const { comparisons } = summarize([[[of(1, 0.25)], [of(0, 0.75)]]], { graders: ['tone', 'length'] });
    expect(comparisons[0]).toMatchObject({ metric: 'length', difference: { mean: 0.5 }, fixed: 1 });
  });
});

describe('a classification', () => {
  const labelled = (expected: string, predicted: string | null) =>
    record({
      pass: expected === predicted,
      scores: {
        exact: {
          outcome: 'scored',
          score: Number(expected === predicted),
          pass: expected === predicted,
          label: { expected, predicted },
        },
      },
    });

  it('counts trials, repetitions included, and leaves out and counts those without an answer or a score', () => {
    const { graders } = summarize(
      [
        [[labelled('bug', 'bug'), labelled('bug', 'billing')]],
        [[labelled('billing', null), expired()]],
        [[record({ pass: null, scores: { exact: failed } }), expired()]],
      ],
      one({ repeat: 2 }),
    ).variants[0]!;
    expect(graders[0]?.classification).toMatchObject({
      trials: 3,
      accuracy: { mean: near(1 / 3), n: 3, groups: 2 },
      noLabel: 1,
      unanswered: 2,
      unlabelled: 1,
    });
  });

  it('is there for graders that compare labels only, variant by variant', () => {
    const summary = summarize([
      [[labelled('bug', 'bug')], [expired()]],
      [[pass()], [pass()]],
    ]);
    expect(summary.variants[0]!.graders[0]!.classification).toMatchObject({ trials: 1, unlabelled: 1 });
    expect(summary.variants[1]!.graders[0]!.classification).toBeNull();
  });
});

describe('a summary', () => {
  const outcomes = fc.constantFrom(
    pass({ cost: 0.25, costUnbatched: 0.5 }),
    fail({ cost: 0.125, costUnbatched: 0.25 }),
    score(0.375, { cost: 0.5, costUnbatched: 1 }),
    expired(),
    record({ pass: null, scores: { exact: failed }, cost: 0, costUnbatched: 0 }),
  );
  const repeated = fc.array(outcomes, { minLength: 2, maxLength: 2 });
  const cases = fc.array(fc.tuple(repeated, repeated), { maxLength: 30 });

  it('does not depend on the order of the cases', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const [there, back] = [summarize(own, { repeat: 2 }), summarize(own.toReversed(), { repeat: 2 })];
        for (const [index, variant] of there.variants.entries()) {
          const other = back.variants[index]!;
          expect(other).toMatchObject({
            trials: variant.trials,
            outcomes: variant.outcomes,
            passed: variant.passed,
            decided: variant.decided,
            undecided: variant.undecided,
            cost: variant.cost,
            tokens: variant.tokens,
          });
          if (variant.accuracy?.mean != null)
            expect(other.accuracy?.mean).toBeCloseTo(variant.accuracy.mean, 12);
        }
        const [a, b] = [there.comparisons[0]!, back.comparisons[0]!];
        expect([b.n, b.dropped, b.fixed, b.broken, b.bothPass, b.bothFail]).toEqual([
          a.n,
          a.dropped,
          a.fixed,
          a.broken,
          a.bothPass,
          a.bothFail,
        ]);
        expect(b.fixedCases).toHaveLength(a.fixedCases.length);
      }),
    );
  });

  it('adds up: outcomes to trials, answers to decided, undecided and those that only measure', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const { variants: tallied, trials, unanswered: without } = summarize(own, { repeat: 2 });
        expect(trials).toBe(own.length * 4);
        for (const { outcomes: counts, trials: all, decided, undecided, passed: correct } of tallied) {
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all);
          expect(decided + undecided).toBeLessThanOrEqual(counts.succeeded);
          expect(correct).toBeLessThanOrEqual(decided);
        }
        expect(without).toBe(
          trials - tallied.reduce((sum, { outcomes: counts }) => sum + counts.succeeded, 0),
        );
      }),
    );
  });

  it('says of each grader in which version it was, where that is known', () => {
    const { variants: own } = summarize([[[pass()], [pass()]]], {
      graders: ['exact', 'tone'],
      versions: { exact: '7d1a' },
    });
    for (const { graders } of own) {
      expect(graders).toMatchObject([
        { name: 'exact', version: '7d1a' },
        { name: 'tone', version: null },
      ]);
    }
  });

  it('carries the facts of its run', () => {
    const {
      variants: _,
      graders: __,
      versions: ___,
      judges: ____,
      kept: _____,
      ...facts
    } = frame({ notices: ['a notice'], commit: 'abc' });
    expect(summarize([], { notices: ['a notice'], commit: 'abc' })).toMatchObject({
      format: 'assay-summary/3',
      ...facts,
    });
  });

  it('is JSON: nothing in it is NaN, infinite or undefined', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const summary = summarize(own, { repeat: 2 });
        expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
      }),
    );
  });
});

describe('a regression that is found after the last look', () => {
  const worse = [
    ...Array.from({ length: 40 }, () => [[pass()], [pass()]]),
    ...Array.from({ length: 12 }, () => [[pass()], [fail()]]),
  ];
  const noticesOf = (confirmed: boolean | null, cases: readonly CaseRecords[]) =>
    summarize(cases, {
      gates: [noRegression()],
      instalments: { released: 1, of: 1, confirmed, casesHeld: 0, trialsHeld: 0 },
    }).notices;

  it('is said not to be confirmed where the repetition is held back still', () => {
    expect(noticesOf(false, worse)).toEqual([expect.stringContaining('not confirmed')]);
    expect(noticesOf(true, worse)).toEqual([]);
    expect(noticesOf(null, worse)).toEqual([]);
    expect(noticesOf(false, worse.slice(0, 40))).toEqual([]);
  });
});
