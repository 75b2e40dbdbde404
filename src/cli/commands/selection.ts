import { messageOf, UserError } from '../../model/errors.ts';
import type { Selection } from '../../run/plan-suite.ts';

/** The flags that choose a part of a suite. */
export interface SelectionFlags {
  readonly filterFirstN?: number;
  readonly filterPattern?: string;
  readonly variants?: readonly string[];
  readonly repeat?: number;
  readonly reports?: string;
}

export function selectionOf(flags: SelectionFlags): Selection & { readonly reports?: string } {
  const { filterFirstN, filterPattern, variants, repeat, reports } = flags;
  return {
    ...(filterFirstN !== undefined && { first: filterFirstN }),
    ...(filterPattern !== undefined && { pattern: compile(filterPattern) }),
    ...(variants !== undefined && { variants }),
    ...(repeat !== undefined && { repeat }),
    ...(reports !== undefined && { reports }),
  };
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw new UserError(`--filter-pattern: ${messageOf(error)}`);
  }
}
