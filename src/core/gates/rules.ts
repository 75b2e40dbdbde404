import type { GateOf, GateType } from '../../model/gate.ts';
import { atLeastRule } from './at-least.ts';
import type { GateRule } from './judging.ts';
import { maxCostRule } from './max-cost.ts';
import { maxCostPerCaseRule } from './max-cost-per-case.ts';
import { maxErrorsRule } from './max-errors.ts';
import { maxTokensRule } from './max-tokens.ts';
import { mustPassRule } from './must-pass.ts';
import { noRegressionRule } from './no-regression.ts';
import { nonInferiorRule } from './non-inferior.ts';

/** How each gate is judged. Another one is a file beside these, a line here, and its form in the model. */
export const RULES = {
  noRegression: noRegressionRule,
  nonInferior: nonInferiorRule,
  atLeast: atLeastRule,
  mustPass: mustPassRule,
  maxErrors: maxErrorsRule,
  maxCost: maxCostRule,
  maxCostPerCase: maxCostPerCaseRule,
  maxTokens: maxTokensRule,
} satisfies { [Type in GateType]: GateRule<GateOf<Type>> };
