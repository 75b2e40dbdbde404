import type { LatencyQuantile, Summary, VariantSummary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { counted, secondsNumber, withEnds } from './numbers.ts';

/** What a variant's several samples come to, and how long its answers took: a sentence each. */
export function sampleStatements({ variants }: Summary, quote: Quote): readonly string[] {
  return variants.flatMap((variant) =>
    [repeatedText(variant), latencyText(variant)].flatMap((text) =>
      text === null ? [] : [`${quote(variant.name)}: ${text}`],
    ),
  );
}

/** `pass@5 91.0 % (87–94), pass^5 48.0 % (41–55) (5 samples a case): often right, rarely every time`. */
function repeatedText({ repeated, accuracy }: VariantSummary): string | null {
  if (repeated === null) return null;
  const { k, passAtK, passHatK } = repeated;
  if (passAtK.mean === null || passHatK.mean === null) {
    return `pass@${k} and pass^${k} need ${k} samples of a case that pass or fail`;
  }
  const basis =
    passAtK.n === accuracy?.n ? '' : `, on the ${counted(passAtK.n, 'case')} that have all of them`;
  const contrast = passAtK.mean >= 0.5 && passHatK.mean < 0.5 ? ': often right, rarely every time' : '';
  return `pass@${k} ${withEnds(passAtK)}, pass^${k} ${withEnds(passHatK)}, ${k} samples a case${basis}${contrast}`;
}

/** `p50 latency 1.2 s (95 % interval 1.1–1.4 s), p95 latency ≥ 3.6 s`. */
function latencyText({ latency }: VariantSummary): string | null {
  if (latency === null) return null;
  return `${quantileText('p50', latency.p50)}, ${quantileText('p95', latency.p95)}`;
}

function quantileText(name: string, { value, low, high }: LatencyQuantile): string {
  if (low !== null && high !== null) {
    const ends = `${secondsNumber(low)}–${secondsNumber(high)} s`;
    return `${name} latency ${secondsNumber(value)} s (95 % interval ${ends})`;
  }
  if (low !== null) return `${name} latency ≥ ${secondsNumber(low)} s`;
  return `${name} latency ${secondsNumber(value)} s (too few answers for an interval)`;
}
