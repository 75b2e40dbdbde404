import {
  type Gate,
  type GateOutcome,
  type GateResult,
  isComparisonGate,
  type Reading,
} from '../../model/gate.ts';
import { type GateInput, type GateRule, type Judged, type Judgement, nothing } from './judging.ts';
import { maxErrors } from './max-errors.ts';
import { RULES } from './rules.ts';

/** The share of trials that may lack a verdict, unless a gate says otherwise. */
export const ALLOWED_ERRORS = 0.02;

/** What comes of each gate: a result for each variant that it looks at, in the order of the gates. */
export function judgeGates(gates: readonly Gate[], input: GateInput): readonly GateResult[] {
  if (gates.length === 0) return [];
  const limits = new Map(
    gates.flatMap((gate) => (gate.type === 'maxErrors' ? [[gate.variant, gate.share] as const] : [])),
  );
  const general = limits.get(null) ?? ALLOWED_ERRORS;
  const judged: Judged = { ...input, allowedErrors: (variant) => limits.get(variant) ?? general };
  const asked = gates.flatMap((gate) => {
    // The general limit is not that of a variant with one of its own.
    const isGeneral = gate.type === 'maxErrors' && gate.variant === null;
    return judgeGate(gate, judged).filter(({ variant }) => !isGeneral || !limits.has(variant));
  });
  if (limits.has(null)) return asked;
  const implied = judgeGate(maxErrors(ALLOWED_ERRORS), judged);
  return [...asked, ...implied.filter(({ variant }) => !limits.has(variant))];
}

function judgeGate(gate: Gate, input: Judged): readonly GateResult[] {
  const rule = RULES[gate.type] as GateRule<Gate>;
  if ('judgeRun' in rule) return [resultOf(gate, null, rule.judgeRun(gate, input))];
  const variants = rule.looksAt(gate, input);
  if (variants.length === 0) {
    const named = 'variant' in gate ? gate.variant : null;
    const isRun = named === null || input.variants.some(({ name }) => name === named);
    const reason = isRun && isComparisonGate(gate) ? 'nothing to compare' : 'not run';
    return [resultOf(gate, named, nothing(reason))];
  }
  return variants.map((variant) => resultOf(gate, variant, rule.judge(gate, variant, input)));
}

function resultOf(gate: Gate, variant: string | null, { holds, finding, facts }: Judgement): GateResult {
  const outcome = typeof holds === 'boolean' ? (holds ? 'passed' : 'failed') : outcomeOf(holds, gate);
  return { gate, variant, outcome, finding, facts };
}

function outcomeOf(reading: Reading, gate: Gate): GateOutcome {
  if (reading === 'holds') return 'passed';
  if (reading === 'broken') return 'failed';
  const inconclusive =
    ('inconclusive' in gate && gate.inconclusive) || (asksForProof(gate) ? 'fail' : 'pass');
  if (inconclusive === 'fail') return 'failed';
  // What is missing can hide that it is broken: that is never simply passed.
  return inconclusive === 'warn' || reading === 'missing' ? 'warned' : 'passed';
}

/** Where the burden is on the data. */
function asksForProof(gate: Gate): boolean {
  return gate.type === 'nonInferior' || (gate.type === 'atLeast' && gate.proven);
}
