import type { Confusion, Correction, RaterAgreement } from '../../model/agreement.ts';
import type { GraderSummary, Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { count, counted, percent, percentEnds, points, pointsInterval, twoDecimals } from './numbers.ts';

/** What people's labels make of a judge's scores, a sentence for each judge and variant, and one for its difference. */
export function correctionStatements({ variants, baseline }: Summary, quote: Quote): readonly string[] {
  return variants.flatMap(({ name, graders }) =>
    graders.flatMap((grader) => [
      ...meanStatements(grader, `Judge ${quote(grader.name)} of ${quote(name)}`),
      ...differenceStatements(grader, quote(name), quote(baseline), quote),
    ]),
  );
}

function meanStatements(
  { labelled, corrected, uncorrectable, mean }: GraderSummary,
  who: string,
): readonly string[] {
  if (uncorrectable) {
    return [`${who}: judge cannot be corrected: its calibration shows it to be no better than chance`];
  }
  if (labelled === null) {
    return corrected === null
      ? []
      : [`${who}: ${correctionText(mean.mean, corrected)} by its calibration on ${countLabels(corrected)}`];
  }
  if (corrected === null) {
    const { alike, labels } = agreementOf(labelled);
    return [
      `${who}: agrees with humans on ${count(alike)} of ${counted(labels, 'label')}, too few to correct it`,
    ];
  }
  return [`${who}: ${agreementText(labelled)}; ${correctionText(mean.mean, corrected)}`];
}

function countLabels({ labels }: Correction): string {
  return counted(labels, 'label');
}

/** `judged 86.0 %, corrected 80.0 % (95 % interval 73–86 %)`. */
export function correctionText(judged: number | null, correction: Correction): string {
  return `judged ${percent(judged)}, corrected ${percent(correction.mean)} (${percentEnds(correction)})`;
}

/** `agrees with humans on 89.0 % of 120 (catches 97.0 % of passes, 58.0 % of failures)`. */
function agreementText(confusion: Confusion): string {
  const { bothPass, humanOnly, judgeOnly, bothFail } = confusion;
  const { alike, labels } = agreementOf(confusion);
  const [passes, failures] = [bothPass + humanOnly, judgeOnly + bothFail];
  const caught = [
    ...(passes > 0 ? [`${percent(bothPass / passes)} of passes`] : []),
    ...(failures > 0 ? [`${percent(bothFail / failures)} of failures`] : []),
  ];
  return `agrees with humans on ${percent(alike / labels)} of ${count(labels)} (catches ${caught.join(', ')})`;
}

function agreementOf({ bothPass, humanOnly, judgeOnly, bothFail }: Confusion) {
  return { alike: bothPass + bothFail, labels: bothPass + humanOnly + judgeOnly + bothFail };
}

function differenceStatements(
  { name, correctedDifference }: GraderSummary,
  variant: string,
  baseline: string,
  quote: Quote,
): readonly string[] {
  if (correctedDifference === null) return [];
  const { mean, low, high, labels } = correctedDifference;
  const found = low > 0 ? `${variant} is better` : high < 0 ? `${variant} is worse` : 'no clear difference';
  return [
    `${variant} vs ${baseline} by ${quote(name)}, corrected by people's labels: ${points(mean)} points (95 % interval ${pointsInterval(low, high)}), ${counted(labels, 'case')} labelled for both: ${found}`,
  ];
}

/** How far people agree who labelled the same answers; null: none did. */
export function raterStatement(raters: RaterAgreement | null, quote: Quote): string | null {
  if (raters === null) return null;
  const who = `People who labelled the same ${counted(raters.answers, 'answer')} (${raters.raters.map((rater) => quote(rater)).join(', ')})`;
  const { value, low, high } = raters.alpha;
  if (value === null) return `${who}: all labels equal, so there is no agreement beyond chance to measure`;
  const ends = low === null || high === null ? 'no interval' : `${twoDecimals(low)} to ${twoDecimals(high)}`;
  return `${who}: Krippendorff's α = ${twoDecimals(value)} (${ends})`;
}
