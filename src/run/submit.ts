import { ApiFailure } from '../api/failure.ts';
import type { RequestFile } from '../api/port.ts';
import { fits } from '../core/pack.ts';
import { openingRequest } from '../core/plan.ts';
import { statusOf } from '../core/state.ts';
import { trialOf } from '../core/trial-order.ts';
import { UserError } from '../model/errors.ts';
import { formatRequestId } from '../model/request.ts';
import type { RunContext } from './context.ts';
import { FileWriter, readLines } from './disk.ts';
import { FILES, requestsFile } from './run-folder.ts';

const HASH_DIGITS = 12;

/** A batch that is written down and not yet sent. */
interface IntendedBatch {
  readonly number: number;
  readonly requests: RequestFile;
}

/**
 * Packs the due trials of a variant into one batch (as much as fits), and writes down that it is about to
 * be sent. What does not fit stays due.
 */
export function intendBatch(context: RunContext, variant: number): IntendedBatch {
  const { writer, limits, clock } = context;
  const number = writer.state.batches.length + 1;
  const name = requestsFile(number);
  const file = new FileWriter(writer.folder.file(name));
  const trials: number[] = [];
  let bytes = 0;
  try {
    for (const { trial, line } of dueRequests(context, variant)) {
      const size = Buffer.byteLength(line);
      if (!fits(limits, trials.length, bytes, size)) {
        if (trials.length > 0) break;
        throw new UserError(`the request of trial ${trial} has ${size} bytes: more than a batch may hold`);
      }
      file.line(line);
      trials.push(trial);
      bytes += size;
    }
  } catch (error) {
    file.discard();
    throw error;
  }
  const written = file.finish();
  writer.append(
    {
      type: 'intended',
      at: clock.now().toISOString(),
      batch: number,
      variant: context.variants[variant]!.name,
      requests: { path: name, ...written },
    },
    { trials },
  );
  return { number, requests: { path: writer.folder.file(name), ...written } };
}

/** Sends an intended batch, once, and writes down what became of it. */
export async function sendBatch(context: RunContext, variant: number, batch: IntendedBatch): Promise<void> {
  const { writer, clock, ports, signal } = context;
  try {
    const created = await ports[variant]!.create(batch.requests);
    writer.append({
      type: 'created',
      at: clock.now().toISOString(),
      batch: batch.number,
      id: created.id,
      createdAt: created.created_at,
      expiresAt: created.expires_at,
    });
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.refused) throw error;
    writer.append({
      type: 'refused',
      at: clock.now().toISOString(),
      batch: batch.number,
      status: error.status,
      message: error.message,
    });
    if (!error.transient) throw refusal(error);
    await clock.sleep((error.retryAfter ?? 0) * 1000, signal);
  }
}

function refusal(error: ApiFailure): UserError {
  const id = error.requestId ? ` (request ${error.requestId})` : '';
  return new UserError(
    `the API refuses the batch: ${error.status} ${error.type}: ${error.message}${id}`,
    'nothing was created; assay resume goes on once the cause is gone',
    1,
  );
}

/**
 * The requests of a variant's due trials, in plan order, each held against the hash it was planned with: a
 * suite that has changed since would ask something else than what was planned.
 */
function* dueRequests(
  { writer: { folder, state }, variants }: RunContext,
  variant: number,
): Generator<{ trial: number; line: string }> {
  const planned = readLines(folder.file(FILES.plan));
  let caseIndex = 0;
  for (const row of folder.cases()) {
    const hashes = plannedHashes(planned, state.order.variants * state.order.repeat);
    const own = Array.from({ length: state.order.repeat }, (_, repetition) =>
      trialOf(state.order, caseIndex, variant, repetition),
    ).filter((trial) => statusOf(state, trial) === 'due');
    caseIndex++;
    if (own.length === 0) continue;
    const { json, hash } = openingRequest(variants, variant, row);
    const hashDigits = hash.slice(0, HASH_DIGITS);
    if (hashDigits !== hashes[variant * state.order.repeat]) throw changed(variants[variant]!.name, row.id);
    for (const trial of own) {
      const id = formatRequestId({
        run: folder.manifest.key,
        trial,
        thread: 0,
        turn: 0,
        attempt: state.attempt[trial]!,
        hash: hashDigits,
      });
      yield { trial, line: `{"custom_id":"${id}","params":${json}}` };
    }
  }
}

/** The first digits of the hashes in the next lines of the plan; the hash stands last in a line. */
function plannedHashes(lines: Generator<{ text: string }>, count: number): string[] {
  const hashes: string[] = [];
  for (let i = 0; i < count; i++)
    hashes.push((lines.next().value as { text: string }).text.slice(-66, HASH_DIGITS - 66));
  return hashes;
}

function changed(variant: string, caseId: string): UserError {
  return new UserError(
    `the suite has changed since this run was planned: variant "${variant}" would now ask something else for case "${caseId}"`,
    'undo the change to go on, or start a new run',
  );
}
