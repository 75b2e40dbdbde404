import { existsSync } from 'node:fs';
import { compareVariants } from '../core/compare.ts';
import { comparedMetrics } from '../core/compared-metrics.ts';
import { ACCURACY, type ScoreTable } from '../core/score-table.ts';
import { BaselineWriter } from '../core/write-baseline.ts';
import { BASELINE_FORMAT, type BaselineHeader } from '../model/baseline.ts';
import type { Comparison } from '../model/comparison.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { isUserError, UserError } from '../model/errors.ts';
import type { Summary, VariantSummary } from '../model/summary.ts';
import { readBaseline } from './baseline-file.ts';
import { casesWithRecords } from './case-records.ts';
import { writeDurably } from './disk.ts';
import type { RunFolder } from './run-folder.ts';

export interface BlessOptions {
  /** Only these variants. Default: all. */
  readonly variants?: readonly string[];
  /** Takes simulated answers too: the baseline is marked, and compared with simulated runs alone. */
  readonly simulated?: boolean;
  /** Default: the present time. */
  readonly now?: Date;
}

/** What was accepted, and how it differs from what was accepted before. */
export interface Blessed {
  readonly path: string;
  readonly header: BaselineHeader;
  /** With the baseline that was there, by variant; a text: why that cannot be read; null: there was none. */
  readonly before: readonly Comparison[] | string | null;
  /** Variants of that one that this one does not have. */
  readonly removed: readonly string[];
}

/**
 * Accepts a finished run: writes the file that later runs are compared with, in place of the one that is there.
 *
 * @param path of the file; beside the suite's: `baselinePath`.
 * @throws UserError when the run is not finished, nothing in it was scored, or its answers are simulated.
 */
export function blessRun(folder: RunFolder, path: string, options: BlessOptions = {}): Blessed {
  const { summary } = folder;
  const variants = chosenVariants(summary, options.variants);
  checkBlessable(summary, variants, options.simulated ?? false);
  const before = existsSync(path) ? readEarlier(path, summary.suite) : null;
  const header = headerOf(summary, variants, options.now ?? new Date());
  writeDurably(path, linesOf(folder, header));
  if (before === null || typeof before === 'string') return { path, header, before, removed: [] };
  const names = variants.map(({ name }) => name);
  const removed = before.variants.map(({ name }) => name).filter((name) => !names.includes(name));
  return { path, header, before: changesSince(before, readBaseline(path, path)), removed };
}

function chosenVariants(
  { run, variants }: Summary,
  wanted: readonly string[] | undefined,
): readonly VariantSummary[] {
  const names = variants.map(({ name }) => name);
  for (const name of wanted ?? []) {
    if (!names.includes(name))
      throw new UserError(`run ${run} has no variant "${name}"`, didYouMean(name, names));
  }
  return variants.filter(({ name }) => wanted?.includes(name) ?? true);
}

function checkBlessable(
  { run, simulated }: Summary,
  variants: readonly VariantSummary[],
  allowed: boolean,
): void {
  if (simulated && !allowed) {
    throw new UserError(
      `run ${run} was answered by the simulator: it is no measure for Claude`,
      'to try it out all the same: --simulated',
    );
  }
  const unscored = variants.find(({ graders }) => graders.every(({ mean }) => mean.n === 0));
  if (!unscored) return;
  throw new UserError(
    `run ${run} has no score of ${unscored.name}: there is nothing to accept`,
    undefined,
    1,
  );
}

/** What is to be replaced need not be whole. */
function readEarlier(path: string, suite: string): ScoreTable | string {
  try {
    return readBaseline(path, path, suite);
  } catch (error) {
    if (!isUserError(error)) throw error;
    return error.message;
  }
}

function headerOf(summary: Summary, variants: readonly VariantSummary[], now: Date): BaselineHeader {
  const { suite, run, createdAt, commit, simulated, dataset, repeat, pricesDate } = summary;
  return {
    format: BASELINE_FORMAT,
    suite,
    run,
    createdAt,
    blessed: now.toISOString().slice(0, 10),
    commit,
    simulated,
    dataset,
    repeat,
    pricesDate,
    graders: variants[0]!.graders.map(({ name, version, role }) => ({ name, version, role })),
    variants: variants.map(({ name, model, answeredModels }) => ({
      name,
      model,
      answeredModels: [...answeredModels],
    })),
  };
}

function linesOf(folder: RunFolder, header: BaselineHeader): Iterable<string> {
  const { variants, graders } = header;
  const names = variants.map(({ name }) => name);
  const writer = new BaselineWriter(names, [ACCURACY, ...graders.map(({ name }) => name)]);
  for (const { case: row, records } of casesWithRecords(folder)) {
    writer.addCase(
      row,
      names.map((name) => records.filter(({ variant }) => variant === name)),
    );
  }
  return writer.finish(header);
}

function changesSince(before: ScoreTable, now: ScoreTable): readonly Comparison[] {
  const options = comparedMetrics(now.origin.roles);
  const names = before.variants.map(({ name }) => name);
  return now.variants
    .filter(({ name }) => names.includes(name))
    .map(({ name }) =>
      compareVariants({ table: before, variant: name }, { table: now, variant: name }, options),
    );
}
