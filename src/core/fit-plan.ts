import { caseOf, trialsPerCase, variantOf } from './trial-order.ts';

/** What an id in a result says of a trial's opening request. */
export interface AskedTrial {
  readonly trial: number;
  /** The first digits of its request's hash. */
  readonly hash: string;
}

/** What a suite would ask: the same digits, case by case, within a case variant by variant. */
export interface SuiteHashes {
  readonly variants: readonly string[];
  readonly hashes: readonly string[];
  /** The suite's own, or as told. */
  readonly repeat: number;
}

/** The part of a suite that a run asked: some of its variants, so many times. */
export interface Layout {
  /** Positions in the suite's variants. */
  readonly variants: readonly number[];
  readonly repeat: number;
}

/** Nobody repeats a case more often without saying so in the suite. */
const MOST_REPETITIONS = 50;

/**
 * Which part of a suite a run has asked, from the ids in its results: all variants, or those that are spoken of;
 * as often as the suite says, or otherwise. Undefined: the suite would ask something else.
 */
export function fitPlan(asked: readonly AskedTrial[], suite: SuiteHashes): Layout | undefined {
  const all = suite.variants.map((_, index) => index);
  const known = new Set(asked.map(({ hash }) => hash));
  const spoken = all.filter((variant) =>
    suite.hashes.some((hash, at) => at % all.length === variant && known.has(hash)),
  );
  const repeats = [suite.repeat, ...Array.from({ length: MOST_REPETITIONS }, (_, i) => i + 1)];
  for (const variants of [all, spoken]) {
    for (const repeat of repeats) {
      if (variants.length > 0 && isAskedBy(asked, suite, { variants, repeat })) return { variants, repeat };
    }
  }
  return undefined;
}

/** The first trial that the suite, taken as it stands, would ask something else, or not at all. */
export function firstMisfit(asked: readonly AskedTrial[], suite: SuiteHashes): number | undefined {
  const layout = { variants: suite.variants.map((_, index) => index), repeat: suite.repeat };
  return asked.find((one) => !isAskedBy([one], suite, layout))?.trial;
}

function isAskedBy(asked: readonly AskedTrial[], suite: SuiteHashes, { variants, repeat }: Layout): boolean {
  const order = { variants: variants.length, repeat };
  const cases = suite.hashes.length / suite.variants.length;
  return asked.every(({ trial, hash }) => {
    if (trial >= cases * trialsPerCase(order)) return false;
    const variant = variants[variantOf(order, trial)]!;
    return suite.hashes[caseOf(order, trial) * suite.variants.length + variant] === hash;
  });
}
