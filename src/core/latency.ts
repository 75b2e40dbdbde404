import type { LatencyQuantile, LatencySummary } from '../model/summary.ts';
import { ALPHA } from './stats/interval.ts';
import { quantileInterval } from './stats/order-statistic.ts';

/** @param latencies milliseconds, an answer each, in any order. @returns null of none. */
export function latencyOf(latencies: Float64Array): LatencySummary | null {
  if (latencies.length === 0) return null;
  const sorted = latencies.toSorted();
  const at = (q: number): LatencyQuantile => {
    const { value, low, high } = quantileInterval(sorted, q, ALPHA);
    return { value: value!, low, high };
  };
  return { p50: at(0.5), p95: at(0.95) };
}
