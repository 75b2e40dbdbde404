import { type Difference, firstDifference } from '../core/first-difference.ts';
import { openingRequest } from '../core/plan.ts';
import { answersOf, type RunState } from '../core/state.ts';
import { hasStatus } from '../core/thread-state.ts';
import { caseOf, trialOf, trialsPerCase, variantOf } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import { digest } from '../model/digest.ts';
import { UserError } from '../model/errors.ts';
import { type BatchRequest, parseRequestId } from '../model/request.ts';
import { primedVariants } from '../model/suite.ts';
import type { RunContext } from './context.ts';
import { readLines } from './disk.ts';
import { opinionRequests } from './opinion-requests.ts';
import { type PackedRequest, Packer } from './packer.ts';
import type { RunFolder } from './run-folder.ts';
import { TrialReader } from './trial-reader.ts';

/** Packs the due trials of a variant's thread into batches, and writes them down. */
export function packDue(context: RunContext, variant: number, thread: number): void {
  const { writer, limits, clock, variants } = context;
  const { state, folder } = writer;
  let batches = state.batches.length;
  const at = clock.now().toISOString();
  const packer = new Packer({
    pathOf: (name) => folder.file(name),
    key: folder.manifest.key,
    nextNumber: () => ++batches,
    limits,
    at,
    primed: primedVariants(variants),
  });
  const reader = new TrialReader(context);
  const isDue = (trial: number) => hasStatus(state.threads[thread]!, trial, 'due');
  const name = variants[variant]!.name;
  try {
    const requests =
      thread === 0
        ? answerRequests(context, reader, variant, isDue)
        : opinionRequests(context, reader, variant, thread);
    for (const request of requests) packer.add(name, request);
  } catch (error) {
    packer.discard();
    throw error;
  } finally {
    reader.close();
  }
  for (const { fact, trials } of packer.finish()) writer.append(fact, { trials });
  if (thread > 0) writer.append({ type: 'asked', at, variant: name, thread });
}

/** Finds out whether some trials would still be asked what was planned. @throws UserError when they would not. */
export function checkUnchanged(context: RunContext, isAsked: (trial: number) => boolean): void {
  const reader = new TrialReader(context);
  try {
    context.variants.forEach((_, variant) => {
      for (const _request of answerRequests(context, reader, variant, isAsked));
    });
  } finally {
    reader.close();
  }
}

/**
 * The requests of some of a variant's trials, in plan order. Each opening is held against the hash it was
 * planned with: a suite that has changed since would ask something else than what was planned.
 */
function* answerRequests(
  { writer: { folder, state }, variants, estimate }: RunContext,
  reader: TrialReader,
  variant: number,
  isWanted: (trial: number) => boolean,
): Generator<PackedRequest> {
  const { order } = state;
  const answers = answersOf(state);
  let caseIndex = 0;
  for (const { row, hashes } of plannedCases(folder, trialsPerCase(order))) {
    const wanted: number[] = [];
    for (let repetition = 0; repetition < order.repeat; repetition++) {
      const trial = trialOf(order, caseIndex, variant, repetition);
      if (isWanted(trial)) wanted.push(trial);
    }
    caseIndex++;
    if (wanted.length === 0) continue;
    const opening = openingRequest(variants, variant, row);
    if (opening.hash !== hashes[variant * order.repeat]) {
      const before = askedBefore(folder, state, wanted[0]!);
      const difference = before === undefined ? undefined : firstDifference(before, opening.params);
      throw changed(variants[variant]!.name, row.id, difference);
    }
    for (const trial of wanted) {
      const turn = answers.turn[trial]!;
      const { params, json, hash } = turn === 0 ? opening : continued(opening, reader, row, trial);
      const { cost } = estimate(params, json);
      yield { trial, thread: 0, turn, attempt: answers.attempt[trial]!, json, hash, cost };
    }
  }
}

type Opening = Pick<ReturnType<typeof openingRequest>, 'params' | 'json' | 'hash'>;

/** The request of a later turn: the opening's parameters, with the conversation so far. */
function continued({ params }: Opening, reader: TrialReader, row: Case, trial: number): Opening {
  const longer = { ...params, messages: reader.transcript(row, trial) } as Opening['params'];
  const json = JSON.stringify(longer);
  return { params: longer, json, hash: digest(json) };
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

/** What the variant's conversations about the trial's case were opened with; undefined: there is none yet. */
function askedBefore(folder: RunFolder, state: RunState, trial: number): unknown {
  const { order } = state;
  const isAlike = (other: number) =>
    caseOf(order, other) === caseOf(order, trial) && variantOf(order, other) === variantOf(order, trial);
  for (const { thread, turn, requests } of state.batches) {
    if (thread !== 0 || turn !== 0) continue;
    for (const { text } of readLines(folder.file(requests.path))) {
      const { custom_id, params }: BatchRequest = JSON.parse(text);
      if (isAlike(parseRequestId(custom_id)!.trial)) return params;
    }
  }
  return undefined;
}

function changed(variant: string, caseId: string, difference: Difference | undefined): UserError {
  const where = difference
    ? `: ${difference.path} was ${shown(difference.before)} and is ${shown(difference.after)}`
    : '';
  return new UserError(
    `the suite has changed since this run was planned: variant "${variant}" would now ask something else for case "${caseId}"${where}`,
    'undo the change to go on, or start a new run',
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
