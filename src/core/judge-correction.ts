import type { JudgeStanding } from '../model/kept-calibration.ts';
import type { GraderSummary } from '../model/summary.ts';
import {
  correctedByCalibration,
  correctedByLabels,
  correctedDifference,
  isNoBetterThanChance,
  type JudgedCases,
} from './correct-judge.ts';
import type { VariantColumns } from './score-table.ts';
import { type ClusterColumn, selectClusters } from './stats/cluster-robust.ts';
import { scoredPlaces, selectScores } from './stats/scores.ts';

/** What people's labels say of a grader, if it is a judge. */
type JudgeCorrection = Pick<
  GraderSummary,
  'calibration' | 'corrected' | 'correctedDifference' | 'uncorrectable'
>;

interface Labels {
  /** Whose answers they are. */
  readonly run: string;
  readonly columns: VariantColumns;
  readonly clusters: ClusterColumn;
  /** The graders that hold people's labels. */
  readonly people: readonly string[];
  /** Null: the columns are the baseline's. */
  readonly baseline: VariantColumns | null;
}

/**
 * What people's labels make of a judge's scores: those of this run's answers, else those of a kept calibration.
 *
 * @param judge null: it is none.
 */
export function correctionOf(
  grader: string,
  judge: JudgeStanding | null,
  { run, columns, clusters, people, baseline }: Labels,
): JudgeCorrection {
  const none = { calibration: judge, corrected: null, correctedDifference: null, uncorrectable: false };
  if (judge === null) return none;
  const own = judgedCases(columns, clusters, grader, people);
  if (own.labels.some((label) => !Number.isNaN(label))) {
    return {
      ...none,
      corrected: correctedByLabels(own),
      correctedDifference:
        baseline && correctedDifference(judgedCases(baseline, clusters, grader, people), own),
    };
  }
  const scores = columns.metrics.get(grader)!;
  // Its own labels are not those of other answers.
  if (judge.status !== 'calibrated' || judge.calibration!.run === run || !scores.binary) return none;
  const places = scoredPlaces(scores);
  return {
    ...none,
    corrected: correctedByCalibration(
      selectScores(scores, places),
      selectClusters(clusters, places),
      judge.calibration!,
    ),
    uncorrectable: isNoBetterThanChance(judge.calibration!),
  };
}

/** Where several people labelled a case, their mean counts. */
function judgedCases(
  { metrics }: VariantColumns,
  clusters: ClusterColumn,
  judge: string,
  people: readonly string[],
): JudgedCases {
  const judged = metrics.get(judge)!.means;
  const columns = people.map((person) => metrics.get(person)!.means);
  const labels = judged.map((_, place) => {
    const given = columns.map((column) => column[place]!).filter((label) => !Number.isNaN(label));
    return given.reduce((sum, label) => sum + label, 0) / given.length;
  });
  return { labels, judged, clusters };
}
