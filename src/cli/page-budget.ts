import { UserError } from '../model/errors.ts';
import { DEFAULT_BUDGET, type PageBudget } from '../render/html.ts';

/** The flags that say how large the HTML report may be. */
export interface BudgetFlags {
  /** Megabytes. */
  readonly budget?: number;
  readonly full?: boolean;
}

/**
 * How large the page may be.
 *
 * @param format of the report; undefined: those of the run folder.
 * @throws UserError where the flags contradict each other, or are about another format.
 */
export function pageBudget({ budget, full = false }: BudgetFlags, format: string | undefined): PageBudget {
  if (budget === undefined && !full) return DEFAULT_BUDGET;
  const flag = full ? '--full' : '--budget';
  if (format !== undefined && format !== 'html') {
    throw new UserError(
      `${flag} is about the HTML report, not ${format}`,
      'leave it out, or say --format html',
    );
  }
  if (budget !== undefined && full)
    throw new UserError('--budget and --full contradict each other', 'leave one of them out');
  return { bytes: full ? null : Math.floor(budget! * 1e6), mustFit: true };
}
