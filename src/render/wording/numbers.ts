import type { Difference } from '../../model/comparison.ts';
import type { Dollars } from '../../model/record.ts';
import type { CostSummary, Estimate, Summary, VariantSummary } from '../../model/summary.ts';

/** What stands where there is nothing to say. */
export const NONE = '–';
const MINUS = '−';

/** 12345 → `12,345`. */
export function count(value: number): string {
  return grouped(value.toFixed(0));
}

/** 0.6724 → `67.2`. One decimal, more where it would say 0.0 or 100.0 of something that is neither. */
export function percentNumber(share: number): string {
  const value = share * 100;
  for (const decimals of [1, 2, 3]) {
    const text = value.toFixed(decimals);
    if (decided(text, share)) return text;
  }
  return share < 0.5 ? '0.001' : '99.999';
}

function decided(text: string, share: number): boolean {
  return (Number(text) !== 0 || share === 0) && (Number(text) !== 100 || share === 1);
}

/** 0.6724 → `67.2 %`; null → `–`. */
export function percent(share: number | null): string {
  return share === null ? NONE : `${percentNumber(share)} %`;
}

/** 0.7149 → `0.71`, for coefficients in [-1, 1]. */
export function twoDecimals(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return (value < 0 && Number(digits) !== 0 ? MINUS : '') + digits;
}

/** A difference of shares in percentage points: 0.028 → `+2.8`; null → `–`. */
export function points(difference: number | null): string {
  if (difference === null) return NONE;
  const size = Math.abs(difference * 100);
  if (size < 1e-9) return '0.0';
  const digits = size >= 0.05 ? size.toFixed(1) : fixed(size, 1);
  return (difference < 0 ? MINUS : '+') + digits;
}

/** The size of a difference in percentage points: 0.0512 → `5.1`; from ten on without decimals. */
export function size(difference: number): string {
  const value = Math.abs(difference) * 100;
  return value >= 9.95 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '');
}

/** What of a rate may be claimed: `95 % interval 73–86 %`; the ends of a narrow one with a decimal. */
export function percentEnds({ low, high }: { readonly low: number; readonly high: number }): string {
  const digits = high - low < 0.1 ? 1 : 0;
  return `95 % interval ${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)} %`;
}

/** How many times as much: 0.6188 → `0.62`, 12.34 → `12.3`, 0.0004 → `≤0.001`. */
export function times(ratio: number): string {
  if (ratio < 0.001) return '≤0.001';
  if (ratio >= 99.95) return count(ratio);
  return ratio >= 9.995 ? ratio.toFixed(1) : ratio >= 1 ? ratio.toFixed(2) : fixed(ratio, 2);
}

/** Milliseconds in seconds, without the unit: 4120 → `4.1`, 38 → `0.038`. */
export function secondsNumber(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds === 0) return '0';
  return seconds >= 1 ? grouped(seconds.toFixed(1)) : fixed(seconds, 2);
}

/** The confidence of an interval: 0.95 → `95 %`, 0.98333 → `98.3 %`. */
export function confidence(level: number): string {
  return `${Number((level * 100).toPrecision(level > 0.999 ? 6 : 3))} %`;
}

/** The ends of a difference's interval: `+2.2 to +3.4`; null where there is none. */
export function pointsInterval(low: number | null, high: number | null): string | null {
  return low === null || high === null ? null : `${points(low)} to ${points(high)}`;
}

/** A difference with its 95 % interval, or one that says its level: `+2.8 (+2.2 to +3.4)`; `–` where there is none. */
export function pointsWithEnds(difference: Difference | null): string {
  if (difference === null || difference.mean === null) return NONE;
  const ends = endsWithLevel(difference);
  return ends === null ? points(difference.mean) : `${points(difference.mean)} (${ends})`;
}

/** `+2.2 to +3.4`, with its level where that is not the usual one: `+2.1 to +3.5 at 97.5 %`; null where there is none. */
export function endsWithLevel({
  low,
  high,
  confidence: level,
}: Pick<Difference, 'low' | 'high' | 'confidence'>): string | null {
  const ends = pointsInterval(low, high);
  return ends === null || Math.abs(level - 0.95) < 1e-9 ? ends : `${ends} at ${confidence(level)}`;
}

/** The ends of an interval: `66.2 – 68.1 %`; `–` where there is none. */
export function interval({ low, high }: Estimate): string {
  return low === null || high === null ? NONE : `${percentNumber(low)} – ${percentNumber(high)} %`;
}

/** An estimate in few columns: `67.2 % (66.3–68.1)`; the ends of a wide interval without decimals; `–` of none. */
export function withEnds(estimate: Estimate | null): string {
  const { mean, low, high } = estimate ?? { mean: null };
  if (mean === null) return NONE;
  if (low === null || high === null) return percent(mean);
  const digits = high - low < 0.1 ? 1 : 0;
  return `${percent(mean)} (${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)})`;
}

/** US dollars, with two significant digits where cents do not show them: `$0.00042`. Null is `unknown`. */
export function dollars(amount: Dollars): string {
  if (amount === null) return 'unknown';
  if (amount === 0) return '$0';
  return `$${grouped(amount >= 1 ? amount.toFixed(2) : fixed(amount, 2))}`;
}

/** What a variant cost, with the part that is known where some of it is not. */
export function totalDollars({ total, known }: Pick<CostSummary, 'total' | 'known'>): string {
  if (total !== null || known === 0) return dollars(total);
  return `unknown (at least ${dollars(known)})`;
}

/** An amount of a variant's; `–` for recorded answers, which were not bought here. */
export function variantDollars({ model }: VariantSummary, amount: Dollars): string {
  return model === null ? NONE : dollars(amount);
}

/** What a thousand correct answers cost; `–` also where nothing was correct. */
export function perThousandCorrect(variant: VariantSummary): string {
  const { total, perCorrect } = variant.cost;
  if (perCorrect !== null) return variantDollars(variant, perCorrect * 1000);
  return total === null ? variantDollars(variant, null) : NONE;
}

/** With its 95 % interval, where there is one: `$3.41 ($3.30–$3.52)`. */
export function perThousandCorrectWithEnds(variant: VariantSummary): string {
  const amount = perThousandCorrect(variant);
  const { perCorrectEnds: ends } = variant.cost;
  if (ends === null || variant.model === null) return amount;
  return `${amount} (${dollars(ends.low * 1000)}–${dollars(ends.high * 1000)})`;
}

/**
 * What the whole run cost: all that was asked of a model, also what was bought twice. Recorded answers have a
 * cost elsewhere, if any, and so have those that an earlier run bought.
 */
export function runCost({ variants, ledger }: Summary): string {
  if (variants.every(({ model }) => model === null)) return NONE;
  let total: Dollars = ledger.lost;
  let known = ledger.lost;
  for (const { model, cost } of variants) {
    if (model === null) continue;
    total = total === null || cost.total === null ? null : total + cost.total - cost.reused;
    known += cost.known - cost.reused;
  }
  return totalDollars({ total, known });
}

/** 1234 → `1,234`; 1234567 → `1.2M`. */
export function tokens(value: number): string {
  if (value >= 999_950_000) return `${(value / 1e9).toFixed(1)}B`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  return count(value);
}

/** 724 → `12m 04s`; null → `–`. */
export function duration(seconds: number | null): string {
  if (seconds === null) return NONE;
  if (seconds < 10 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${padded(whole % 60)}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h ${padded(minutes % 60)}m`;
  return `${Math.floor(minutes / 1440)}d ${padded(Math.floor(minutes / 60) % 24)}h`;
}

/** `1 case`, `2 cases`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `2026-11-20T12:31:05.000Z` → `20 Nov 2026, 12:31 UTC`; anything else as it is. */
export function dateTime(iso: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)\S*Z$/.exec(iso);
  const month = parts && MONTHS[Number(parts[2]) - 1];
  return month ? `${Number(parts[3])} ${month} ${parts[1]}, ${parts[4]} UTC` : iso;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A number below one with so many significant digits, never in exponent notation; at least two decimals for 2. */
function fixed(value: number, significant: number): string {
  const decimals = significant - 1 - Math.floor(Math.log10(value));
  return value.toFixed(Math.min(20, Math.max(significant, decimals)));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
