import { ApiFailure } from '../api/failure.ts';
import { heldCost } from '../core/held-cost.ts';
import { ledgerOf } from '../core/ledger.ts';
import type { BatchState, RunState } from '../core/state.ts';
import { UserError } from '../model/errors.ts';
import { dollars } from '../render/wording/numbers.ts';
import type { RunContext } from './context.ts';

/** Writes down that a batch is about to be sent, sends it once, and writes down what became of it. */
export async function submit(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, clock, portOf, signal } = context;
  const { number } = batch;
  holdBudget(context);
  const requests = { ...batch.requests, path: writer.folder.file(batch.requests.path) };
  writer.append({ type: 'intended', at: clock.now().toISOString(), batch: number });
  context.onChange(writer.state);
  try {
    const { id, created_at: createdAt, expires_at: expiresAt } = await portOf(batch).create(requests);
    writer.append({
      type: 'created',
      at: clock.now().toISOString(),
      batch: number,
      id,
      createdAt,
      expiresAt,
    });
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    // Whether a batch exists is not known: it stays intended, and is settled before anything is sent again.
    if (!error.refused) {
      context.onTrouble(`sending batch ${number}: ${error.message}; finding out whether it exists`);
      return;
    }
    const { status, message } = error;
    writer.append({ type: 'refused', at: clock.now().toISOString(), batch: number, status, message });
    if (!error.transient) throw refusal(error);
    await clock.sleep((error.retryAfter ?? 0) * 1000, signal);
  }
}

/** Nothing is sent unless all that is packed fits: half a comparison would be money for nothing. */
function holdBudget({ writer, maxCost }: RunContext): void {
  if (maxCost === null) return;
  const { settled, lost, committed, due, unpriced } = ledgerOf(writer.state);
  const held = heldCost(writer.state);
  const [variant] = [...unpriced, ...held.unpriced];
  if (variant !== undefined) {
    throw new UserError(
      `the cost of variant "${variant}" is not known, so no budget can be held`,
      'give its model a price: prices: "prices.json" in the suite',
      4,
    );
  }
  const toSend = due + held.most;
  if (settled + lost + committed + toSend <= maxCost) return;
  throw new UserError(
    `over budget: what is due may cost up to ${dollars(toSend)}, beside ${dollars(settled + lost)} spent and up to ${dollars(committed)} at work; the budget is ${dollars(maxCost)}`,
    isFirst(writer.state)
      ? 'nothing was sent; raise --max-cost, lower max_tokens, or take fewer cases with -n'
      : 'nothing of it was sent; raise --max-cost, or leave it out: assay cancel',
    4,
  );
}

/** Whether nothing of the run has been sent yet. */
function isFirst({ batches }: RunState): boolean {
  return batches.every(({ status }) => status === 'packed');
}

function refusal(error: ApiFailure): UserError {
  const id = error.requestId ? ` (request ${error.requestId})` : '';
  const isSpendCap = error.status === 429;
  return new UserError(
    `the API refuses the batch: ${error.status} ${error.type}: ${error.message}${id}`,
    isSpendCap
      ? 'it names no time to wait: a spend limit, which holds until it is raised or the month ends; nothing was created, and assay resume goes on then'
      : 'nothing was created; assay resume goes on once the cause is gone',
    1,
  );
}
