import type { BatchState } from '../core/state.ts';
import { UserError } from '../model/errors.ts';
import type { RunContext } from './context.ts';

/** A batch that was intended and of which nobody wrote down what became of it. */
export async function settle(_context: RunContext, _variant: number, batch: BatchState): Promise<void> {
  throw new UserError(
    `batch ${batch.number} (variant "${batch.variant}") may have been created: its submission was interrupted`,
    'sending it again could pay for it twice',
    1,
  );
}
