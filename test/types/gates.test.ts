import {
  atLeast,
  dataset,
  defineSuite,
  exactMatch,
  type Gate,
  maxCost,
  maxErrors,
  mustPass,
  nonInferior,
  noRegression,
} from 'assay';
import { expect, it } from 'vitest';

/** Each `@ts-expect-error` is a specification: `npm run typecheck` fails when the line below it compiles. */
it('gates are typed: a misspelt option, a missing margin and a made-up gate are compile errors', () => {
  const gates: readonly Gate[] = [
    noRegression({ tolerance: 0.01, metric: 'exactMatch', inconclusive: 'warn' }),
    nonInferior(0.03),
    atLeast(0.9, { proven: true }),
    mustPass(['a'], { variant: 'v' }),
    maxErrors(0.1),
    maxCost(5),
  ];
  const suite = defineSuite('s', dataset([{ id: 'a', input: { text: 'x' }, expected: 'y' }]), {
    variants: { v: { model: 'claude-haiku-5-5', max_tokens: 8, prompt: '{{text}}' } },
    graders: [exactMatch()],
    gates,
    confirm: true,
  });
  expect(suite.gates).toEqual(gates);
  // @ts-expect-error the option is "tolerance"
  expect(() => noRegression({ tolerence: 0.01 })).toThrow();
  // @ts-expect-error it needs a margin
  expect(() => nonInferior()).toThrow();
  // @ts-expect-error "maybe" is neither pass nor fail nor warn
  expect(() => atLeast(0.9, { inconclusive: 'maybe' })).toThrow();
  // @ts-expect-error a list of cases
  expect(() => mustPass('a')).toThrow();
  // @ts-expect-error no gate is of this type
  const made: Gate = { type: 'noProgress' };
  expect(made).toBeDefined();
});
