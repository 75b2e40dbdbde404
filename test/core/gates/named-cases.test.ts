import { describe, expect, it } from 'vitest';
import { atLeast } from '../../../src/core/gates/at-least.ts';
import { checkCompared } from '../../../src/core/gates/check-compared.ts';
import { mustPass } from '../../../src/core/gates/must-pass.ts';
import { NamedCases } from '../../../src/core/gates/named-cases.ts';
import { noRegression } from '../../../src/core/gates/no-regression.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Gate } from '../../../src/model/gate.ts';

/** 40 cases, case-0 to case-39, every second one tagged even. */
function fault(gate: Gate, cases = 40): UserError | undefined {
  const named = new NamedCases('suite "s"', [gate]);
  for (let i = 0; i < cases; i++) {
    named.add({ id: `case-${i}`, input: i, expected: null, tags: i % 2 === 0 ? ['even'] : [] });
  }
  return thrown(() => named.finish());
}

function thrown(work: () => void): UserError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

describe('what gates name must be in the dataset', () => {
  it.each<[string, Gate, string, string]>([
    [
      'a case',
      mustPass(['case-1', 'csae-2']),
      'suite "s", gate mustPass: the dataset has no case "csae-2"',
      'did you mean "case-2"?',
    ],
    ['a case like no other', mustPass(['zzz']), 'no case "zzz"', 'ids are those of the column "id"'],
    ['a slice', noRegression({ slice: 'evn' }), 'no case has the tag "evn"', 'did you mean "even"?'],
    [
      'as many cases as a proof takes',
      atLeast(0.95, { proven: true }),
      'it can never pass: 40 cases without a failure show no more than 91.2 %',
      'it takes 72 cases',
    ],
    [
      'and a slice of as many',
      atLeast(0.9, { proven: true, slice: 'even' }),
      '20 cases without a failure show no more than 83.2 %',
      'it takes 36 cases',
    ],
  ])('%s', (_, gate, message, hint) => {
    const error = fault(gate);
    expect(error?.message).toContain(message);
    expect(error?.hint).toContain(hint);
  });

  it.each<[string, Gate]>([
    ['cases', mustPass(['case-0', 'case-39'])],
    ['a slice', noRegression({ slice: 'even' })],
    ['enough cases', atLeast(0.9, { proven: true })],
    ['a share that nothing has to prove', atLeast(0.99)],
  ])('and %s that are there are no fault', (_, gate) => {
    expect(fault(gate)).toBeUndefined();
  });
});

describe('a gate that compares needs something to compare with', () => {
  const one = { suite: { name: 's' }, variants: [{ name: 'a' }], baseline: 'a', instalments: null };
  const two = { ...one, variants: [{ name: 'a' }, { name: 'b' }] };

  it.each([
    ['one variant', one, noRegression(), 'there is nothing to compare a with'],
    ['the baseline alone', two, noRegression({ variant: 'a' }), 'there is nothing to compare a with'],
    ['two variants', two, noRegression(), undefined],
    ['a gate that does not', one, atLeast(0.9), undefined],
  ] as const)('%s', (_, plan, gate, message) => {
    expect(thrown(() => checkCompared({ ...plan, gates: [gate] }, false))?.message).toEqual(
      message && expect.stringContaining(message),
    );
    expect(thrown(() => checkCompared({ ...plan, gates: [gate] }, true))).toBeUndefined();
  });

  it('and so does a run that is to stop as soon as a comparison is clear', () => {
    const plan = { ...one, gates: [], instalments: { looks: 4 } };
    expect(thrown(() => checkCompared(plan, false))?.message).toContain('--stop-early: there is nothing');
    expect(thrown(() => checkCompared(plan, true))).toBeUndefined();
    expect(thrown(() => checkCompared({ ...plan, variants: two.variants }, false))).toBeUndefined();
  });
});
