import { caseOf, type TrialOrder, variantOf } from './trial-order.ts';

/** Trials that results speak of, in ascending order, each with the digits that its id has of its request's hash. */
export interface AskedTrials {
  readonly trials: readonly number[];
  /** 48 bits: exact in a number. */
  readonly hashes: readonly number[];
}

/** What a suite would ask: the same digits, case by case, within a case variant by variant. */
export interface SuiteRequests {
  readonly cases: number;
  /** A recorded variant is asked nothing, so no result speaks of it. */
  readonly variants: readonly { readonly name: string; readonly recorded: boolean }[];
  readonly hashes: readonly number[];
  /** The suite's own, or as told. */
  readonly repeat: number;
}

/** What a person said of the run: it is not searched for. */
export interface ToldLayout {
  readonly variants: boolean;
  readonly repeat: boolean;
}

/** The part of a suite that a run asked. */
export interface Layout {
  /** Positions in the suite's variants. */
  readonly variants: readonly number[];
  readonly repeat: number;
  /** Of each case up to the last that was spoken of, its position in the suite. */
  readonly cases: readonly number[];
}

/** `ambiguous`: several parts of the suite would have the same ids. */
export type PlanFit = Layout | 'ambiguous' | undefined;

/** No one repeats a case more often without saying so in the suite. */
const MOST_REPETITIONS = 100;

/**
 * Which part of a suite a run has asked, from the ids in its results: the whole, or, where the ids tell, some of its
 * variants, other repetitions, or some of its cases in their order.
 *
 * @returns undefined when no part of the suite asks this.
 */
export function fitPlan(asked: AskedTrials, suite: SuiteRequests, told: ToldLayout): PlanFit {
  const fits: Layout[] = [];
  let isAmbiguous = false;
  for (const variants of variantChoices(asked, suite, told)) {
    let moved: Layout | undefined;
    let inPlace: Layout | undefined;
    for (const repeat of repeatChoices(asked, suite, told)) {
      const cases = fitCases(asked, suite, variants, repeat);
      if (cases === 'ambiguous') isAmbiguous = true;
      else if (cases && isInPlace(cases)) {
        inPlace = { variants, repeat, cases };
        break;
      } else if (cases) {
        // More repetitions of the last case say no more than fewer do; of other cases they would.
        isAmbiguous ||= moved !== undefined && String(moved.cases) !== String(cases);
        moved ??= { variants, repeat, cases };
      }
    }
    // As it stands in the suite: nothing has to be guessed.
    if (inPlace?.repeat === suite.repeat && variants.length === suite.variants.length) return inPlace;
    const fit = inPlace ?? moved;
    if (fit) fits.push(fit);
  }
  return likeliest(fits, suite.repeat, isAmbiguous);
}

/** The suite's own cases from the first on, as often as the suite says, before anything else. */
function likeliest(fits: readonly Layout[], repeat: number, isAmbiguous: boolean): PlanFit {
  const inPlace = fits.filter(({ cases }) => isInPlace(cases));
  const usual = inPlace.filter((fit) => fit.repeat === repeat);
  const likely = [usual, inPlace].find((some) => some.length > 0);
  if (likely) return likely.length === 1 ? likely[0] : 'ambiguous';
  return isAmbiguous || fits.length > 1 ? 'ambiguous' : fits[0];
}

/** Whether the cases are the first of the suite. */
export function isInPlace(cases: readonly number[]): boolean {
  return cases.every((at, position) => at === position);
}

/** The first trial that the suite, taken as it stands, would ask something else, or not at all. */
export function firstMisfit(
  asked: AskedTrials,
  suite: SuiteRequests,
): { trial: number; case: number; variant: number } {
  const order = { variants: suite.variants.length, repeat: suite.repeat };
  const index = asked.trials.findIndex(
    (trial, i) =>
      suite.hashes[caseOf(order, trial) * order.variants + variantOf(order, trial)] !== asked.hashes[i],
  );
  const trial = asked.trials[Math.max(0, index)]!;
  return { trial, case: caseOf(order, trial), variant: variantOf(order, trial) };
}

/** All variants; those that were spoken of with the recorded ones; only those that were spoken of. */
function variantChoices(asked: AskedTrials, suite: SuiteRequests, told: ToldLayout): number[][] {
  const all = suite.variants.map((_, index) => index);
  if (told.variants) return [all];
  const spoken = new Set(asked.hashes);
  const width = all.length;
  const isSpoken = all.map((variant) =>
    suite.hashes.some((hash, at) => at % width === variant && spoken.has(hash)),
  );
  const choices = [
    all,
    all.filter((variant) => isSpoken[variant] || suite.variants[variant]!.recorded),
    all.filter((variant) => isSpoken[variant]),
  ];
  return choices.filter(
    (choice, at) =>
      choice.length > 0 && choices.findIndex((other) => String(other) === String(choice)) === at,
  );
}

/** The suite's own first. */
function repeatChoices({ trials }: AskedTrials, suite: SuiteRequests, told: ToldLayout): number[] {
  if (told.repeat) return [suite.repeat];
  const most = Math.min(MOST_REPETITIONS, trials.at(-1)! + 1);
  const others = Array.from({ length: most }, (_, i) => i + 1).filter((repeat) => repeat !== suite.repeat);
  return [suite.repeat, ...others];
}

/** Trials of one case, as a range of the asked ones. */
interface AskedCase {
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

/** The suite's cases that were asked in this order, where there is one way to choose them. */
function fitCases(
  asked: AskedTrials,
  suite: SuiteRequests,
  variants: readonly number[],
  repeat: number,
): number[] | 'ambiguous' | undefined {
  const order = { variants: variants.length, repeat };
  const groups = askedCases(asked, order);
  const asks = ({ from, to }: AskedCase, at: number): boolean => {
    for (let i = from; i < to; i++) {
      const variant = variants[variantOf(order, asked.trials[i]!)]!;
      if (suite.hashes[at * suite.variants.length + variant] !== asked.hashes[i]) return false;
    }
    return true;
  };
  const earliest = placeCases(groups, suite.cases, asks, 1);
  if (!earliest) return undefined;
  if (groups.every(({ position }, i) => earliest[i] === position))
    return Array.from({ length: groups.at(-1)!.position + 1 }, (_, at) => at);
  const latest = placeCases(groups, suite.cases, asks, -1)!;
  if (earliest.some((at, i) => at !== latest[i])) return 'ambiguous';
  return withGaps(groups, earliest);
}

function askedCases({ trials }: AskedTrials, order: TrialOrder): AskedCase[] {
  const groups: AskedCase[] = [];
  for (let from = 0; from < trials.length; ) {
    const position = caseOf(order, trials[from]!);
    let to = from + 1;
    while (to < trials.length && caseOf(order, trials[to]!) === position) to++;
    groups.push({ position, from, to });
    from = to;
  }
  return groups;
}

/** Places the cases in the suite, in their order, each as early (step 1) or as late (step -1) as can be. */
function placeCases(
  groups: readonly AskedCase[],
  cases: number,
  asks: (group: AskedCase, at: number) => boolean,
  step: 1 | -1,
): number[] | undefined {
  const walked = step === 1 ? groups : groups.toReversed();
  const places: number[] = [];
  let before = walked[0]!.position;
  let at = step === 1 ? before : cases - 1;
  for (const group of walked) {
    at += group.position - before;
    before = group.position;
    while (at >= 0 && at < cases && !asks(group, at)) at += step;
    if (at < 0 || at >= cases) return undefined;
    places.push(at);
  }
  return step === 1 ? places : places.reverse();
}

/** Cases that no result speaks of are known where as many lie between their neighbours in the suite. */
function withGaps(groups: readonly AskedCase[], places: readonly number[]): number[] | 'ambiguous' {
  const cases: number[] = [];
  for (const [i, { position }] of groups.entries()) {
    const [beforePosition, beforePlace] = i === 0 ? [-1, -1] : [groups[i - 1]!.position, places[i - 1]!];
    const skipped = position - beforePosition;
    if (skipped > 1 && places[i]! - beforePlace !== skipped) return 'ambiguous';
    for (let at = places[i]! - skipped + 1; at <= places[i]!; at++) cases.push(at);
  }
  return cases;
}
