import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast } from '../../../src/core/gates/at-least.ts';
import { maxErrors } from '../../../src/core/gates/max-errors.ts';
import { mustPass } from '../../../src/core/gates/must-pass.ts';
import { noRegression } from '../../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../../src/core/gates/non-inferior.ts';
import { readingOf } from '../../../src/core/gates/reading.ts';
import type { Gate } from '../../../src/model/gate.ts';
import { outcome, summaryOf } from './judged.ts';

const inconclusive = fc.constantFrom('pass', 'fail', 'warn');
const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);

const gates: fc.Arbitrary<Gate> = fc.oneof(
  fc.record({ tolerance: share, inconclusive }).map((options) => noRegression(options)),
  fc.constant(noRegression()),
  fc.tuple(share, inconclusive).map(([margin, open]) => nonInferior(margin, { inconclusive: open })),
  share.map((margin) => nonInferior(margin)),
  fc.tuple(share, fc.boolean()).map(([least, proven]) => atLeast(least, { proven })),
  fc.constant(mustPass(['case-0', 'case-3'])),
);

/** How each case went: for a and for b. */
const trial = fc.constantFrom('P', 'P', 'P', 'F');
const runs = fc.array(fc.tuple(trial, trial), { minLength: 4, maxLength: 60 });

const patterns = (pairs: readonly (readonly string[])[]) => pairs.map((pair) => pair.join(' '));

describe('for every gate and every run', () => {
  it('errors never make it pass that failed', () => {
    fc.assert(
      fc.property(gates, runs, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (gate, pairs, luck) => {
        // All errors are allowed, so that only what is missing speaks.
        const all = [gate, maxErrors(1)];
        const found = (of: readonly (readonly string[])[]) => summaryOf(all, patterns(of)).gates[0]!.outcome;
        const before = found(pairs);
        const missing = pairs.map((pair) => pair.map((mark) => (luck.next().value === 0 ? '-' : mark)));
        const after = found(missing);
        expect(before === 'failed' && after === 'passed', `${before} → ${after}`).toBe(false);
      }),
      { numRuns: 6000 },
    );
  });

  it('more errors than are allowed fail it, whatever the scores', () => {
    fc.assert(
      fc.property(gates, runs, (gate, pairs) => {
        const some = pairs.map((pair, i) => (i === 0 ? [pair[0]!, '-'] : pair));
        const results = summaryOf([gate], patterns(some)).gates;
        expect(results.some(({ outcome }) => outcome === 'failed')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('it is the same in whatever order the cases come', () => {
    const statistical = gates.filter(({ type }) => type !== 'mustPass');
    fc.assert(
      fc.property(statistical, runs, (gate, pairs) => {
        const one = summaryOf([gate], patterns(pairs)).gates.map(({ outcome }) => outcome);
        const other = summaryOf([gate], patterns([...pairs].reverse())).gates.map(({ outcome }) => outcome);
        expect(other).toEqual(one);
      }),
      { numRuns: 100 },
    );
  });
});

describe('for every interval', () => {
  const by = fc.double({ min: 0, max: 0.2, noNaN: true });
  const end = fc.double({ min: -1, max: 1, noNaN: true });
  const widening = fc.double({ min: 0, max: 0.5, noNaN: true });

  it('a wider one shows no less open a verdict', () => {
    fc.assert(
      fc.property(by, end, end, widening, widening, (bound, one, other, down, up) => {
        const claim = (low: number, high: number) =>
          high < -bound ? 'broken' : low > -bound ? 'holds' : 'open';
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const before = readingOf(claim, { low, high }, null);
        const after = readingOf(claim, { low: low - down, high: high + up }, null);
        expect([before, 'open']).toContain(after);
      }),
    );
  });
});

it('a tolerance only ever lets more pass, and a margin, and a lower share', () => {
  const rank = { failed: 0, warned: 1, passed: 2 };
  fc.assert(
    fc.property(runs, share, share, fc.boolean(), (pairs, one, other, proven) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const passes = (gate: Gate) => rank[outcome(gate, patterns(pairs))];
      expect(passes(noRegression({ tolerance: more }))).toBeGreaterThanOrEqual(
        passes(noRegression({ tolerance: less })),
      );
      expect(passes(nonInferior(more))).toBeGreaterThanOrEqual(passes(nonInferior(less)));
      expect(passes(atLeast(less, { proven }))).toBeGreaterThanOrEqual(passes(atLeast(more, { proven })));
    }),
    { numRuns: 100 },
  );
});
