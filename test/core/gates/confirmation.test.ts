import { describe, expect, it } from 'vitest';
import { atLeast } from '../../../src/core/gates/at-least.ts';
import { confirmsByDefault, wantsConfirmation } from '../../../src/core/gates/confirmation.ts';
import { noRegression } from '../../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../../src/core/gates/non-inferior.ts';
import { type Cases, summaryOf } from './judged.ts';

const WORSE: Cases = { 'P P': 80, 'P F': 20 };

describe('a failed run is to be confirmed', () => {
  it.each([
    ['where a regression was found', noRegression(), WORSE, true],
    ['not where none was', noRegression(), { 'P P': 100 }, false],
    ['not where it failed for errors', noRegression(), { 'P F': 90, 'P -': 10 }, false],
    ['not where another kind of gate failed', nonInferior(0.01), WORSE, false],
  ] as const)('%s', (_, gate, cases, wanted) => {
    expect(wantsConfirmation(summaryOf([gate], cases))).toBe(wanted);
  });

  it.each([
    ['in CI', { CI: 'true' }, true],
    ['in CI that says 1', { CI: '1' }, true],
    ['not elsewhere', {}, false],
    ['not where CI is empty', { CI: '' }, false],
    ['not where CI is false', { CI: 'false' }, false],
  ])('by default %s', (_, environment, wanted) => {
    expect(confirmsByDefault([noRegression()], environment)).toBe(wanted);
    expect(confirmsByDefault([atLeast(0.9)], environment)).toBe(false);
  });
});
