import Table from 'cli-table3';
import { ledgerOf } from '../../core/ledger.ts';
import type { BatchState } from '../../core/state.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { billStatement } from '../../render/wording/money.ts';
import { dollars, duration } from '../../render/wording/numbers.ts';
import { isSimulated } from '../../run/finish.ts';
import { findRun } from '../../run/run-folder.ts';
import { plainTable } from '../plain-table.ts';
import { standing } from '../progress.ts';
import { reportsFolder } from '../reports-folder.ts';

interface Options {
  readonly reports?: string;
  readonly json?: boolean;
}

const HOUR_MS = 3_600_000;
/** Unprocessed requests of a batch expire. */
const EXPIRY_MS = 24 * HOUR_MS;
/** Results are kept for 29 days from the batch's creation. */
const LOSS_MS = 29 * 24 * HOUR_MS;

export async function status(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const state = folder.readState();
  if (options.json) {
    console.log(
      JSON.stringify({ run: folder.manifest.id, finished: folder.finished, batches: state.batches }, null, 2),
    );
    return;
  }
  const now = Date.now();
  const simulated = isSimulated(folder, state) ? ' · SIMULATED' : '';
  console.log(
    `${folder.manifest.id} · ${visibleLine(folder.manifest.suite)} · ${standing(state)}${simulated}\n`,
  );
  // A batch's id takes half a line of 80 columns.
  const wide = !process.stdout.isTTY || process.stdout.columns >= 110;
  const table = new Table(
    plainTable(['#', 'Variant', 'Requests', 'State', 'Age', 'Left', 'Cost', ...(wide ? ['Batch'] : [])]),
  );
  for (const batch of state.batches) {
    const { number, variant, requests, status: stage, id, createdAt } = batch;
    const age = createdAt === null ? null : now - Date.parse(createdAt);
    table.push([
      String(number),
      visibleLine(variant),
      requests.lines.toLocaleString('en'),
      stage,
      duration(age === null ? null : age / 1000),
      left(batch, age),
      cost(batch),
      ...(wide ? [id ?? '–'] : []),
    ]);
  }
  console.log(table.toString());
  const ledger = ledgerOf(state);
  console.log(`\n${billStatement(ledger)}`);
  for (const variant of ledger.unpriced) console.log(` ! the cost of ${visibleLine(variant)} is not known`);
  for (const warning of state.batches.flatMap((batch) => warn(batch, now))) console.log(`\n ! ${warning}`);
}

/** Time to the 24-hour expiry while a batch is at work, then to the loss of its results. */
function left({ status: stage }: BatchState, age: number | null): string {
  if (age === null || !(stage === 'created' || stage === 'ended')) return '–';
  const until = stage === 'created' ? EXPIRY_MS : LOSS_MS;
  return duration(Math.max(0, until - age) / 1000);
}

/** What it cost, or the most it can. */
function cost({ status: stage, cost: billed, estimate }: BatchState): string {
  if (stage === 'collected') return dollars(billed);
  return stage === 'withdrawn' ? '–' : estimate ? `≤ ${dollars(estimate.most)}` : 'unknown';
}

function warn({ number, status: stage, createdAt }: BatchState, now: number): string[] {
  if (createdAt === null || !(stage === 'created' || stage === 'ended')) return [];
  const age = now - Date.parse(createdAt);
  if (age > LOSS_MS)
    return [`batch ${number}: its results were kept until 29 days after it was made, and are gone`];
  if (age > LOSS_MS - 72 * HOUR_MS)
    return [`batch ${number}: its results are lost in less than three days: assay resume`];
  if (stage === 'created' && age > EXPIRY_MS)
    return [`batch ${number}: what was not processed within 24 hours has expired: assay resume`];
  if (stage === 'created' && age > EXPIRY_MS - 2 * HOUR_MS) {
    return [`batch ${number}: what is not processed within two hours expires; it can be rerun`];
  }
  return [];
}
