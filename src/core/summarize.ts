import type { Case } from '../model/case.ts';
import type { Gate, GateResult } from '../model/gate.ts';
import type { Role } from '../model/grader.ts';
import type { JudgeStanding } from '../model/kept-calibration.ts';
import type { TrialRecord } from '../model/record.ts';
import { SUMMARY_FORMAT, type Summary, type VariantSummary } from '../model/summary.ts';
import type { CompareOptions } from './compare-options.ts';
import { comparedMetrics } from './compared-metrics.ts';
import { comparedFor } from './gates/compared-for.ts';
import { wantsConfirmation } from './gates/confirmation.ts';
import { judgeGates } from './gates/judge-gates.ts';
import type { GraderVersions } from './grader-versions.ts';
import { alphaOf } from './looks.ts';
import { RaterTally } from './rater-tally.ts';
import { comparisonsWith, comparisonsWithin, type KeptBaseline } from './run-comparisons.ts';
import { runFrontier } from './run-frontier.ts';
import { ACCURACY, ScoreTableBuilder, type TableOrigin } from './score-table.ts';
import { VariantTally } from './variant-tally.ts';

/** What a summary says beside the records: from the manifest, the journal and the price table. */
export interface SummaryFrame
  extends Omit<
    Summary,
    | 'format'
    | 'variants'
    | 'comparisons'
    | 'gates'
    | 'frontier'
    | 'raters'
    | 'unanswered'
    | 'simulated'
    | 'redacted'
    | 'trials'
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
  readonly gates: readonly Gate[];
  /** By name; code graders have none. */
  readonly judges: Readonly<Record<string, JudgeStanding>>;
  /** What was accepted last, and each variant is compared with; null: nothing is. */
  readonly kept: KeptBaseline | null;
}

/**
 * Takes the records case by case and keeps sums and a few numbers a case, so that a million cases fit into memory.
 */
export interface Summarizer {
  /** All records of one case that was bought; in each variant by repetition. */
  addCase(row: Case, records: readonly TrialRecord[]): void;
  finish(): Summary;
}

export function summarizer(frame: SummaryFrame): Summarizer {
  const { variants, graders, versions, judges, gates, kept, ...facts } = frame;
  const names = variants.map(({ name }) => name);
  const tallies = variants.map((variant) => new VariantTally(variant, graders, frame));
  const raters = new RaterTally();
  const scores = new ScoreTableBuilder(variants, [ACCURACY, ...graders]);

  return {
    addCase(row, records) {
      const byVariant = names.map((name) => records.filter(({ variant }) => variant === name));
      scores.addCase(row, byVariant);
      raters.addCase(records);
      byVariant.forEach((own, v) => {
        for (const record of own) tallies[v]!.addTrial(record);
        tallies[v]!.addCase(own);
      });
    },
    finish() {
      const simulated = frame.simulatedJudges || tallies.some((tally) => tally.simulated);
      const roles = rolesOf(graders, tallies);
      const table = scores.finish(originOf(frame, roles, simulated));
      const compared = comparedMetrics(roles);
      const alpha = alphaOf(frame);
      const optionsOf = (variant: string): CompareOptions => ({
        ...compared,
        ...comparedFor(gates, variant, compared.metrics[0]!, alpha),
      });
      const within = comparisonsWithin(table, frame.baseline, optionsOf);
      const comparisons = [...within, ...(kept === null ? [] : comparisonsWith(kept, table, optionsOf))];
      const people = graders.filter((grader) => tallies.some((tally) => tally.isLabelled(grader)));
      const baseline = table.variants.find(({ name }) => name === frame.baseline) ?? null;
      const summaries = tallies.map((tally, v) =>
        tally.finish({
          run: frame.run,
          roles,
          columns: table.variants[v]!,
          clusters: table.cases.clusters.of,
          comparison: within.find(({ variant }) => variant === names[v]) ?? null,
          versions,
          people,
          baseline: names[v] === frame.baseline ? null : baseline,
        }),
      );
      const results = judgeGates(gates, {
        ...frame,
        table,
        metrics: compared.metrics,
        comparisons,
        variants: summaries,
        alpha,
      });
      return {
        format: SUMMARY_FORMAT,
        ...facts,
        notices: [...frame.notices, ...unconfirmed(frame, results)],
        trials: total(summaries, ({ trials }) => trials),
        unanswered: total(summaries, ({ trials, outcomes }) => trials - outcomes.succeeded),
        simulated,
        variants: summaries,
        comparisons,
        gates: results,
        frontier: runFrontier(table, summaries, optionsOf),
        raters: raters.finish(),
        redacted: [],
      };
    },
  };
}

/** Where a repetition to confirm a failure is held back still: nobody asks for it after the last look. */
function unconfirmed({ instalments }: SummaryFrame, gates: readonly GateResult[]): readonly string[] {
  if (instalments?.confirmed !== false || !wantsConfirmation({ gates })) return [];
  return ['a regression fails the run that was not confirmed: its gates held when it was looked at'];
}

function originOf(
  { suite, run, createdAt, dataset, pricesDate, graders, versions }: SummaryFrame,
  roles: TableOrigin['roles'],
  simulated: boolean,
): TableOrigin {
  return {
    suite,
    run,
    createdAt,
    file: null,
    dataset: dataset.hash,
    simulated,
    pricesDate,
    graders: Object.fromEntries(graders.map((name) => [name, versions[name] ?? null])),
    roles,
  };
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
