/**
 * How trials are counted: case by case, within a case variant by variant, within a variant repetition by
 * repetition. So an ordinal tells all three, and the plan can be walked beside the cases.
 */
export interface TrialOrder {
  readonly variants: number;
  readonly repeat: number;
}

export function trialsPerCase(order: TrialOrder): number {
  return order.variants * order.repeat;
}

export function trialOf(order: TrialOrder, caseIndex: number, variant: number, repetition: number): number {
  return caseIndex * trialsPerCase(order) + variant * order.repeat + repetition;
}

export function caseOf(order: TrialOrder, trial: number): number {
  return Math.floor(trial / trialsPerCase(order));
}

export function variantOf(order: TrialOrder, trial: number): number {
  return Math.floor((trial % trialsPerCase(order)) / order.repeat);
}

export function repetitionOf(order: TrialOrder, trial: number): number {
  return trial % order.repeat;
}
