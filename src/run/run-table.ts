import { ACCURACY, type ScoreTable, ScoreTableBuilder, type TableOrigin } from '../core/score-table.ts';
import { casesWithRecords } from './case-records.ts';
import type { RunFolder } from './run-folder.ts';

/**
 * The scores of a finished run, read from its records.
 *
 * @throws UserError when the run is not finished.
 */
export function runTable(folder: RunFolder): ScoreTable {
  const { manifest, summary } = folder;
  const graders = summary.variants[0]!.graders;
  const builder = new ScoreTableBuilder(manifest.variants, [ACCURACY, ...graders.map(({ name }) => name)]);
  for (const { case: row, records } of casesWithRecords(folder)) {
    builder.addCase(
      row,
      manifest.variants.map(({ name }) => records.filter(({ variant }) => variant === name)),
    );
  }
  return builder.finish(originOf(folder));
}

/** Where a finished run's scores come from. */
export function originOf({ manifest, summary }: RunFolder): TableOrigin {
  const { graders } = summary.variants[0]!;
  return {
    suite: manifest.suite,
    run: manifest.id,
    createdAt: manifest.createdAt,
    file: null,
    dataset: manifest.dataset.hash,
    simulated: summary.simulated,
    pricesDate: summary.pricesDate,
    graders: Object.fromEntries(graders.map(({ name, version }) => [name, version])),
    roles: new Map(graders.map(({ name, role }) => [name, role])),
  };
}
