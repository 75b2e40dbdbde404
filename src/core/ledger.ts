import type { Ledger, LedgerLine } from '../model/ledger.ts';
import type { Dollars } from '../model/record.ts';
import { addRanges } from './estimate.ts';
import { addDollars } from './record.ts';
import type { BatchState, RunState } from './state.ts';

/** The run's money, from its journal alone. */
export function ledgerOf({ batches }: RunState): Ledger {
  const total = { settled: 0, committed: 0, due: 0, lost: 0, saved: 0 };
  const unpriced = new Set<string>();
  const lines = new Map<string, LedgerLine>();
  for (const batch of batches) {
    const line = lineOf(batch);
    const key = `${line.purpose} ${line.attempt} ${line.variant}`;
    const known = lines.get(key);
    lines.set(key, known ? addLines(known, line) : line);
    for (const part of [line.settled, line.open, line.lost]) if (part === null) unpriced.add(batch.variant);
    total.settled += line.settled ?? 0;
    total[batch.status === 'packed' ? 'due' : 'committed'] += line.open ?? 0;
    total.lost += line.lost ?? 0;
    total.saved += line.saved ?? 0;
  }
  return { ...total, unpriced: [...unpriced], lines: [...lines.values()] };
}

function lineOf(batch: BatchState): LedgerLine {
  const { variant, purpose, attempt, requests, estimate, status, cost, duplicates, reusedFrom } = batch;
  const isReused = reusedFrom !== null;
  const isOpen = status !== 'collected' && status !== 'withdrawn';
  return {
    variant,
    purpose: isReused ? 'reused' : purpose,
    attempt,
    batches: 1,
    requests: requests.lines,
    estimate: isReused || status === 'withdrawn' ? { least: 0, most: 0 } : estimate,
    settled: status === 'collected' && !isReused ? cost : 0,
    open: isOpen ? (estimate?.most ?? null) : 0,
    lost: addDollars(duplicates.map((duplicate): Dollars => duplicate.cost)),
    saved: isReused ? cost : 0,
  };
}

function addLines(a: LedgerLine, b: LedgerLine): LedgerLine {
  const sum = (part: 'settled' | 'open' | 'lost' | 'saved') => addDollars([a[part], b[part]]);
  return {
    ...a,
    batches: a.batches + b.batches,
    requests: a.requests + b.requests,
    estimate: addRanges(a.estimate, b.estimate),
    settled: sum('settled'),
    open: sum('open'),
    lost: sum('lost'),
    saved: sum('saved'),
  };
}
