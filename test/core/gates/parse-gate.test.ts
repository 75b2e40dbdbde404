import { describe, expect, it } from 'vitest';
import { atLeast } from '../../../src/core/gates/at-least.ts';
import { maxCost } from '../../../src/core/gates/max-cost.ts';
import { maxCostPerCase } from '../../../src/core/gates/max-cost-per-case.ts';
import { maxErrors } from '../../../src/core/gates/max-errors.ts';
import { maxTokens } from '../../../src/core/gates/max-tokens.ts';
import { mustPass } from '../../../src/core/gates/must-pass.ts';
import { noRegression } from '../../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../../src/core/gates/non-inferior.ts';
import { parseGate } from '../../../src/core/gates/parse-gate.ts';
import { UserError } from '../../../src/model/errors.ts';
import { type Gate, gateSchema } from '../../../src/model/gate.ts';

describe('a gate on a command line', () => {
  it.each<[string, Gate]>([
    ['noRegression', noRegression()],
    ['noRegression,tolerance=0.01,primary', noRegression({ tolerance: 0.01, primary: true })],
    [
      'noRegression,metric=exact,variant=haiku,slice=lang:de,inconclusive=warn',
      noRegression({ metric: 'exact', variant: 'haiku', slice: 'lang:de', inconclusive: 'warn' }),
    ],
    ['noRegression,slice=a=b', noRegression({ slice: 'a=b' })],
    ['noRegression,slice=2024', noRegression({ slice: '2024' })],
    ['nonInferior=0.03', nonInferior(0.03)],
    ['nonInferior=3e-2,metric=exact', nonInferior(0.03, { metric: 'exact' })],
    ['atLeast=.9', atLeast(0.9)],
    ['atLeast=0.9,proven', atLeast(0.9, { proven: true })],
    ['mustPass=case-1+case-2', mustPass(['case-1', 'case-2'])],
    ['mustPass=7,variant=haiku', mustPass(['7'], { variant: 'haiku' })],
    ['maxErrors=0', maxErrors(0)],
    ['maxCost=5', maxCost(5)],
    ['maxCostPerCase=0.01', maxCostPerCase(0.01)],
    ['maxTokens=2000,variant=haiku', maxTokens(2000, { variant: 'haiku' })],
  ])('%s', (spec, gate) => {
    expect(parseGate(spec)).toEqual(gate);
    // And so it is kept in a manifest.
    expect(gateSchema.parse(JSON.parse(JSON.stringify(gate)))).toEqual(gate);
  });

  it.each<[string, string, string?]>([
    ['', 'there is no gate ""', 'there are: noRegression, nonInferior'],
    ['noregresion', 'there is no gate "noregresion"', 'did you mean "noRegression"?'],
    ['constructor', 'there is no gate "constructor"'],
    ['noRegression=0.02', 'noRegression takes no value', 'say noRegression,tolerance=0.02'],
    ['nonInferior', 'nonInferior needs a value', 'such as nonInferior=0.03'],
    ['nonInferior=', 'nonInferior needs a value'],
    ['nonInferior=0', 'margin must be above 0: no data can show that a variant is not worse at all, not 0'],
    ['nonInferior=3', 'margin must be a share from 0 to 1: 0.03 for 3 points, not 3'],
    ['nonInferior=3%', 'margin must be a share from 0 to 1: 0.03 for 3 points, not "3%"'],
    ['atLeast=1,proven', 'share must be below 1 to be proven'],
    ['atLeast=0', 'share must be above 0: it would hold for anything, not 0'],
    ['mustPass=a+a', 'cases must name each case once'],
    ['maxErrors=-0.1', 'share must be a share from 0 to 1'],
    ['maxCost=free', 'dollars must be a number of dollars above 0, not "free"'],
    ['maxTokens=0', 'tokens must be a number of tokens above 0, not 0'],
    ['noRegression,tolerence=0.1', 'there is no option "tolerence"', 'did you mean "tolerance"?'],
    ['noRegression,primary=yes', 'primary stands alone', 'such as primary'],
    ['noRegression,metric', '"metric" needs a value', 'such as metric=…'],
    ['noRegression,metric=', 'metric must be a name, not ""'],
    ['noRegression,metric=a,metric=b', 'it says "metric" twice'],
    ['noRegression,inconclusive=maybe', 'inconclusive must be pass, fail, warn, not "maybe"'],
    ['maxCost=5,variant=haiku', 'there is no option "variant"', 'there are: dollars'],
  ])('%j is refused', (spec, message, hint) => {
    let error: unknown;
    try {
      parseGate(spec);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(`--gate ${spec}: `);
    expect((error as UserError).message).toContain(message);
    expect((error as UserError).message).not.toContain('\n');
    if (hint) expect((error as UserError).hint).toContain(hint);
  });
});
