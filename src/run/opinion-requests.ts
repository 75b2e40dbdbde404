import { threadsOf } from '../core/judges.ts';
import { counterpartOf } from '../core/state.ts';
import { hasStatus } from '../core/thread-state.ts';
import { trialOf } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import { digest } from '../model/digest.ts';
import { UserError } from '../model/errors.ts';
import type { Judge } from '../model/judge.ts';
import type { Params } from '../model/request.ts';
import type { RunContext } from './context.ts';
import type { PackedRequest } from './packer.ts';
import type { TrialReader } from './trial-reader.ts';

/** What one of a judge's opinions is asked about the due trials of a variant; nothing where it has no question. */
export function* opinionRequests(
  context: RunContext,
  reader: TrialReader,
  variant: number,
  number: number,
): Generator<PackedRequest> {
  const { writer, judges, estimate } = context;
  const { state, folder } = writer;
  const thread = state.threads[number]!;
  const { name, opinion } = thread.judge!;
  const judge = judges.find((own) => own.name === name && threadsOf(state, own).includes(thread));
  if (!judge) {
    throw new UserError(
      `the suite no longer has the judge "${name}" as it was when this run asked it`,
      'undo the change to go on, or drop its questions: assay cancel',
    );
  }
  let caseIndex = 0;
  for (const row of folder.cases()) {
    for (let repetition = 0; repetition < state.order.repeat; repetition++) {
      const trial = trialOf(state.order, caseIndex, variant, repetition);
      if (!hasStatus(thread, trial, 'due')) continue;
      const params = question(context, reader, judge, row, trial)?.[opinion];
      if (!params) continue;
      const json = JSON.stringify(params);
      const { cost } = estimate(params, json);
      yield {
        trial,
        thread: number,
        turn: 0,
        attempt: thread.attempt[trial]!,
        json,
        hash: digest(json),
        cost,
      };
    }
    caseIndex++;
  }
}

/** Null where the judge throws: it has no question about this case, and its score fails with what it said. */
function question(
  { writer: { state } }: RunContext,
  reader: TrialReader,
  judge: Judge,
  row: Case,
  trial: number,
): readonly Params[] | null {
  const sample = reader.sample(row, trial)!;
  const other =
    judge.against === 'baseline'
      ? (reader.sample(row, counterpartOf(state, trial, state.baseline)) ?? undefined)
      : undefined;
  try {
    return judge.ask(sample, other);
  } catch {
    return null;
  }
}
