import { codeGradersOf, threadsOf } from '../core/judges.ts';
import { buildRecord, type CollectedAttempt, messageOfLine } from '../core/record.ts';
import { scoreOpinions, scoreSample } from '../core/score.ts';
import { answersOf, counterpartOf } from '../core/state.ts';
import { hasStatus, statusOf, type ThreadState } from '../core/thread-state.ts';
import { repetitionOf, variantOf } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import { messageOf } from '../model/errors.ts';
import type { Grader, Sample, Score } from '../model/grader.ts';
import type { Judge } from '../model/judge.ts';
import type { TrialRecord } from '../model/record.ts';
import { failedScore } from '../model/score-of.ts';
import type { RunContext } from './context.ts';
import type { TrialReader } from './trial-reader.ts';

/** What is graded of a trial, and the scores that stay as they are. */
export interface Grading {
  readonly graders: readonly Grader[];
  readonly judges: readonly AskedJudge[];
  readonly kept: Readonly<Record<string, Score>>;
}

/** A judge with the threads that hold its opinions. */
export interface AskedJudge {
  readonly judge: Judge;
  readonly threads: readonly ThreadState[];
}

/** A trial's record: its attempts and opinions as they came back, graded. */
export function gradeTrial(
  context: RunContext,
  reader: TrialReader,
  row: Case,
  trial: number,
  { graders, judges, kept }: Grading,
): TrialRecord | Promise<TrialRecord> {
  const { writer, prices } = context;
  const { state, folder } = writer;
  const facts = {
    trial,
    row,
    variant: state.variants[variantOf(state.order, trial)]!,
    repetition: repetitionOf(state.order, trial),
    mode: folder.manifest.mode,
    attempts: reader.attempts(answersOf(state), trial),
    opinions: opinionsAbout(context, reader, trial),
  };
  const sample = reader.sample(row, trial, messageOfLine(facts.attempts.at(-1)?.line));
  if (!sample) return buildRecord(facts, {}, prices);
  const opinions = Object.fromEntries(
    judges.flatMap((asked) => {
      const score = judgedScore(context, reader, asked, sample, row, trial);
      return score ? [[asked.judge.name, score] as const] : [];
    }),
  );
  const scores = scoreSample(graders, sample);
  const finish = (known: Readonly<Record<string, Score>>) =>
    buildRecord(facts, inOrder(context, { ...kept, ...known, ...opinions }), prices);
  return scores instanceof Promise ? scores.then(finish) : finish(scores);
}

/** In the order of the suite, whoever was graded when. */
function inOrder(
  { suite }: RunContext,
  scores: Readonly<Record<string, Score>>,
): Readonly<Record<string, Score>> {
  return Object.fromEntries(
    suite.graders.flatMap(({ name }) => (scores[name] ? [[name, scores[name]] as const] : [])),
  );
}

/** What any judge was asked about a trial: paid for, also where the suite no longer has that judge. */
function opinionsAbout({ writer }: RunContext, reader: TrialReader, trial: number): CollectedAttempt[] {
  return writer.state.threads.flatMap((thread) => (thread.judge ? reader.attempts(thread, trial) : []));
}

/** Undefined: this judge does not look at this trial at all. */
function judgedScore(
  context: RunContext,
  reader: TrialReader,
  { judge, threads }: AskedJudge,
  sample: Sample,
  row: Case,
  trial: number,
): Score | undefined {
  const { state } = context.writer;
  if (judge.against === 'baseline') {
    if (variantOf(state.order, trial) === state.baseline) return undefined;
    const counterpart = counterpartOf(state, trial, state.baseline);
    if (!hasStatus(answersOf(state), counterpart, 'succeeded'))
      return failedScore(judge, 'the baseline has no answer to compare with');
  }
  if (threads.length === 0) return failedScore(judge, 'not asked in this version: assay regrade asks it');
  if (threads.some((thread) => hasStatus(thread, trial, 'unasked')))
    return failedScore(judge, whyUnasked(context, reader, judge, sample, row, trial));
  const opinions = threads.map((thread) => reader.lastMessage(thread, trial));
  if (opinions.every((opinion) => opinion === null)) {
    return failedScore(judge, `no opinion came back: ${statusOf(threads[0]!, trial)}`);
  }
  return scoreOpinions(judge, opinions, sample);
}

/** Asks again, for nothing, to hear what the judge says. */
function whyUnasked(
  { writer: { state } }: RunContext,
  reader: TrialReader,
  judge: Judge,
  sample: Sample,
  row: Case,
  trial: number,
): string {
  try {
    const other = judge.against && reader.sample(row, counterpartOf(state, trial, state.baseline));
    judge.ask(sample, other ?? undefined);
    return 'the judge had no question';
  } catch (error) {
    return messageOf(error);
  }
}

/** Everything is graded. */
export function fullGrading({ suite, judges, writer: { state } }: RunContext): Grading {
  return {
    graders: codeGradersOf(suite.graders),
    judges: judges.map((judge) => ({ judge, threads: threadsOf(state, judge) })),
    kept: {},
  };
}
