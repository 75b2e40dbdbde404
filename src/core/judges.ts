import { canonicalJson, digest } from '../model/digest.ts';
import type { Grader } from '../model/grader.ts';
import { type AnyGrader, isJudge, type Judge } from '../model/judge.ts';
import type { RunState } from './state.ts';
import type { JudgeThread, ThreadState } from './thread-state.ts';

export function judgesOf(graders: readonly AnyGrader[]): Judge[] {
  return graders.filter(isJudge);
}

export function codeGradersOf(graders: readonly AnyGrader[]): Grader[] {
  return graders.filter((grader): grader is Grader => !isJudge(grader));
}

/** Digest of what a judge was made with: another version asks other questions. */
export function versionOf({ settings, opinions, against }: Judge): string {
  return digest(canonicalJson([settings, opinions, against ?? null]));
}

/** The threads that hold a judge's opinions, in their order; none where it has not been asked in this version. */
export function threadsOf(state: RunState, judge: Judge): ThreadState[] {
  const version = versionOf(judge);
  return state.threads.filter(({ judge: own }) => own?.name === judge.name && own.version === version);
}

/** What the threads of a judge's opinions are to be called. */
export function opinionThreads(
  judge: Judge,
  estimates: readonly JudgeThread['estimate'][],
): Omit<JudgeThread, 'name'>[] {
  const version = versionOf(judge);
  const against = judge.against ?? null;
  return Array.from({ length: judge.opinions }, (_, opinion) => ({
    opinion,
    version,
    against,
    estimate: estimates[opinion]!,
  }));
}
