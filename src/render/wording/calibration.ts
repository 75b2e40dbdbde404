import type { Calibration } from '../../model/calibration.ts';
import type { Attribution } from '../../model/grader.ts';
import type { Quote } from './comparison.ts';
import { correctionText } from './corrections.ts';
import { FEW_LABELS, kappaText } from './judges.ts';
import { count, counted, percent, points, pointsInterval, twoDecimals, withEnds } from './numbers.ts';

/** Places listed of what fits no answer. */
const LISTED = 5;

/** What decides: how often, and on which side, the judge errs. */
export function calibrationTitle({ grader, n, confusion }: Calibration, quote: Quote): string {
  const alike = confusion.bothPass + confusion.bothFail;
  return `${quote(grader)} agrees with humans on ${percent(alike / n)} of ${counted(n, 'label')}`;
}

/** The figures, a sentence each, in the order of their weight. */
export function calibrationStatements(calibration: Calibration, quote: Quote): readonly string[] {
  const { agreement, truePositiveRate, trueNegativeRate, n, cases, kappa, ac1, levels } = calibration;
  return [
    `Agreement ${withEnds(agreement)} over ${counted(cases, 'case')}`,
    `Catches ${withEnds(truePositiveRate)} of passes (TPR), ${withEnds(trueNegativeRate)} of failures (TNR)`,
    biasStatement(calibration),
    ...correctedStatements(calibration, quote),
    `Cohen's ${kappaText(kappa)}${methodOf(kappa.method)}`,
    ...(ac1 === null
      ? []
      : [`Gwet's ${kappaText(ac1, 'AC1')}: nearly all labels are of one class, where kappa says little`]),
    ...(levels === null
      ? []
      : [`Quadratic-weighted ${kappaText(levels.kappa)}, of scores at ${levels.levels.length} levels`]),
    ...lengthStatements(calibration),
    ...positionStatements(calibration),
    ...thresholdStatements(calibration, n),
  ];
}

/** What is to be known before any figure is believed. */
export function calibrationWarnings(calibration: Calibration, quote: Quote): readonly string[] {
  const { n, unmatched, unanswered, failed, simulated } = calibration;
  const listed = unmatched
    .slice(0, LISTED)
    .map((id) => quote(id))
    .join(', ');
  const more = unmatched.length > LISTED ? ` and ${count(unmatched.length - LISTED)} more` : '';
  return [
    ...(simulated ? ['The answers were made up by a local simulator: this says nothing of any model'] : []),
    ...(n < FEW_LABELS ? [`Fewer than ${FEW_LABELS} labels: of these figures only the counts say much`] : []),
    ...(unmatched.length > 0
      ? [`No answer of the run fits ${counted(unmatched.length, 'label')}, left out: ${listed}${more}`]
      : []),
    ...(unanswered > 0 ? [`${counted(unanswered, 'labelled trial')} left out: no answer`] : []),
    ...(failed > 0 ? [`${counted(failed, 'labelled answer')} left out: the judge could not score them`] : []),
  ];
}

function methodOf(method: Calibration['kappa']['method']): string {
  if (method === null) return '';
  return {
    'large-sample': '',
    bca: ', by bootstrap over cases',
    wilson: ', from the limits of the agreement: nothing varied',
  }[method];
}

function biasStatement({ bias }: Calibration): string {
  const ends = pointsInterval(bias.low, bias.high);
  return `Bias, judge − humans: ${points(bias.mean)} points${ends === null ? '' : ` (95 % interval ${ends})`}`;
}

/** Of each variant, its score as judged and as people would give it. */
function correctedStatements({ corrected }: Calibration, quote: Quote): readonly string[] {
  return corrected.flatMap(({ variant, judged, correction }) =>
    correction === null
      ? []
      : [
          `${quote(variant)}: ${correctionText(judged, correction)}, by ${counted(correction.labels, 'labelled case')}`,
        ],
  );
}

function lengthStatements({ lengthBias, confusion }: Calibration): readonly string[] {
  const { correlation, judgeOnly, humanOnly } = lengthBias;
  if (correlation.value === null) return [];
  const { low, high } = correlation;
  const clear = low !== null && high !== null && (low > 0 || high < 0);
  const ends = low === null || high === null ? 'no interval' : `${twoDecimals(low)} to ${twoDecimals(high)}`;
  const found = !clear
    ? 'no clear length bias'
    : correlation.value > 0
      ? 'it favours longer answers'
      : 'it favours shorter answers';
  const means = [
    ...(judgeOnly === null
      ? []
      : [`${count(judgeOnly)} characters where only the judge passes (${count(confusion.judgeOnly)})`]),
    ...(humanOnly === null
      ? []
      : [`${count(humanOnly)} where only humans pass (${count(confusion.humanOnly)})`]),
  ];
  const sentence = `Length: ${found}; Spearman's ρ of length with judge − human = ${twoDecimals(correlation.value)} (${ends})`;
  return [means.length === 0 ? sentence : `${sentence}; mean ${means.join(', ')}`];
}

function positionStatements({ positionBias }: Calibration): readonly string[] {
  if (positionBias === null) return [];
  const { bias, first } = positionBias;
  const parts = [
    ...(bias === null ? [] : [`position bias ${withEnds(bias)} of ${counted(bias.n, 'score')}`]),
    ...(first === null
      ? []
      : [`preferred what stood first in ${withEnds(first)} of ${counted(first.n, 'score')}`]),
  ];
  return [`Position: ${parts.join('; ')}`];
}

function thresholdStatements({ threshold, agreement, cut }: Calibration, n: number): readonly string[] {
  if (threshold === null) return [];
  const { value, youden, agreement: share } = threshold;
  return [
    `Suggested threshold ${decimal(value)} (J = ${twoDecimals(youden)}, agreement ${percent(share)}; now ${percent(agreement.mean)}, a number passing from ${decimal(cut)}): chosen on these ${counted(n, 'label')}, so confirm it on others`,
  ];
}

/** Who labelled, when and why: what is known of it. */
export function saidBy({ by, at, why }: Attribution): readonly string[] {
  return [by, at, why].filter((part) => part !== null);
}

/** Without noise: a threshold is to be copied. */
export function decimal(value: number): string {
  return String(Number(value.toPrecision(6)));
}
