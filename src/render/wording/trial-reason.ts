import { mayDecide, type Score } from '../../model/grader.ts';
import type { TrialRecord } from '../../model/record.ts';
import { clipLine } from './clip.ts';
import type { Quote } from './comparison.ts';
import { graderName } from './grader-name.ts';
import { standingOf } from './standing.ts';

/** UTF-16 units of a grader's reason or an error's message. */
const LONGEST = 300;

/** How a trial stands and why: `fail: exact-match scored 0.00: expected "B", found "A"`. */
export function trialReason(record: TrialRecord, quote: Quote): string {
  const { outcome, scores } = record;
  if (outcome.type === 'errored') return `no answer: ${quote(clipLine(outcome.error.message, LONGEST))}`;
  if (outcome.type !== 'succeeded') return `no answer: ${outcome.type}`;
  const telling = tellingScores(record);
  const said = (telling.length > 0 ? telling : Object.entries(scores)).map(([grader, score]) => {
    const name = graderName({ name: grader, role: score.role }, quote);
    const what = score.outcome === 'failed' ? 'could not score it' : `scored ${score.score.toFixed(2)}`;
    return `${name} ${what}${score.reason === undefined ? '' : `: ${quote(clipLine(score.reason, LONGEST))}`}`;
  });
  return [standingOf(record).word, ...(said.length > 0 ? [said.join('; ')] : [])].join(': ');
}

/** The scores that made a trial fail, or that left it without a verdict; none where it passed. */
export function tellingScores({ pass, scores }: TrialRecord): readonly (readonly [string, Score])[] {
  const isTelling = (score: Score) =>
    pass === false ? score.outcome === 'scored' && score.pass === false : score.outcome === 'failed';
  return Object.entries(scores).filter(([, score]) => mayDecide(score) && isTelling(score));
}
