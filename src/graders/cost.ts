import { UserError } from '../model/errors.ts';
import type { Decider } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { verdict } from './verdict.ts';

export interface CostOptions extends GraderOptions {
  /** The most that passes, in US dollars for one answer. */
  readonly max: number;
}

/**
 * The answer cost at most so many US dollars, as it was billed: with the discount of a batch, and with cache and
 * searches. Earlier attempts that brought no answer are not counted; a report counts them.
 *
 * An answer whose price is not known is a failed score: unknown is not free.
 *
 *     cost({ max: 0.002 })
 */
export function cost<Input, Expected>(options: CostOptions): Decider<Input, Expected> {
  checkOptions('cost', options, { max: 'number' });
  const { name = 'cost', max } = options;
  if (!(max >= 0 && max < Infinity)) {
    throw new UserError(`cost: max: ${max} is no limit`, 'It takes US dollars for one answer, 0 or more.');
  }
  return makeGrader('cost', options, (sample) => {
    if (sample.cost === null) throw new Error(`${name}: what the answer cost is not known`);
    return verdict(sample.cost <= max, `cost ${dollars(sample.cost)}, wanted at most ${dollars(max)}`);
  });
}

/** `$0.00123`: three digits that tell, never `1e-7`. */
function dollars(amount: number): string {
  return amount === 0
    ? '$0'
    : `$${amount.toFixed(Math.max(2, 2 - Math.floor(Math.log10(amount)))).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}
