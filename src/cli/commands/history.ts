import Table from 'cli-table3';
import { historyLines } from '../../core/history.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { HistoryLine } from '../../model/history.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { shortVerdict } from '../../render/wording/comparison.ts';
import { dollars, NONE, percent, percentNumber } from '../../render/wording/numbers.ts';
import { listRuns, type RunFolder } from '../../run/run-folder.ts';
import { plainTable } from '../plain-table.ts';
import { reportsFolder } from '../reports-folder.ts';

interface Options {
  readonly variant?: string;
  readonly reports?: string;
  readonly json?: boolean;
}

/** The runs of a suite, oldest first, a line a variant. */
export async function history(suite: string, options: Options): Promise<void> {
  const runs = runsOf(suite, listRuns(reportsFolder(options.reports)));
  const lines = runs.filter(({ finished }) => finished).flatMap(({ summary }) => historyLines(summary));
  const chosen = chosenOf(lines, options.variant);
  if (options.json) console.log(JSON.stringify(chosen, null, 2));
  else if (chosen.length > 0) console.log(tableOf(chosen));
  const open = runs.filter(({ finished }) => !finished);
  if (open.length > 0) {
    console.error(
      `Not shown, for want of a summary: ${open.map(({ manifest }) => manifest.id).join(', ')}. assay resume makes it`,
    );
  }
}

/** Oldest first; a run that was copied is there once. */
function runsOf(suite: string, all: readonly RunFolder[]): readonly RunFolder[] {
  const own = new Map(
    all.filter(({ manifest }) => manifest.suite === suite).map((run) => [run.manifest.id, run]),
  );
  if (own.size > 0) return [...own.values()].reverse();
  const suites = [...new Set(all.map(({ manifest }) => manifest.suite))];
  throw new UserError(
    `there are no runs of a suite "${suite}"`,
    suites.length === 0 ? 'assay run makes one' : didYouMean(suite, suites),
  );
}

function chosenOf(lines: readonly HistoryLine[], variant: string | undefined): readonly HistoryLine[] {
  if (variant === undefined) return lines;
  const chosen = lines.filter((line) => line.variant === variant);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `no run has a variant "${variant}"`,
    didYouMean(variant, [...new Set(lines.map((line) => line.variant))]),
  );
}

function tableOf(lines: readonly HistoryLine[]): string {
  const table = new Table(
    plainTable(['Date', 'Commit', 'Variant', 'Score', '95 % interval', 'Cost', 'Against the baseline']),
  );
  for (const line of lines) {
    const { createdAt, commit, simulated, variant, model, metric, estimate, cost } = line;
    const { low, high } = estimate;
    table.push([
      createdAt.slice(0, 16).replace('T', ' '),
      commit === null ? NONE : visibleLine(commit.slice(0, 7)),
      `${simulated ? '[sim] ' : ''}${visibleLine(variant)}`,
      `${percent(estimate.mean)}${metric === 'accuracy' ? '' : ` ${visibleLine(metric)}`}`,
      low === null || high === null ? NONE : `${percentNumber(low)}–${percentNumber(high)} %`,
      model === null ? NONE : dollars(cost),
      line.comparison === null ? NONE : shortVerdict(line.comparison, visibleLine),
    ]);
  }
  return table.toString();
}
