import { createHash } from 'node:crypto';
import type { CaseDetail } from '../../model/case-view.ts';
import type { Report } from '../../model/report.ts';
import type { Summary } from '../../model/summary.ts';
import type { BlockRow } from '../../pack/blocks.ts';
import { type Judging, worstChanges } from '../../pack/changes.ts';
import {
  type CaseColumns,
  type ColumnsLayout,
  type EncodeOptions,
  encodeColumns,
} from '../../pack/columns.ts';
import type { PackIndex } from '../../pack/pack-index.ts';
import { textOrder } from '../../pack/text-order.ts';
import { primaryScore } from '../wording/primary-score.ts';
import { collectColumns } from './collect-columns.ts';
import { packRow, type SharedRequest, sharedRequests } from './pack-row.ts';
import { base64Length, deflate } from './text-blocks.ts';

/** Cases that a page lists before its program has run, and without it. */
const FIRST_ROWS = 14;
/** Share of the budget that columns may take as they are. */
const COLUMNS_SHARE = 0.2;

/** All that a page says of the cases, but for its texts. */
export interface PreparedCases {
  readonly graders: PackIndex['graders'];
  readonly judging: Judging;
  readonly layout: ColumnsLayout;
  /** Compressed. */
  readonly columns: Buffer;
  /** Of each case in the order of the run, places in `CHANGES`. */
  readonly changes: Uint8Array;
  /** In which the texts stand. */
  readonly order: Uint32Array;
  /** The first cases of it. */
  readonly first: readonly CaseDetail[];
  readonly shared: readonly SharedRequest[];
  /** Digest of what a side file must agree in with the page. */
  readonly key: string;
}

/** @param budget bytes of the page; null: as many as it takes. */
export function prepareCases(report: Report, budget: number | null): PreparedCases {
  const graders = gradersOf(report.summary);
  const judging = judgingOf(report.summary, graders);
  const columns = collectColumns(
    report,
    graders.map(({ name }) => name),
  );
  const order = textOrder(columns, judging);
  const first = [...report.details(order.subarray(0, FIRST_ROWS))];
  return {
    graders,
    judging,
    ...compress(columns, judging, budget),
    changes: worstChanges(columns, judging),
    order,
    first,
    shared: sharedRequests(report.summary.variants, first),
    key: keyOf(report, order),
  };
}

/** All texts in their order, read as they are asked for. */
export function* rowsOf(report: Report, { order, shared }: PreparedCases): Generator<BlockRow> {
  for (const detail of report.details(order)) yield packRow(detail, shared);
}

/** Of a regraded run texts differ, and may stand in another order. */
function keyOf({ summary }: Report, order: Uint32Array): string {
  const hash = createHash('sha256').update(JSON.stringify(summary));
  return hash.update(new Uint8Array(order.buffer)).digest('hex').slice(0, 32);
}

function gradersOf({ variants }: Summary): PackIndex['graders'] {
  const all = variants.flatMap(({ graders }) => graders);
  const byName = new Map(all.map((grader) => [grader.name, grader]));
  return Array.from(byName.values(), ({ name, role, calibration }) => ({
    name,
    role,
    isJudge: calibration !== null,
  }));
}

/** By passes where anything decides, else by the first metric. */
function judgingOf(summary: Summary, graders: PackIndex['graders']): Judging {
  const found = summary.variants.findIndex(({ name }) => name === summary.baseline);
  const score = primaryScore(summary);
  const isByPasses = score === null || score.isAccuracy;
  return {
    baseline: Math.max(0, found),
    grader: isByPasses ? null : graders.findIndex(({ name }) => name === score.head),
  };
}

function compress(columns: CaseColumns, { grader }: Judging, budget: number | null) {
  const encode = (options: EncodeOptions) => {
    const { layout, bytes } = encodeColumns(columns, options);
    return { layout, columns: deflate(bytes) };
  };
  const exact = encode({ coarse: false, exactGrader: grader });
  if (budget === null || base64Length(exact.columns.length) <= budget * COLUMNS_SHARE) return exact;
  return encode({ coarse: true, exactGrader: grader });
}
