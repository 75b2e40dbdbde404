import { messageOf } from '../model/errors.ts';
import { type Grader, mayDecide, type Sample, type Score } from '../model/grader.ts';
import type { Judge, Opinion } from '../model/judge.ts';
import { checkedScore, failedScore, scoreOf } from '../model/score-of.ts';

type Scores = Record<string, Score>;

/**
 * Every grader's score of one answer; where one fails, the others go on. Synchronous unless a grader is not: a
 * million samples make no promises.
 */
export function scoreSample(graders: readonly Grader[], sample: Sample): Scores | Promise<Scores> {
  const pending: Promise<void>[] = [];
  const scores: Scores = {};
  for (const grader of graders) {
    const score = scoreOf(grader, sample);
    if (score instanceof Promise) {
      // The place is taken now, so that scores stand in the order of the graders.
      scores[grader.name] = { outcome: 'failed', reason: 'not graded' };
      pending.push(
        score.then((known) => {
          scores[grader.name] = known;
        }),
      );
    } else {
      scores[grader.name] = score;
    }
  }
  return pending.length === 0 ? scores : Promise.all(pending).then(() => scores);
}

/** A judge's score, from what came back: what it cannot read is a failed score with its reason. */
export function scoreOpinions(judge: Judge, opinions: readonly Opinion[], sample: Sample): Score {
  try {
    return checkedScore(judge, judge.read(opinions, sample));
  } catch (error) {
    return failedScore(judge, messageOf(error));
  }
}

/**
 * Whether the trial passes: every gate says so. One that says no settles it, whatever failed to score beside
 * it. Null when only a failed score stands between it and a pass, or when no grader decides.
 */
export function passOf(scores: Readonly<Scores>): boolean | null {
  const all = Object.values(scores).filter(mayDecide);
  const decisions = all.map((score) => (score.outcome === 'scored' ? score.pass : null));
  if (decisions.includes(false)) return false;
  if (all.some(({ outcome }) => outcome === 'failed')) return null;
  return decisions.includes(true) ? true : null;
}
