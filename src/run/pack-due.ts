import { type Difference, firstDifference } from '../core/first-difference.ts';
import { openingRequest } from '../core/plan.ts';
import { type RunState, statusOf } from '../core/state.ts';
import { trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import { UserError } from '../model/errors.ts';
import { type BatchRequest, parseRequestId } from '../model/request.ts';
import { primedVariants } from '../model/suite.ts';
import type { RunContext } from './context.ts';
import { readLines } from './disk.ts';
import { type PackedRequest, Packer } from './packer.ts';
import type { RunFolder } from './run-folder.ts';

/** Packs the due trials of a variant into batches, and writes them down. */
export function packDue(context: RunContext, variant: number): void {
  const { writer, limits, clock, variants } = context;
  let batches = writer.state.batches.length;
  const packer = new Packer({
    pathOf: (name) => writer.folder.file(name),
    key: writer.folder.manifest.key,
    nextNumber: () => ++batches,
    limits,
    at: clock.now().toISOString(),
    primed: primedVariants(variants),
  });
  try {
    const isDue = (trial: number) => statusOf(writer.state, trial) === 'due';
    for (const request of plannedRequests(context, variant, isDue))
      packer.add(variants[variant]!.name, request);
  } catch (error) {
    packer.discard();
    throw error;
  }
  for (const { fact, trials } of packer.finish()) writer.append(fact, { trials });
}

/** Finds out whether these trials would still be asked what was planned. @throws UserError when they would not. */
export function checkUnchanged(context: RunContext, trials: ReadonlySet<number>): void {
  context.variants.forEach((_, variant) => {
    for (const _request of plannedRequests(context, variant, (trial) => trials.has(trial)));
  });
}

/**
 * The requests of some of a variant's trials, in plan order, each held against the hash it was planned with:
 * a suite that has changed since would ask something else than what was planned.
 */
function* plannedRequests(
  { writer: { folder, state }, variants, estimate }: RunContext,
  variant: number,
  isWanted: (trial: number) => boolean,
): Generator<PackedRequest> {
  const { order } = state;
  let caseIndex = 0;
  for (const { row, hashes } of plannedCases(folder, trialsPerCase(order))) {
    const wanted: number[] = [];
    for (let repetition = 0; repetition < order.repeat; repetition++) {
      const trial = trialOf(order, caseIndex, variant, repetition);
      if (isWanted(trial)) wanted.push(trial);
    }
    caseIndex++;
    if (wanted.length === 0) continue;
    const { params, json, hash } = openingRequest(variants, variant, row);
    if (hash !== hashes[variant * order.repeat]) {
      throw changed(
        variants[variant]!.name,
        row.id,
        firstDifference(askedBefore(folder, state, wanted[0]!), params),
      );
    }
    const { cost } = estimate(params, json);
    for (const trial of wanted) yield { trial, attempt: state.attempt[trial]!, json, hash, cost };
  }
}

/** Each case with the planned hashes of its trials: both files stand in the same order. */
function* plannedCases(folder: RunFolder, perCase: number): Generator<{ row: Case; hashes: string[] }> {
  const cases = folder.cases();
  let hashes: string[] = [];
  for (const { hash } of folder.plan()) {
    hashes.push(hash);
    if (hashes.length < perCase) continue;
    yield { row: cases.next().value as Case, hashes };
    hashes = [];
  }
}

/** The params that the trial was packed with before. */
function askedBefore(folder: RunFolder, state: RunState, trial: number): unknown {
  const batch = state.batches[state.batch[trial]! - 1];
  if (!batch) return undefined;
  for (const { text } of readLines(folder.file(batch.requests.path))) {
    const { custom_id, params }: BatchRequest = JSON.parse(text);
    if (parseRequestId(custom_id)?.trial === trial) return params;
  }
  return undefined;
}

function changed(variant: string, caseId: string, difference: Difference | undefined): UserError {
  const { path, before, after } = difference ?? { path: 'params', before: undefined, after: undefined };
  return new UserError(
    `the suite has changed since this run was planned: variant "${variant}" would now ask something else for case "${caseId}": ${path} was ${shown(before)} and is ${shown(after)}`,
    'undo the change to go on, or start a new run',
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
