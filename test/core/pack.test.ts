import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_LIMITS, ENVELOPE, fits } from '../../src/core/pack.ts';
import { caseOf, repetitionOf, trialOf, trialsPerCase, variantOf } from '../../src/core/trial-order.ts';

describe('what fits into a batch', () => {
  const body = (requests: readonly string[]) =>
    ENVELOPE.head + requests.join(ENVELOPE.separator) + ENVELOPE.tail;

  it('is counted as it is sent: the body is one JSON object with a list', () => {
    expect(JSON.parse(body(['{"a":1}', '{"a":2}']))).toEqual({ requests: [{ a: 1 }, { a: 2 }] });
  });

  it('is less than the API takes', () => {
    expect(BATCH_LIMITS.requests).toBe(100_000);
    expect(BATCH_LIMITS.bytes).toBeLessThan(256_000_000);
  });

  it('is exactly what the limit allows', () => {
    const limits = { requests: 10, bytes: body(['xxxxx', 'xxx']).length };
    expect(fits(limits, 1, 5, 3)).toBe(true);
    expect(fits(limits, 1, 5, 4)).toBe(false);
    expect(fits({ ...limits, requests: 1 }, 1, 5, 3)).toBe(false);
    expect(fits({ ...limits, requests: 2 }, 1, 5, 3)).toBe(true);
  });

  it('never makes a body that is too long, and never leaves out a request that fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 }),
        fc.integer({ min: 80, max: 300 }),
        fc.integer({ min: 1, max: 8 }),
        (sizes, bytes, requests) => {
          const limits = { requests, bytes };
          const batches: string[][] = [];
          let open: string[] = [];
          for (const size of sizes) {
            const request = 'x'.repeat(size);
            if (!fits(limits, open.length, open.join('').length, size)) {
              expect(open.length === requests || body([...open, request]).length > bytes).toBe(true);
              batches.push(open);
              open = [];
            }
            open.push(request);
          }
          batches.push(open);
          for (const batch of batches) {
            expect(body(batch).length).toBeLessThanOrEqual(bytes);
            expect(batch.length).toBeLessThanOrEqual(requests);
          }
          expect(batches.flat().map(({ length }) => length)).toEqual(sizes);
        },
      ),
    );
  });
});

describe('the order of trials', () => {
  const order = fc.record({
    variants: fc.integer({ min: 1, max: 9 }),
    repeat: fc.integer({ min: 1, max: 9 }),
  });

  it('an ordinal tells case, variant and repetition, and they tell the ordinal', () => {
    fc.assert(
      fc.property(order, fc.nat({ max: 1_000_000 }), (own, trial) => {
        const parts = [caseOf(own, trial), variantOf(own, trial), repetitionOf(own, trial)] as const;
        expect(parts[1]).toBeLessThan(own.variants);
        expect(parts[2]).toBeLessThan(own.repeat);
        expect(trialOf(own, ...parts)).toBe(trial);
      }),
    );
  });

  it('counts case by case, variant by variant, repetition by repetition, without a gap', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 8 }), (own, cases) => {
        const counted: number[] = [];
        for (let c = 0; c < cases; c++) {
          for (let v = 0; v < own.variants; v++) {
            for (let r = 0; r < own.repeat; r++) counted.push(trialOf(own, c, v, r));
          }
        }
        expect(counted).toEqual(Array.from({ length: cases * trialsPerCase(own) }, (_, i) => i));
      }),
    );
  });
});
