import Table from 'cli-table3';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { listRuns, type RunFolder } from '../../run/run-folder.ts';
import { plainTable } from '../plain-table.ts';
import { reportsFolder } from '../reports-folder.ts';

interface Options {
  readonly reports?: string;
  readonly json?: boolean;
}

export async function list(suite: string | undefined, options: Options): Promise<void> {
  const all = listRuns(reportsFolder(options.reports));
  const runs = all.filter(({ manifest }) => suite === undefined || manifest.suite === suite);
  if (suite !== undefined && runs.length === 0 && all.length > 0) {
    throw new UserError(
      `there are no runs of a suite "${suite}"`,
      didYouMean(suite, [...new Set(all.map(({ manifest }) => manifest.suite))]),
    );
  }
  if (options.json) {
    console.log(
      JSON.stringify(
        runs.map(({ path, manifest, finished }) => ({ path, finished, ...manifest })),
        null,
        2,
      ),
    );
    return;
  }
  if (runs.length === 0) {
    console.log('No runs yet: assay run makes one.');
    return;
  }
  const table = new Table(plainTable(['Run', 'Suite', 'Cases', 'Accuracy by variant']));
  for (const run of runs) {
    table.push([
      run.manifest.id,
      visibleLine(run.manifest.suite),
      String(run.manifest.dataset.cases),
      outcome(run),
    ]);
  }
  console.log(table.toString());
}

function outcome(run: RunFolder): string {
  if (!run.finished) return 'not finished: assay resume';
  const { variants, simulated } = run.summary;
  const rates = variants.map(({ name, accuracy }) => {
    const rate = accuracy?.mean ?? null;
    return `${visibleLine(name)} ${rate === null ? '–' : `${(rate * 100).toFixed(1)} %`}`;
  });
  return `${simulated ? '(simulated) ' : ''}${rates.join('\n')}`;
}
