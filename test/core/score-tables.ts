import {
  ACCURACY,
  type ScoreTable,
  ScoreTableBuilder,
  type TableOrigin,
} from '../../src/core/score-table.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { expired, record } from './builders.ts';

/** A case of a table: what it is, and each variant's samples; null: no answer. */
export interface Row {
  readonly id?: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly cluster?: string;
  readonly tags?: readonly string[];
  readonly scores: Readonly<Record<string, readonly (number | null)[] | number | null>>;
  /** US dollars an answer. */
  readonly cost?: Readonly<Record<string, number | null>>;
}

/** A table of variants whose one grader, `exact`, gives these scores; 0 and 1 are fail and pass. */
export function tableOf(rows: readonly Row[], origin: Partial<TableOrigin> = {}): ScoreTable {
  const names = Object.keys(rows[0]?.scores ?? { a: 0, b: 0 });
  const builder = new ScoreTableBuilder(
    names.map((name) => ({ name, model: `claude-${name}` })),
    [ACCURACY, 'exact'],
  );
  rows.forEach((row, index) => {
    const { id = `case-${index}`, input = index, expected = null, tags = [], scores, cost = {} } = row;
    const cluster = row.cluster === undefined ? {} : { cluster: row.cluster };
    builder.addCase(
      { id, input, expected, tags, ...cluster },
      names.map((name) => [scores[name] ?? null].flat().map((value) => recordOf(value, cost[name]))),
    );
  });
  return builder.finish({
    suite: 'suite',
    run: 'run',
    createdAt: '2026-11-20T00:00:00Z',
    file: null,
    dataset: 'hash',
    pricesDate: '2026-11-09',
    graders: { exact: 'v1' },
    simulated: false,
    roles: new Map([['exact', 'gate']]),
    ...origin,
  });
}

function recordOf(value: number | null, cost: number | null = 0.001): TrialRecord {
  if (value === null) return expired();
  const decides = value === 0 || value === 1;
  return record({
    pass: decides ? value === 1 : null,
    scores: { exact: { outcome: 'scored', score: value, pass: decides ? value === 1 : null } },
    cost,
  });
}

/** Rows of 0/1 scores of `a` and `b`: both pass, only a, only b, neither. */
export function flips(n11: number, n10: number, n01: number, n00: number, more: Partial<Row> = {}): Row[] {
  const rows = (count: number, a: number, b: number) =>
    Array.from({ length: count }, (): Row => ({ ...more, scores: { a, b } }));
  return [...rows(n11, 1, 1), ...rows(n10, 1, 0), ...rows(n01, 0, 1), ...rows(n00, 0, 0)];
}
