import { mayDecide } from '../../model/grader.ts';
import type { TrialRecord } from '../../model/record.ts';

/** How a trial stands, for people: by a sign and a word, so that neither colour nor font has to carry it. */
export interface Standing {
  readonly kind: 'pass' | 'fail' | 'error' | 'undecided' | 'scored';
  readonly glyph: string;
  readonly word: string;
}

/** A trial without an answer is an error; one that could not be judged is neither pass nor fail. */
export function standingOf({
  outcome,
  pass,
  scores,
}: Pick<TrialRecord, 'outcome' | 'pass' | 'scores'>): Standing {
  if (outcome.type !== 'succeeded') return { kind: 'error', glyph: '!', word: outcome.type };
  if (pass === true) return { kind: 'pass', glyph: '✓', word: 'pass' };
  if (pass === false) return { kind: 'fail', glyph: '✗', word: 'fail' };
  if (Object.values(scores).some((score) => score.outcome === 'failed' && mayDecide(score))) {
    return { kind: 'undecided', glyph: '?', word: 'no verdict' };
  }
  return { kind: 'scored', glyph: '•', word: 'scored' };
}
