import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedTrials, firstMisfit, fitPlan, type SuiteRequests } from '../../src/core/fit-plan.ts';
import { trialOf } from '../../src/core/trial-order.ts';

const NOTHING_TOLD = { variants: false, repeat: false };

/** A suite that asks something else in each case and variant. */
function suite(variants: number, cases: number, repeat = 1): SuiteRequests {
  return {
    cases,
    variants: Array.from({ length: variants }, (_, v) => ({ name: `v${v}`, recorded: false })),
    hashes: Array.from({ length: cases * variants }, (_, i) => 1000 + i),
    repeat,
  };
}

interface Part {
  readonly variants: readonly number[];
  readonly repeat: number;
  readonly cases: readonly number[];
}

/** All trials of a run of a part of the suite, but those that got no result. */
function askedIn(whole: SuiteRequests, part: Part, isAnswered = (_trial: number) => true): AskedTrials {
  const order = { variants: part.variants.length, repeat: part.repeat };
  const trials: number[] = [];
  const hashes: number[] = [];
  part.cases.forEach((at, position) => {
    part.variants.forEach((variant, index) => {
      for (let repetition = 0; repetition < part.repeat; repetition++) {
        const trial = trialOf(order, position, index, repetition);
        if (!isAnswered(trial)) continue;
        trials.push(trial);
        hashes.push(whole.hashes[at * whole.variants.length + variant]!);
      }
    });
  });
  return { trials, hashes };
}

const shapes = fc.record({
  variants: fc.integer({ min: 1, max: 3 }),
  cases: fc.integer({ min: 2, max: 8 }),
  repeat: fc.integer({ min: 1, max: 3 }),
});

describe('the part of a suite that ids speak of', () => {
  it('is the whole wherever that fits, whichever results came back', () => {
    fc.assert(
      fc.property(shapes, fc.infiniteStream(fc.boolean()), ({ variants, cases, repeat }, answered) => {
        const whole = suite(variants, cases, repeat);
        const all = {
          variants: whole.variants.map((_, v) => v),
          repeat,
          cases: whole.hashes.slice(0, cases).map((_, c) => c),
        };
        const asked = askedIn(whole, all, () => answered.next().value);
        fc.pre(asked.trials.length > 0);
        const fit = fitPlan(asked, whole, NOTHING_TOLD);
        expect(fit).toMatchObject({ variants: all.variants, repeat });
        expect((fit as Part).cases).toEqual(all.cases.slice(0, (fit as Part).cases.length));
      }),
    );
  });

  it('is found where all of it was answered: which variants, how often, which cases', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 1, max: 4 }),
        ({ variants, cases }, picks, repeat) => {
          const whole = suite(variants, cases, 1);
          const pick = (length: number) =>
            Array.from({ length }, (_, at) => at).filter(() => picks.next().value);
          const part = { variants: pick(variants), repeat, cases: pick(cases) };
          // Of a single case nobody can tell whether it was asked more often still.
          fc.pre(part.variants.length > 0 && part.cases.length > 1);
          expect(fitPlan(askedIn(whole, part), whole, NOTHING_TOLD)).toEqual(part);
        },
      ),
    );
  });

  it('includes cases without a result where one way leads around them', () => {
    const whole = suite(1, 8);
    const inOneRow = { variants: [0], repeat: 1, cases: [2, 3, 4, 5] };
    expect(
      fitPlan(
        askedIn(whole, inOneRow, (trial) => trial !== 1),
        whole,
        NOTHING_TOLD,
      ),
    ).toEqual(inOneRow);
    const withGaps = { ...inOneRow, cases: [2, 4, 7] };
    expect(
      fitPlan(
        askedIn(whole, withGaps, (trial) => trial !== 1),
        whole,
        NOTHING_TOLD,
      ),
    ).toBe('ambiguous');
  });

  it('is ambiguous where equal cases could have been meant', () => {
    const whole = { ...suite(1, 4), hashes: [1, 7, 7, 2] };
    expect(fitPlan({ trials: [0, 1], hashes: [1, 7] }, whole, NOTHING_TOLD)).toMatchObject({ cases: [0, 1] });
    expect(fitPlan({ trials: [0, 1], hashes: [7, 2] }, whole, NOTHING_TOLD)).toBe('ambiguous');
  });

  it('counts recorded variants, of which no result speaks', () => {
    const asks = suite(3, 3);
    const whole = { ...asks, variants: asks.variants.map((one, v) => ({ ...one, recorded: v === 1 })) };
    const part = { variants: [1, 2], repeat: 1, cases: [0, 1, 2] };
    const asked = askedIn(whole, part, (trial) => trial % 2 === 1);
    expect(fitPlan(asked, whole, NOTHING_TOLD)).toEqual(part);
  });

  it('is not searched for beyond what was told', () => {
    const whole = suite(2, 3);
    const asked = askedIn(whole, { variants: [1], repeat: 2, cases: [0, 1, 2] });
    expect(fitPlan(asked, whole, NOTHING_TOLD)).toMatchObject({ variants: [1], repeat: 2 });
    expect(fitPlan(asked, whole, { variants: true, repeat: false })).toBeUndefined();
    expect(fitPlan(asked, whole, { variants: false, repeat: true })).toBeUndefined();
  });

  it('is none where the suite would ask something else: the first such trial is named', () => {
    const whole = suite(2, 3);
    const asked = { trials: [0, 3], hashes: [1000, 5] };
    expect(fitPlan(asked, whole, NOTHING_TOLD)).toBeUndefined();
    expect(firstMisfit(asked, whole)).toEqual({ trial: 3, case: 1, variant: 1 });
    expect(firstMisfit({ trials: [0, 8], hashes: [1000, 1008] }, whole)).toMatchObject({ trial: 8, case: 4 });
  });
});
