import { openingRequest } from '../core/plan.ts';
import { trialOf } from '../core/trial-order.ts';
import type { RunContext } from './context.ts';
import { FileWriter } from './disk.ts';
import type { FoundBatch } from './found-batch.ts';
import { requestLine } from './packer.ts';
import { RERUNNABLE } from './rerun.ts';
import { requestsFile } from './run-folder.ts';

interface OpenBatch {
  readonly number: number;
  readonly found: FoundBatch;
  readonly variant: number;
  readonly file: FileWriter;
  readonly trials: number[];
}

/**
 * Writes down batches that were found as if their creation had been written down when it happened: those with
 * requests of this attempt. The run is left canceled, so nothing is sent beside what is collected.
 */
export function packFound(context: RunContext, found: readonly FoundBatch[], attempt: number): void {
  const { writer, clock } = context;
  const at = clock.now().toISOString();
  const open = writeRequests(context, found, attempt);
  const again = attempt === 0 ? [] : open.flatMap(({ trials }) => trials);
  if (again.length > 0) writer.append({ type: 'rerun', at, kinds: [...RERUNNABLE], trials: again });
  for (const { number: batch, found: own, variant, file, trials } of open) {
    const { id, created_at: createdAt, expires_at: expiresAt } = own.batch;
    const requests = { path: requestsFile(batch), ...file.finish() };
    const kind = { variant: writer.state.variants[variant]!, thread: 0, turn: 0, attempt };
    writer.append(
      { type: 'packed', at, batch, ...kind, purpose: 'answer', requests, estimate: null },
      { trials },
    );
    writer.append({ type: 'intended', at: createdAt, batch });
    writer.append({ type: 'created', at, batch, id, createdAt, expiresAt });
    // It has ended: there is nothing to cancel.
    writer.append({ type: 'canceling', at, batch });
  }
  writer.append({ type: 'canceled', at });
}

/** The requests of each batch, made again from the suite, in the order of the plan. */
function writeRequests(
  { writer, variants }: RunContext,
  found: readonly FoundBatch[],
  attempt: number,
): OpenBatch[] {
  const { state, folder } = writer;
  const { order } = state;
  const batchOf = new Map<number, FoundBatch>();
  for (const one of found) for (const id of one.ids) if (id.attempt === attempt) batchOf.set(id.trial, one);
  const open = new Map<string, OpenBatch>();
  let caseIndex = 0;
  for (const row of folder.cases()) {
    for (let variant = 0; variant < order.variants; variant++) {
      for (let repetition = 0; repetition < order.repeat; repetition++) {
        const trial = trialOf(order, caseIndex, variant, repetition);
        const own = batchOf.get(trial);
        if (!own) continue;
        const { json, hash } = openingRequest(variants, variant, row);
        const batch = open.get(own.batch.id) ?? begin(own, variant);
        batch.file.line(requestLine(folder.manifest.key, { trial, thread: 0, turn: 0, attempt, json, hash }));
        batch.trials.push(trial);
      }
    }
    caseIndex++;
  }
  return [...open.values()];

  function begin(own: FoundBatch, variant: number): OpenBatch {
    const number = state.batches.length + open.size + 1;
    const file = new FileWriter(folder.file(requestsFile(number)), { hashed: true });
    const batch: OpenBatch = { number, found: own, variant, file, trials: [] };
    open.set(own.batch.id, batch);
    return batch;
  }
}
