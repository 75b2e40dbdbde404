import { compareVariants } from '../core/compare.ts';
import { comparedMetrics } from '../core/compared-metrics.ts';
import { HALVES, sampleSplitter } from '../core/split-samples.ts';
import type { Comparison } from '../model/comparison.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { casesWithRecords } from './case-records.ts';
import type { RunFolder } from './run-folder.ts';
import { originOf } from './run-table.ts';

/** A variant compared with itself. */
export interface SelfCheck {
  readonly run: string;
  readonly variant: string;
  readonly simulated: boolean;
  readonly comparison: Comparison;
  /** Cases with several answers, and those of them whose answers are all the same text. */
  readonly cases: number;
  readonly identical: number;
}

/**
 * The A/A check: a variant's odd repetitions against its even ones. There is no difference to be found, so what is
 * found is wrong clusters, answers from a cache, or an effect of order.
 *
 * @param variant Default: the baseline.
 * @throws UserError where there are no repetitions, or no such variant.
 */
export function selfCheck(folder: RunFolder, variant = folder.manifest.baseline): SelfCheck {
  const { manifest, summary } = folder;
  const own = manifest.variants.find(({ name }) => name === variant);
  if (!own) {
    const names = manifest.variants.map(({ name }) => name);
    throw new UserError(`run ${manifest.id} has no variant "${variant}"`, didYouMean(variant, names));
  }
  if (summary.repeat < 2) {
    throw new UserError(
      `run ${manifest.id} asked each case once: there are no repetitions to compare`,
      'run the suite with --repeat 2 or more',
    );
  }
  const origin = originOf(folder);
  const compared = comparedMetrics(origin.roles);
  const splitter = sampleSplitter(own.model, compared.metrics);
  for (const { case: row, records } of casesWithRecords(folder)) {
    splitter.addCase(
      row,
      records.filter((record) => record.variant === variant),
    );
  }
  const { table, ...counts } = splitter.finish(origin);
  const [even, odd] = HALVES;
  return {
    run: manifest.id,
    variant,
    simulated: summary.simulated,
    comparison: compareVariants({ table, variant: even }, { table, variant: odd }, compared),
    ...counts,
  };
}
