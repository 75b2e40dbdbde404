import type { Case } from '../model/case.ts';
import type { Comparison } from '../model/comparison.ts';
import type { FrontierPoint } from '../model/frontier.ts';
import type { Role } from '../model/grader.ts';
import type { JudgeStanding } from '../model/kept-calibration.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Summary, VariantSummary } from '../model/summary.ts';
import { type CompareOptions, compareVariants, corrected } from './compare.ts';
import { frontierOf } from './frontier.ts';
import type { GraderVersions } from './grader-versions.ts';
import { ACCURACY, type ScoreTable, ScoreTableBuilder, type TableOrigin } from './score-table.ts';
import { VariantTally } from './variant-tally.ts';

/** What a summary says beside the records: from the manifest, the journal and the price table. */
export interface SummaryFrame
  extends Omit<
    Summary,
    'format' | 'variants' | 'comparisons' | 'frontier' | 'unanswered' | 'simulated' | 'trials'
  > {
  readonly variants: readonly {
    readonly name: string;
    readonly model: string | null;
    readonly turnaroundSeconds: number | null;
    /** Its batches were made by the simulator, also where none of its answers came through. */
    readonly simulated: boolean;
  }[];
  readonly graders: readonly string[];
  readonly versions: GraderVersions;
  /** By name; code graders have none. */
  readonly judges: Readonly<Record<string, JudgeStanding>>;
}

/**
 * Takes the records case by case and keeps sums and a few numbers a case, so that a million cases fit into memory.
 */
export interface Summarizer {
  /** All records of one case, of each variant by repetition. */
  addCase(row: Case, records: readonly TrialRecord[]): void;
  finish(): Summary;
}

export function summarizer(frame: SummaryFrame): Summarizer {
  const { variants, graders, versions, judges, ...facts } = frame;
  const names = variants.map(({ name }) => name);
  const tallies = variants.map((variant) => new VariantTally(variant, graders, frame));
  const scores = new ScoreTableBuilder(variants, [ACCURACY, ...graders]);

  return {
    addCase(row, records) {
      const byVariant = names.map((name) => records.filter(({ variant }) => variant === name));
      scores.addCase(row, byVariant);
      byVariant.forEach((own, v) => {
        for (const record of own) tallies[v]!.addTrial(record);
        tallies[v]!.addCase(own);
      });
    },
    finish() {
      const table = scores.finish(originOf(frame));
      const roles = rolesOf(graders, tallies);
      const options = { metrics: metricsOf(roles), deciding: decidingOf(roles) };
      const comparisons = comparisonsOf(table, frame.baseline, options);
      const summaries = tallies.map((tally, v) =>
        tally.finish({
          roles,
          columns: table.variants[v]!,
          clusters: table.cases.clusters.of,
          comparison: comparisons.find(({ variant }) => variant === names[v]) ?? null,
          versions,
          judges,
        }),
      );
      return {
        format: 'assay-summary/1',
        ...facts,
        trials: total(summaries, ({ trials }) => trials),
        unanswered: total(summaries, ({ trials, outcomes }) => trials - outcomes.succeeded),
        simulated:
          frame.simulatedJudges || summaries.some(({ answeredBy }) => answeredBy.includes('simulator')),
        variants: summaries,
        comparisons,
        frontier: frontierIn(table, summaries, options),
      };
    },
  };
}

function originOf({
  suite,
  run,
  createdAt,
  dataset,
  pricesDate,
  graders,
  versions,
}: SummaryFrame): TableOrigin {
  return {
    suite,
    run,
    createdAt,
    file: null,
    dataset: dataset.hash,
    pricesDate,
    graders: Object.fromEntries(graders.map((name) => [name, versions[name] ?? null])),
  };
}

/** Each variant against the baseline. */
function comparisonsOf(table: ScoreTable, baseline: string, options: CompareOptions): readonly Comparison[] {
  const others = table.variants.filter(({ name }) => name !== baseline);
  return corrected(
    others.map(({ name }) =>
      compareVariants({ table, variant: baseline }, { table, variant: name }, options),
    ),
  );
}

/** Each variant against each cheaper one, by the metric that counts most. */
function frontierIn(
  table: ScoreTable,
  summaries: readonly VariantSummary[],
  options: CompareOptions,
): readonly FrontierPoint[] {
  const metrics = options.metrics.slice(0, 1);
  // Slices are not asked for here, and take a pass each.
  const whole = { ...table, cases: { ...table.cases, tags: new Map() } };
  const points = summaries.map(({ name, accuracy, graders, cost, outcomes }) => ({
    variant: name,
    costPerAnswer: cost.total === null || outcomes.succeeded === 0 ? null : cost.total / outcomes.succeeded,
    accuracy: (accuracy ?? graders.find((grader) => grader.name === metrics[0])?.mean)?.mean ?? null,
  }));
  return frontierOf(points, (variant, cheaper) =>
    compareVariants({ table: whole, variant }, { table: whole, variant: cheaper }, { ...options, metrics }),
  );
}

/** What variants may be compared by: pass or fail first where there is a gate, then each grader that is not advisory. */
function metricsOf(roles: ReadonlyMap<string, Role>): readonly string[] {
  const compared = [...roles].filter(([, role]) => role !== 'advisory').map(([grader]) => grader);
  const graders = compared.length > 0 ? compared : [...roles.keys()].slice(0, 1);
  return decidingOf(roles).length > 0 ? [ACCURACY, ...graders] : graders;
}

function decidingOf(roles: ReadonlyMap<string, Role>): readonly string[] {
  return [...roles].filter(([, role]) => role === 'gate').map(([grader]) => grader);
}

/** A grader has the same role for all variants, also for one that has no answer to show it by. */
function rolesOf(graders: readonly string[], tallies: readonly VariantTally[]): Map<string, Role> {
  return new Map(
    graders.map((grader) => [
      grader,
      tallies.map((tally) => tally.roleOf(grader)).find((role) => role !== null) ?? 'metric',
    ]),
  );
}

function total(summaries: readonly VariantSummary[], of: (summary: VariantSummary) => number): number {
  return summaries.reduce((sum, summary) => sum + of(summary), 0);
}
