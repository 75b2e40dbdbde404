import type { Score } from '../model/grader.ts';
import type { TrialRecord } from '../model/record.ts';

type Scored = Extract<Score, { outcome: 'scored' }>;

/** Whether a person gave the score. */
export function isLabel(score: Score): score is Scored {
  return score.outcome === 'scored' && score.human !== undefined;
}

/** What people say of an answer: the mean over those who labelled it; null where nobody did. */
export function labelOf({ scores }: TrialRecord): number | null {
  const labels = Object.values(scores).filter(isLabel);
  return labels.length === 0 ? null : labels.reduce((sum, { score }) => sum + score, 0) / labels.length;
}
