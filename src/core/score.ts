import { messageOf } from '../model/errors.ts';
import type { Grader, Sample, Score, Verdict } from '../model/grader.ts';

type Scores = Record<string, Score>;

/**
 * Every grader's score of one answer. A grader that throws, or returns what is no verdict, gives a failed
 * score with its reason; the others go on. Synchronous unless a grader is not: a million samples make no
 * promises.
 */
export function scoreSample(graders: readonly Grader[], sample: Sample): Scores | Promise<Scores> {
  const pending: Promise<void>[] = [];
  const scores: Scores = {};
  for (const grader of graders) {
    try {
      const verdict = grader.grade(sample);
      if (verdict instanceof Promise) {
        // The place is taken now, so that scores stand in the order of the graders.
        scores[grader.name] = failed('not graded');
        pending.push(
          verdict
            .then((value) => checkVerdict(value, grader.threshold))
            .catch((error: unknown) => failed(messageOf(error)))
            .then((score) => {
              scores[grader.name] = score;
            }),
        );
      } else {
        scores[grader.name] = checkVerdict(verdict, grader.threshold);
      }
    } catch (error) {
      scores[grader.name] = failed(messageOf(error));
    }
  }
  return pending.length === 0 ? scores : Promise.all(pending).then(() => scores);
}

/**
 * Whether the trial passes: every grader that decides says so. One that says no settles it, whatever failed
 * to score beside it. Null when only a failed score stands between it and a pass, or when no grader decides.
 */
export function passOf(scores: Readonly<Scores>): boolean | null {
  const all = Object.values(scores);
  const decisions = all.map((score) => (score.outcome === 'scored' ? score.pass : null));
  if (decisions.includes(false)) return false;
  if (all.some(({ outcome }) => outcome === 'failed')) return null;
  return decisions.includes(true) ? true : null;
}

function checkVerdict(verdict: Verdict, threshold: number | undefined): Score {
  if (typeof verdict === 'boolean') return { outcome: 'scored', score: verdict ? 1 : 0, pass: verdict };
  const { score, pass, reason, human } = typeof verdict === 'number' ? { score: verdict } : (verdict ?? {});
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) {
    return failed(`the grader returned ${describe(verdict)}, which is no score between 0 and 1`);
  }
  if (pass !== undefined && typeof pass !== 'boolean') {
    return failed(`the grader returned a pass that is neither true nor false: ${describe(pass)}`);
  }
  const decided = pass ?? (threshold === undefined ? null : score >= threshold);
  return {
    outcome: 'scored',
    score,
    pass: decided,
    ...(reason !== undefined && { reason: String(reason) }),
    ...(human !== undefined && { human }),
  };
}

function describe(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}

function failed(reason: string): Score {
  return { outcome: 'failed', reason };
}
