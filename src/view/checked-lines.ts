import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import type { HistoryLine } from '../model/history.ts';

const figure = z.number().nullable();
const ends = z.object({ mean: figure, low: figure, high: figure });
const linesSchema = z.array(
  z.object({
    createdAt: z.string(),
    commit: z.string().nullable(),
    variant: z.string(),
    model: z.string().nullable(),
    metric: z.string(),
    estimate: ends,
    cost: figure,
    comparison: z
      .object({
        against: z.object({ type: z.enum(['variant', 'run', 'baseline']) }),
        baseline: z.string(),
        difference: ends,
        verdict: z.object({
          type: z.enum(['better', 'worse', 'same', 'not worse', 'unclear', 'not comparable', 'unknown']),
        }),
      })
      .nullable(),
  }),
);

/**
 * What an index shows of a summary that anybody may have edited: one of them must not take the whole page with it.
 *
 * @throws UserError that says what is not what it should be.
 */
export function checkedLines(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  const issue = linesSchema.safeParse(lines).error?.issues[0];
  if (issue) throw new UserError(`its summary is damaged: ${issue.path.join('.')}: ${issue.message}`);
  return lines;
}
