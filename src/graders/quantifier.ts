import { UserError } from '../model/errors.ts';
import type { Decider, Decision, Sample, Score } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { makeGrader } from './grader-options.ts';
import {
  andThen,
  type CompositionOptions,
  checkPart,
  type Decided,
  isDecided,
  partReason,
  partSettings,
  refuseThreshold,
  scoresOf,
  type TrailingOptions,
  undecided,
} from './part.ts';

interface Quantifier {
  readonly kind: 'all' | 'any';
  /** The decision of one part that settles the whole: a fail for `all`, a pass for `any`. */
  readonly settles: boolean;
}

/** The parts that a reason quotes where none of them settled it. */
const QUOTED = 3;

/** `all` and `any`, which are the same thing upside down. The last argument may be options. */
export function quantified(
  { kind, settles }: Quantifier,
  args: readonly (Decider | TrailingOptions)[],
): Decider {
  const last = args.at(-1);
  const options: CompositionOptions =
    typeof last === 'object' && last !== null && !('grade' in last) ? last : {};
  const parts = (last === options ? args.slice(0, -1) : args) as readonly Decider[];
  if (parts.length === 0) {
    throw new UserError(`${kind}: there is nothing to combine`, `${kind}(exactMatch(), contains({ … }))`);
  }
  for (const part of parts) checkPart(kind, part);
  checkOptions(kind, options, {});
  refuseThreshold(kind, options);
  const names = parts.map(({ name }) => name);
  return makeGrader(
    kind,
    { ...options, name: options.name ?? `${kind}(${names.join(', ')})`, parts: parts.map(partSettings) },
    (sample: Sample) =>
      andThen(scoresOf(parts, sample), (scores) => decide({ kind, settles }, names, scores)),
  );
}

function decide({ kind, settles }: Quantifier, names: readonly string[], scores: readonly Score[]): Decision {
  const decided: Named[] = [];
  let missing: Error | undefined;
  for (const [index, score] of scores.entries()) {
    const name = names[index]!;
    if (isDecided(score)) decided.push({ name, score });
    else missing ??= undecided(name, score);
  }
  const settling = decided.find(({ score }) => score.pass === settles);
  if (!settling && missing) throw missing;
  const extreme = settles ? Math.max : Math.min;
  const reason = settling
    ? partReason(settling.name, settling.score)
    : kind === 'all'
      ? `all ${names.length} pass: ${names.join(', ')}`
      : whyNone(decided);
  return {
    score: extreme(...decided.map(({ score }) => score.score)),
    pass: settling ? settles : !settles,
    reason,
  };
}

interface Named {
  readonly name: string;
  readonly score: Decided;
}

function whyNone(decided: readonly Named[]): string {
  const reasons = decided.slice(0, QUOTED).map(({ name, score }) => partReason(name, score));
  const more = decided.length - QUOTED;
  return `${reasons.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
