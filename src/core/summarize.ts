import type { Role, Score } from '../model/grader.ts';
import type { JudgeStanding } from '../model/kept-calibration.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Comparison, Difference, Summary, VariantSummary } from '../model/summary.ts';
import { LISTED_CASES } from '../model/summary.ts';
import { caseScore, directionOf, type MeanScore } from './case-scores.ts';
import { PairedScores } from './paired-scores.ts';
import { pairedDifference } from './stats/difference.ts';
import { VariantTally } from './variant-tally.ts';

/** What a summary says beside the records: from the manifest, the journal and the price table. */
export interface SummaryFrame
  extends Omit<Summary, 'format' | 'variants' | 'comparisons' | 'unanswered' | 'simulated' | 'trials'> {
  readonly variants: readonly {
    readonly name: string;
    readonly model: string | null;
    readonly turnaroundSeconds: number | null;
    /** Its batches were made by the simulator, also where none of its answers came through. */
    readonly simulated: boolean;
  }[];
  readonly graders: readonly string[];
  /** By name; code graders have none. */
  readonly judges: Readonly<Record<string, JudgeStanding>>;
}

/**
 * Takes the records case by case and keeps sums only, so that a million cases cost no more memory than ten.
 */
export interface Summarizer {
  /** All records of one case that was bought; in each variant by repetition. */
  addCase(id: string, records: readonly TrialRecord[]): void;
  finish(): Summary;
}

export function summarizer(frame: SummaryFrame): Summarizer {
  const { variants, graders, judges, ...facts } = frame;
  const tallies = variants.map((variant) => new VariantTally(variant, graders, frame));
  const baseline = variants.findIndex(({ name }) => name === frame.baseline);
  const pairs = variants.map((_, index) => (index === baseline ? null : new PairTally(graders)));

  return {
    addCase(id, records) {
      const byVariant = variants.map(({ name }) => records.filter(({ variant }) => variant === name));
      byVariant.forEach((own, v) => {
        for (const record of own) tallies[v]!.addTrial(record);
        tallies[v]!.addCase(own);
        if (v !== baseline) pairs[v]?.add(id, byVariant[baseline]!, own);
      });
    },
    finish() {
      const roles = rolesOf(graders, tallies);
      const summaries = tallies.map((tally, v) =>
        tally.finish(roles, pairs[v]?.differences() ?? new Map(), judges),
      );
      return {
        format: 'assay-summary/1',
        ...facts,
        trials: total(summaries, ({ trials }) => trials),
        unanswered: total(summaries, ({ trials, outcomes }) => trials - outcomes.succeeded),
        simulated:
          frame.simulatedJudges || summaries.some(({ answeredBy }) => answeredBy.includes('simulator')),
        variants: summaries,
        comparisons: pairs.flatMap((pair, v) =>
          pair ? [pair.finish(variants[v]!.name, frame.baseline, roles)] : [],
        ),
      };
    },
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

/** The scores that two variants may be compared by: pass or fail, and each grader's. */
const PASS = (record: TrialRecord): number | null => (record.pass === null ? null : Number(record.pass));
const SCORE_OF =
  (grader: string) =>
  (record: TrialRecord): number | null => {
    const score: Score | undefined = record.scores[grader];
    return score?.outcome === 'scored' ? score.score : null;
  };

class PairTally {
  readonly #byPass = new MetricPair();
  readonly #byScore: ReadonlyMap<string, MetricPair>;

  constructor(graders: readonly string[]) {
    this.#byScore = new Map(graders.map((grader) => [grader, new MetricPair()]));
  }

  add(id: string, a: readonly TrialRecord[], b: readonly TrialRecord[]): void {
    this.#byPass.add(id, caseScore(a, PASS), caseScore(b, PASS));
    for (const [grader, pair] of this.#byScore) {
      pair.add(id, caseScore(a, SCORE_OF(grader)), caseScore(b, SCORE_OF(grader)));
    }
  }

  /** By grader, whatever its role. */
  differences(): Map<string, Difference> {
    return new Map(Array.from(this.#byScore, ([grader, pair]) => [grader, pair.finish().difference]));
  }

  /** By pass or fail where there is a gate, else by the first grader that may be compared. */
  finish(variant: string, baseline: string, roles: ReadonlyMap<string, Role>): Comparison {
    const decided = [...roles.values()].includes('gate');
    const compared = [...roles].filter(([, role]) => role !== 'advisory').map(([grader]) => grader);
    const grader = compared[0] ?? [...roles.keys()][0]!;
    const pair = decided ? this.#byPass : this.#byScore.get(grader)!;
    return { variant, baseline, metric: decided ? 'accuracy' : grader, ...pair.finish() };
  }
}

/** One metric of two variants over the cases they share. */
class MetricPair {
  readonly #scores = new PairedScores();
  #dropped = 0;
  #bothPass = 0;
  #bothFail = 0;
  readonly #fixed: Flips = { count: 0, cases: [] };
  readonly #broken: Flips = { count: 0, cases: [] };

  add(id: string, a: MeanScore | null, b: MeanScore | null): void {
    if (a === null || b === null) {
      this.#dropped++;
      return;
    }
    this.#scores.add(a, b);
    const direction = directionOf(a.mean, b.mean);
    if (direction > 0) note(this.#fixed, id);
    else if (direction < 0) note(this.#broken, id);
    else if (a.mean === 1) this.#bothPass++;
    else this.#bothFail++;
  }

  finish(): Omit<Comparison, 'variant' | 'baseline' | 'metric'> {
    const sums = this.#scores.sums();
    return {
      difference: pairedDifference(sums),
      n: sums.a.n,
      dropped: this.#dropped,
      fixed: this.#fixed.count,
      broken: this.#broken.count,
      bothPass: this.#bothPass,
      bothFail: this.#bothFail,
      fixedCases: this.#fixed.cases,
      brokenCases: this.#broken.cases,
    };
  }
}

interface Flips {
  count: number;
  readonly cases: string[];
}

function note(flips: Flips, id: string): void {
  flips.count++;
  if (flips.cases.length < LISTED_CASES) flips.cases.push(id);
}
