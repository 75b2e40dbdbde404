import {
  type Calibration,
  type Disagreement,
  LISTED_DISAGREEMENTS,
  type PositionBias,
} from '../model/calibration.ts';
import type { Case } from '../model/case.ts';
import { UserError } from '../model/errors.ts';
import type { Score } from '../model/grader.ts';
import { type HumanLabel, type LabelSet, labelFor } from '../model/label.ts';
import type { TrialRecord } from '../model/record.ts';
import { coefficientOf } from './coefficient.ts';
import { CorrectionTally } from './correction-tally.ts';
import { levelTable } from './level-table.ts';
import { type Crosstab, cohensKappa, gwetAc1 } from './stats/agreement.ts';
import { pairedDifference } from './stats/difference.ts';
import { estimate } from './stats/estimate.ts';
import { rankCorrelation } from './stats/rank-correlation.ts';
import { meanScore, ScoreColumnBuilder } from './stats/scores.ts';
import { suggestThreshold } from './suggest-threshold.ts';

export interface CalibrationFacts
  extends Pick<Calibration, 'suite' | 'run' | 'grader' | 'version' | 'simulated' | 'cut'> {
  readonly labels: LabelSet;
}

/** A trial that both a person and the judge have scored. */
export interface Rating {
  readonly human: number;
  readonly judge: number;
  readonly humanPass: boolean;
  readonly judgePass: boolean;
  /** Of the answer, in characters. */
  readonly length: number;
}

/** Takes the records case by case and keeps what is labelled, and of all others a number a case and variant. */
export interface Calibrator {
  addCase(row: Case, records: readonly TrialRecord[]): void;
  /** @throws UserError when no label fits an answer, or none of those has a score. */
  finish(): Calibration;
}

/** From so large a share of one class on, kappa collapses and AC1 is said beside it. */
const SKEWED = 0.85;

export function calibrator({ labels, ...facts }: CalibrationFacts): Calibrator {
  const { grader, cut } = facts;
  const cases: (readonly Rating[])[] = [];
  const matched = new Set<HumanLabel>();
  const disagreements: Disagreement[] = [];
  const position = new PositionTally();
  const corrections = new CorrectionTally(facts.grader);
  let unanswered = 0;
  let failed = 0;

  return {
    addCase(row, records) {
      const ratings: Rating[] = [];
      const labelled = records.map((record) => ({
        record,
        label: labelFor(labels, { ...record, caseId: record.case }) ?? null,
      }));
      corrections.addCase(row, labelled);
      for (const { record, label } of labelled) {
        const score: Score | undefined = record.scores[grader];
        if (score) position.add(score);
        if (label === null) continue;
        matched.add(label);
        if (record.output === null) unanswered++;
        else if (score?.outcome !== 'scored') failed++;
        else {
          const rating = ratingOf(label, score, record.output, cut);
          ratings.push(rating);
          if (rating.humanPass !== rating.judgePass && disagreements.length < LISTED_DISAGREEMENTS) {
            disagreements.push({ record, row, label });
          }
        }
      }
      if (ratings.length > 0) cases.push(ratings);
    },
    finish() {
      const unmatched = [...labels.values()]
        .filter((label) => !matched.has(label))
        .map(({ where, case: id }) => `${where} ("${id}")`);
      const all = cases.flat();
      if (matched.size === 0) {
        throw new UserError(
          `none of ${labels.size} labels fits an answer of run ${facts.run}`,
          `such as ${unmatched[0]}; assay show --case shows what a case, its variants and repetitions are called`,
        );
      }
      if (all.length === 0) {
        throw new UserError(
          `"${grader}" scored none of the ${matched.size} labelled answers of run ${facts.run}`,
          `${unanswered} have no answer, and ${failed} could not be scored: assay show`,
        );
      }
      return {
        ...facts,
        n: all.length,
        cases: cases.length,
        unmatched,
        unanswered,
        failed,
        ...figuresOf(cases, all),
        positionBias: position.finish(),
        corrected: corrections.finish(),
        disagreements,
      };
    },
  };
}

function ratingOf(
  label: HumanLabel,
  score: Extract<Score, { outcome: 'scored' }>,
  output: string,
  cut: number,
) {
  return {
    human: label.score,
    judge: score.score,
    humanPass: label.score >= cut,
    judgePass: score.pass ?? score.score >= cut,
    length: [...output].length,
  };
}

function figuresOf(cases: readonly (readonly Rating[])[], all: readonly Rating[]) {
  const tables = cases.map(tableOf);
  const table = tableOf(all);
  const [[bothFail, judgeOnly], [humanOnly, bothPass]] = table as [[number, number], [number, number]];
  const passed = humanOnly + bothPass;
  const largest = Math.max(passed, all.length - passed) / all.length;
  return {
    confusion: { bothPass, humanOnly, judgeOnly, bothFail },
    agreement: shareOf(cases, ({ humanPass, judgePass }) => humanPass === judgePass),
    truePositiveRate: shareOf(cases, ({ humanPass, judgePass }) => (humanPass ? judgePass : null)),
    trueNegativeRate: shareOf(cases, ({ humanPass, judgePass }) => (humanPass ? null : !judgePass)),
    bias: biasOf(cases),
    kappa: coefficientOf(tables, (some) => cohensKappa(some)),
    ac1: largest >= SKEWED ? coefficientOf(tables, gwetAc1) : null,
    levels: levelTable(cases),
    lengthBias: lengthBiasOf(cases, all),
    threshold: suggestThreshold(all),
  };
}

/** Rows by the human, columns by the judge; fail first. */
function tableOf(ratings: readonly Rating[]): Crosstab {
  const table = [
    [0, 0],
    [0, 0],
  ];
  for (const { humanPass, judgePass } of ratings) table[Number(humanPass)]![Number(judgePass)]!++;
  return table;
}

/** The share of what holds, where it is asked: null leaves a trial out. */
function shareOf(cases: readonly (readonly Rating[])[], holds: (rating: Rating) => boolean | null) {
  const shares = new ScoreColumnBuilder();
  for (const ratings of cases) {
    const mean = meanScore(
      ratings.map((rating) => {
        const answer = holds(rating);
        return answer === null ? null : Number(answer);
      }),
    );
    if (mean) shares.add(mean);
  }
  return estimate(shares.finish(), null);
}

function biasOf(cases: readonly (readonly Rating[])[]): Calibration['bias'] {
  const humans = new ScoreColumnBuilder();
  const judges = new ScoreColumnBuilder();
  for (const ratings of cases) {
    humans.add(meanScore(ratings.map(({ human }) => human)));
    judges.add(meanScore(ratings.map(({ judge }) => judge)));
  }
  return pairedDifference(humans.finish(), judges.finish(), null);
}

function lengthBiasOf(
  cases: readonly (readonly Rating[])[],
  all: readonly Rating[],
): Calibration['lengthBias'] {
  const { value, low, high } = rankCorrelation(
    cases.map((ratings) => mean(ratings.map(({ length }) => length))!),
    cases.map((ratings) => mean(ratings.map(({ human, judge }) => judge - human))!),
  );
  const lengthWhere = (holds: (rating: Rating) => boolean) =>
    mean(all.filter(holds).map(({ length }) => length));
  return {
    correlation: { value, low, high },
    judgeOnly: lengthWhere(({ humanPass, judgePass }) => judgePass && !humanPass),
    humanOnly: lengthWhere(({ humanPass, judgePass }) => humanPass && !judgePass),
  };
}

function mean(values: readonly number[]): number | null {
  return meanScore(values)?.mean ?? null;
}

/** The evidence that pairwise judges leave in their scores, labelled or not. */
class PositionTally {
  readonly #bias = new ScoreColumnBuilder();
  readonly #first = new ScoreColumnBuilder();

  add(score: Score): void {
    const { evidence } = score as { readonly evidence?: Readonly<Record<string, unknown>> };
    addShare(this.#bias, evidence?.positionBias);
    addShare(this.#first, evidence?.firstPosition);
  }

  finish(): PositionBias | null {
    const [bias, first] = [this.#bias, this.#first].map((shares) => {
      const found = estimate(shares.finish(), null);
      return found.n === 0 ? null : found;
    });
    return bias || first ? { bias: bias ?? null, first: first ?? null } : null;
  }
}

function addShare(shares: ScoreColumnBuilder, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return;
  shares.add(meanScore([value]));
}
