import Table from 'cli-table3';
import { ledgerOf } from '../../core/ledger.ts';
import type { BatchState } from '../../core/state.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { ageWarnings, leftText } from '../../render/wording/batch-age.ts';
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
      leftText(batch, now),
      cost(batch),
      ...(wide ? [id ?? '–'] : []),
    ]);
  }
  console.log(table.toString());
  const ledger = ledgerOf(state);
  console.log(`\n${billStatement(ledger)}`);
  for (const variant of ledger.unpriced) console.log(` ! the cost of ${visibleLine(variant)} is not known`);
  for (const warning of state.batches.flatMap((batch) => ageWarnings(batch, now)))
    console.log(`\n ! ${warning}`);
}

/** What it cost, or the most it can. */
function cost({ status: stage, cost: billed, estimate }: BatchState): string {
  if (stage === 'collected') return dollars(billed);
  return stage === 'withdrawn' ? '–' : estimate ? `≤ ${dollars(estimate.most)}` : 'unknown';
}
