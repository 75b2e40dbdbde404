import type { JudgeStanding } from '../../model/kept-calibration.ts';
import type { Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { correctionStatements, raterStatement } from './corrections.ts';
import { counted, percent, twoDecimals } from './numbers.ts';

/** Fewer labels than these say little, whatever they say. */
export const FEW_LABELS = 20;

/** Of every judge, whether people's labels show how far it is to be believed, and what they make of its scores. */
export function judgeStatements(summary: Summary, quote: Quote): readonly string[] {
  const agreement = raterStatement(summary.raters, quote);
  return [
    ...standingStatements(summary, quote),
    ...correctionStatements(summary, quote),
    ...(agreement === null ? [] : [agreement]),
  ];
}

/** Of a kept calibration, and of there being none; labels of the run's own answers speak for themselves. */
function standingStatements({ variants }: Summary, quote: Quote): readonly string[] {
  const judges = new Map<string, JudgeStanding>();
  const graders = variants.flatMap((variant) => variant.graders);
  const isLabelled = (judge: string) =>
    graders.some(({ name, labelled }) => name === judge && labelled !== null);
  for (const { name, calibration } of graders) {
    if (calibration && (calibration.calibration || !isLabelled(name))) judges.set(name, calibration);
  }
  return Array.from(judges, ([name, standing]) => `Judge ${quote(name)}: ${standingOf(standing)}`);
}

/** What scores say beside themselves, on average: a panel's agreement, a pair's position bias, a rubric's parts. */
export function evidenceStatements({ variants }: Summary, quote: Quote): readonly string[] {
  return variants.flatMap(({ name: variant, graders }) =>
    graders.flatMap(({ name, evidence }) => {
      const parts = Object.entries(evidence).map(([what, mean]) => `${quote(what)} ${percent(mean)}`);
      return parts.length === 0
        ? []
        : [`${quote(name)} of ${quote(variant)}, on average: ${parts.join(', ')}`];
    }),
  );
}

function standingOf({ status, calibration }: JudgeStanding): string {
  if (calibration === null) return 'not calibrated';
  if (status === 'stale') return 'calibration is of another version of the judge';
  const { labels, kappa, agreement, simulated } = calibration;
  const of = simulated ? ' in a simulated run' : '';
  const few = labels < FEW_LABELS ? ', too few to say much' : '';
  return `calibrated on ${counted(labels, 'label')}${of}${few}, ${kappaText(kappa)}, agreement ${percent(agreement.value)}`;
}

/** `κ = 0.71 (0.60 to 0.80)`. */
export function kappaText(
  { value, low, high }: { value: number | null; low: number | null; high: number | null },
  sign = 'κ',
): string {
  if (value === null) return `${sign} undefined: humans and judge know one class only`;
  const ends = low === null || high === null ? 'no interval' : `${twoDecimals(low)} to ${twoDecimals(high)}`;
  return `${sign} = ${twoDecimals(value)} (${ends})`;
}
