import type { Comparison, Difference } from '../model/comparison.ts';
import { mayDecide, type Role } from '../model/grader.ts';
import type { JudgeStanding } from '../model/kept-calibration.ts';
import type { Answerer, OutcomeType, TrialRecord } from '../model/record.ts';
import type {
  CostSummary,
  ErrorKind,
  Estimate,
  GraderSummary,
  Summary,
  VariantSummary,
} from '../model/summary.ts';
import { ClassificationTally } from './classification-tally.ts';
import { ConfusionTally } from './confusion-tally.ts';
import type { GraderVersions } from './grader-versions.ts';
import { correctionOf } from './judge-correction.ts';
import { latencyOf } from './latency.ts';
import { NumberColumn } from './number-column.ts';
import { isLabel } from './people.ts';
import { repeatedOf } from './repeated.ts';
import { ACCURACY, type VariantColumns } from './score-table.ts';
import { type ClusterColumn, selectClusters } from './stats/cluster-robust.ts';
import { estimate } from './stats/estimate.ts';
import { ALPHA } from './stats/interval.ts';
import { ratioOfMeans } from './stats/ratio.ts';
import { type ScoreColumn, scoredPlaces, selectScores } from './stats/scores.ts';

interface TalliedVariant {
  readonly name: string;
  readonly model: string | null;
  readonly turnaroundSeconds: number | null;
  readonly simulated: boolean;
}

/** What a variant's summary says beside its own sums. */
export interface FinishedScores {
  readonly run: string;
  /** Of all graders, as this variant's scores show them or another's. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly columns: VariantColumns;
  readonly clusters: ClusterColumn;
  /** With the baseline; null: it is the baseline. */
  readonly comparison: Comparison | null;
  readonly versions: GraderVersions;
  /** The graders that hold people's labels. */
  readonly people: readonly string[];
  /** Null: it is the baseline. */
  readonly baseline: VariantColumns | null;
}

/** The running sums of one variant. */
export class VariantTally {
  readonly #variant: TalliedVariant;
  readonly #repeat: number;
  readonly #mode: Summary['mode'];
  readonly #judges: Readonly<Record<string, JudgeStanding>>;
  readonly #graders: readonly GraderTally[];
  readonly #latencies = new NumberColumn();
  /** By case: trials that passed, and US dollars as far as they are known. */
  readonly #passes = new NumberColumn();
  readonly #costs = new NumberColumn();
  readonly #outcomes: Record<OutcomeType, number> = {
    succeeded: 0,
    errored: 0,
    expired: 0,
    canceled: 0,
    missing: 0,
  };
  readonly #errors = new Map<string, { count: number; example: string | null }>();
  readonly #stopReasons = new Map<string, number>();
  readonly #models = new Set<string>();
  readonly #answerers = new Set<Answerer>();
  readonly #unpriced = new Set<string>();
  readonly #tokens = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 };
  #trials = 0;
  #passed = 0;
  #decided = 0;
  #undecided = 0;
  #rerun = 0;
  #reused = 0;
  readonly #reusedFrom = new Set<string>();
  #reusedCost = 0;
  #cacheSaved = 0;
  #undiscounted = 0;
  #knownCost = 0;
  #unknownCosts = 0;
  #unbatched = 0;

  constructor(
    variant: TalliedVariant,
    graders: readonly string[],
    {
      repeat,
      mode,
      judges,
    }: Pick<Summary, 'repeat' | 'mode'> & {
      /** The standing of those graders that are judges. */
      readonly judges: Readonly<Record<string, JudgeStanding>>;
    },
  ) {
    this.#variant = variant;
    this.#repeat = repeat;
    this.#mode = mode;
    if (variant.simulated) this.#answerers.add('simulator');
    this.#judges = judges;
    this.#graders = graders.map((name) => new GraderTally(name, judges[name] ?? null));
  }

  addTrial(record: TrialRecord): void {
    this.#trials++;
    this.#outcomes[record.outcome.type]++;
    if (record.earlier.length > 0) this.#rerun++;
    if (record.reusedFrom !== null) {
      this.#reused++;
      this.#reusedFrom.add(record.reusedFrom);
      this.#reusedCost += record.cost ?? 0;
    }
    this.#cacheSaved += record.cacheSaved ?? 0;
    if (this.#mode === 'batch' && record.serviceTier !== null && record.serviceTier !== 'batch') {
      this.#undiscounted++;
    }
    if (this.#mode === 'live' && record.latencyMs !== null) this.#latencies.add(record.latencyMs);
    this.#addOutcome(record);
    this.#addTokens(record);
    if (record.cost === null || record.costUnbatched === null) this.#unknownCosts++;
    else {
      this.#knownCost += record.cost;
      this.#unbatched += record.costUnbatched;
    }
    if (record.cost === null && record.model !== null && record.answeredBy !== 'recorded') {
      this.#unpriced.add(record.model);
    }
    if (record.pass !== null) {
      this.#decided++;
      if (record.pass) this.#passed++;
    } else if (Object.values(record.scores).some((score) => score.outcome === 'failed' && mayDecide(score))) {
      this.#undecided++;
    }
  }

  /** All trials of one case. */
  addCase(records: readonly TrialRecord[]): void {
    for (const grader of this.#graders) grader.addCase(records, this.#passes.length);
    this.#passes.add(records.filter(({ pass }) => pass).length);
    this.#costs.add(records.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
  }

  /** The simulator gave answers, or was asked for them. */
  get simulated(): boolean {
    return this.#answerers.has('simulator');
  }

  /** A grader's role as its scores show it; null where none does. */
  roleOf(grader: string): Role | null {
    return this.#graders.find(({ name }) => name === grader)?.role ?? null;
  }

  /** Whether a grader's scores are people's. */
  isLabelled(grader: string): boolean {
    return this.#graders.some(({ name, isPeoples }) => name === grader && isPeoples);
  }

  finish(facts: FinishedScores): VariantSummary {
    const { roles, columns, clusters, comparison, versions } = facts;
    const isDecided = [...roles.values()].includes('gate');
    return {
      name: this.#variant.name,
      model: this.#variant.model,
      answeredModels: [...this.#models].sort(),
      answeredBy: [...this.#answerers].sort(),
      trials: this.#trials,
      outcomes: this.#outcomes,
      errors: this.#errorKinds(),
      stopReasons: Object.fromEntries([...this.#stopReasons].sort(([, a], [, b]) => b - a)),
      passed: this.#passed,
      decided: this.#decided,
      undecided: this.#undecided,
      accuracy: isDecided ? estimateScored(columns.metrics.get(ACCURACY)!, clusters) : null,
      repeated:
        isDecided && this.#repeat > 1
          ? repeatedOf(columns.metrics.get(ACCURACY)!, clusters, this.#repeat)
          : null,
      graders: this.#graders.map((grader) => ({
        ...grader.finish(clusters),
        version: versions[grader.name] ?? null,
        role: roles.get(grader.name)!,
        mean: estimateScored(columns.metrics.get(grader.name)!, clusters),
        difference: differenceIn(comparison, grader.name),
        ...correctionOf(grader.name, this.#judges[grader.name] ?? null, facts),
      })),
      tokens: this.#tokens,
      cost: this.#cost(clusters),
      rerun: this.#rerun,
      reused: this.#reused,
      reusedFrom: [...this.#reusedFrom].sort(),
      undiscounted: this.#undiscounted,
      turnaroundSeconds: this.#variant.turnaroundSeconds,
      latency: latencyOf(this.#latencies.finish()),
    };
  }

  #addOutcome({ outcome, answeredBy, model }: TrialRecord): void {
    if (outcome.type === 'succeeded') {
      if (answeredBy) this.#answerers.add(answeredBy);
      if (model) this.#models.add(model);
      if (outcome.stopReason !== null) {
        this.#stopReasons.set(outcome.stopReason, (this.#stopReasons.get(outcome.stopReason) ?? 0) + 1);
      }
      return;
    }
    const [kind, message] =
      outcome.type === 'errored' ? [outcome.error.type, outcome.error.message] : [outcome.type, null];
    const error = this.#errors.get(kind) ?? { count: 0, example: message };
    error.count++;
    this.#errors.set(kind, error);
  }

  #addTokens(record: TrialRecord): void {
    for (const { tokens } of [...record.earlier, record]) {
      if (!tokens) continue;
      this.#tokens.input += tokens.input;
      this.#tokens.cacheWrite += tokens.cacheWrite;
      this.#tokens.cacheRead += tokens.cacheRead;
      this.#tokens.output += tokens.output;
    }
  }

  #errorKinds(): ErrorKind[] {
    return [...this.#errors]
      .map(([kind, { count, example }]) => ({ kind, count, example }))
      .sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind, 'en'));
  }

  #cost(clusters: ClusterColumn): CostSummary {
    const known = this.#unknownCosts === 0;
    const total = known ? this.#knownCost : null;
    const answered = this.#outcomes.succeeded;
    return {
      total,
      known: this.#knownCost,
      perThousandCases: total === null || answered === 0 ? null : (total / answered) * this.#repeat * 1000,
      perCorrect: total === null || this.#passed === 0 ? null : total / this.#passed,
      perCorrectEnds: total === null ? null : endsOf(this.#passes, this.#costs, clusters),
      unbatched: known ? this.#unbatched : null,
      reused: this.#reusedCost,
      cacheSaved: known ? this.#cacheSaved : null,
      unpricedModels: [...this.#unpriced].sort(),
    };
  }
}

/** The running sums of one grader's scores of one variant. */
class GraderTally {
  readonly name: string;
  /** Stated, or a gate once a score passed or failed. */
  role: Role | null = null;
  /** A person gave one of its scores. */
  isPeoples = false;
  readonly #confusion: ConfusionTally | null;
  readonly #classification = new ClassificationTally();
  readonly #evidence = new Map<string, { sum: number; count: number }>();
  #failed = 0;
  #failedExample: string | null = null;

  /** @param judge null: it is none. */
  constructor(name: string, judge: JudgeStanding | null) {
    this.name = name;
    this.#confusion = judge && new ConfusionTally(name, judge.threshold);
  }

  /** @param place of the case among those of the run */
  addCase(records: readonly TrialRecord[], place: number): void {
    for (const record of records) {
      const { outcome, scores } = record;
      this.#note(record);
      this.#confusion?.add(record);
      const score = scores[this.name];
      if (score?.outcome === 'scored' && score.label) this.#classification.add(score.label, place);
      else if (outcome.type === 'succeeded') this.#classification.addUnlabelled();
      else this.#classification.addUnanswered();
    }
  }

  finish(
    clusters: ClusterColumn,
  ): Pick<GraderSummary, 'name' | 'failed' | 'failedExample' | 'evidence' | 'classification' | 'labelled'> {
    return {
      name: this.name,
      failed: this.#failed,
      failedExample: this.#failedExample,
      evidence: Object.fromEntries(
        Array.from(this.#evidence, ([name, { sum, count }]) => [name, sum / count]),
      ),
      classification: this.#classification.finish(clusters),
      labelled: this.#confusion?.finish() ?? null,
    };
  }

  #note({ scores }: TrialRecord): void {
    const score = scores[this.name];
    if (!score) return;
    this.role ??= score.role ?? null;
    if (score.outcome === 'failed') {
      this.#failed++;
      this.#failedExample ??= score.reason;
      return;
    }
    if (score.pass !== null) this.role ??= 'gate';
    this.isPeoples ||= isLabel(score);
    for (const [name, value] of Object.entries(score.evidence ?? {})) {
      const known = this.#evidence.get(name) ?? { sum: 0, count: 0 };
      this.#evidence.set(name, { sum: known.sum + value, count: known.count + 1 });
    }
  }
}

/** Of the cases that have a score. */
function estimateScored(column: ScoreColumn, clusters: ClusterColumn): Estimate {
  const places = scoredPlaces(column);
  return estimate(selectScores(column, places), selectClusters(clusters, places));
}

/** The interval of what a correct answer costs. */
function endsOf(
  passes: NumberColumn,
  costs: NumberColumn,
  clusters: ClusterColumn,
): CostSummary['perCorrectEnds'] {
  const { low, high } = ratioOfMeans(passes.finish(), costs.finish(), clusters, ALPHA);
  return low === null || high === null ? null : { low, high };
}

function differenceIn(comparison: Comparison | null, grader: string): Difference | null {
  if (comparison === null) return null;
  const all = [comparison, ...comparison.others];
  return all.find(({ metric }) => metric === grader)?.difference ?? null;
}
