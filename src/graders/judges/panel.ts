import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Sample, Score } from '../../model/grader.ts';
import type { Judge, Opinion } from '../../model/judge.ts';
import { scoreOf } from '../../model/score-of.ts';
import { settingsOf } from '../../model/settings.ts';
import { checkOptions } from '../check-options.ts';
import type { GraderOptions } from '../grader-options.ts';
import { refuseIdleGate, refuseWeight } from './judge-options.ts';

const RULES = ['majority', 'mean'] as const;
const TIES = ['failed', 'mean'] as const;

export interface PanelOptions<Input, Expected> extends Omit<GraderOptions, 'weight'> {
  readonly judges: readonly Judge<Input, Expected>[];
  /** How often each judge is asked: the same request, drawn anew. 1 unless told otherwise. */
  readonly votes?: number;
  /** `majority` unless told otherwise. */
  readonly rule?: (typeof RULES)[number];
  /** Of a majority: a `failed` score unless told otherwise, or the `mean` of what is tied: 0.5 of pass and fail. */
  readonly tie?: (typeof TIES)[number];
}

/** What one vote says: pass or fail where its judge decides, else its score. */
interface Vote {
  readonly score: number;
  readonly pass: boolean | null;
  /** What votes are told apart by. */
  readonly says: number;
}

/**
 * Several judges, or several votes of one, about the same answer.
 *
 * - `majority`: a vote is 1 or 0 where its judge says pass or fail (by itself or by its threshold), else its score.
 *   The vote that was given most often is the score; it passes or fails where those who gave it do.
 * - `mean`: of the scores. It measures; with a `threshold` it decides.
 * - Votes that could not be read are left out. With fewer than half of them left it is a failed score.
 * - Evidence `agreement` is the share of the votes left that are alike, of the largest group of such.
 *
 * Judges that hold the answer against the baseline sit with such only. Their roles are the panel's to say.
 *
 *     panel({ judges: [polite], votes: 3 })
 */
export function panel<Input = unknown, Expected = unknown>(
  options: PanelOptions<Input, Expected>,
): Judge<Input, Expected> {
  const { name = 'panel', threshold, role, judges, votes = 1, rule = 'majority', tie = 'failed' } = options;
  refuseWeight('panel', options);
  checkOptions('panel', options, { judges: 'object', votes: 'number', rule: 'string', tie: 'string' });
  checkMembers(judges, votes);
  if (!RULES.includes(rule))
    throw new UserError(`panel: rule '${rule}' is not known`, didYouMean(rule, RULES));
  if (!TIES.includes(tie)) throw new UserError(`panel: tie '${tie}' is not known`, didYouMean(tie, TIES));
  if (rule === 'mean' && options.tie !== undefined) {
    throw new UserError('panel: a mean has no ties', 'Leave "tie" out.');
  }
  refuseIdleGate('panel', options, rule === 'majority');
  const seats = judges.flatMap((judge) => Array.from({ length: votes }, () => judge));
  return {
    name,
    ...(threshold !== undefined && { threshold }),
    ...(role !== undefined && { role }),
    settings: {
      kind: 'panel',
      votes,
      rule,
      tie,
      judges: judges.map(({ name, threshold, settings }) => settingsOf({ name, threshold, settings })),
    },
    opinions: seats.reduce((sum, { opinions }) => sum + opinions, 0),
    ...(judges[0]!.against && { against: judges[0]!.against }),
    ask: (sample, other) => seats.flatMap((judge) => judge.ask(sample, other)),
    read(opinions, sample) {
      const { cast, faults } = readVotes(seats, opinions, sample);
      const turnout = `${cast.length} of ${seats.length} votes`;
      if (cast.length * 2 < seats.length)
        throw new Error(`only ${turnout} could be read: ${faults.join('; ')}`);
      const groups = groupsOf(cast);
      const agreement = groups[0]!.length / cast.length;
      const shown = groups.map((group) => `${group.length} × ${round(group[0]!.says)}`).join(', ');
      const reason = `${shown} in ${turnout}${faults.length > 0 ? `; ${faults.join('; ')}` : ''}`;
      const result = rule === 'mean' ? { score: mean(cast, 'score'), pass: null } : majorityOf(groups, tie);
      return {
        score: result.score,
        ...(threshold === undefined && result.pass !== null && { pass: result.pass }),
        reason,
        evidence: { agreement },
      };
    },
  };
}

function checkMembers(judges: readonly Judge[], votes: number): void {
  if (!Array.isArray(judges) || judges.length === 0) {
    throw new UserError('panel: there are no judges', 'panel({ judges: [polite], votes: 3 })');
  }
  if (!Number.isInteger(votes) || votes < 1) {
    throw new UserError(`panel: votes must be a whole number from 1, not ${votes}`);
  }
  if (judges.length * votes < 2) {
    throw new UserError('panel: one vote is no panel', 'Name more judges, or give votes: 3.');
  }
  for (const judge of judges) {
    if (typeof judge?.ask !== 'function') throw new UserError('panel: only judges sit on a panel');
    if (judge.role !== undefined) {
      throw new UserError(
        `panel: judge "${judge.name}" has a role, which would be ignored`,
        'Give it to the panel.',
      );
    }
    if (judge.against !== judges[0].against) {
      throw new UserError(
        'panel: some judges hold the answer against the baseline, and some do not',
        'Make two panels.',
      );
    }
  }
}

function readVotes(seats: readonly Judge[], opinions: readonly Opinion[], sample: Sample) {
  const cast: Vote[] = [];
  const faults: string[] = [];
  let at = 0;
  for (const judge of seats) {
    const own = opinions.slice(at, at + judge.opinions);
    at += judge.opinions;
    const score = scoreOf({ ...judge, grade: () => judge.read(own, sample) }, sample) as Score;
    if (score.outcome === 'scored') cast.push(voteOf(score));
    else faults.push(`${judge.name}: ${score.reason}`);
  }
  return { cast, faults };
}

function voteOf({ score, pass }: Pick<Vote, 'score' | 'pass'>): Vote {
  return { score, pass, says: pass === null ? score : Number(pass) };
}

/** Votes that say the same, the largest group first. */
function groupsOf(votes: readonly Vote[]): Vote[][] {
  const groups = new Map<number, Vote[]>();
  for (const vote of votes) {
    const group = groups.get(vote.says);
    if (group) group.push(vote);
    else groups.set(vote.says, [vote]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function majorityOf(groups: readonly Vote[][], tie: (typeof TIES)[number]) {
  const tied = groups.filter(({ length }) => length === groups[0]!.length);
  if (tied.length === 1) {
    const [{ says }] = tied[0] as [Vote];
    return { score: says, pass: tied[0]!.every(({ pass }) => pass !== null) ? says === 1 : null };
  }
  if (tie === 'failed')
    throw new Error(`a tie: ${tied.map(([vote]) => round(vote!.says)).join(' against ')}`);
  return { score: mean(tied.flat(), 'says'), pass: null };
}

function mean(votes: readonly Vote[], of: 'score' | 'says'): number {
  return votes.reduce((sum, vote) => sum + vote[of], 0) / votes.length;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
