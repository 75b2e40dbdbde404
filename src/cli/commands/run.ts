import { confirmsByDefault } from '../../core/gates/confirmation.ts';
import { noRegression } from '../../core/gates/no-regression.ts';
import { parseGate } from '../../core/gates/parse-gate.ts';
import { type LoadedSuite, loadSuite } from '../../load/suite.ts';
import { UserError } from '../../model/errors.ts';
import type { Gate } from '../../model/gate.ts';
import type { AnySuite } from '../../model/suite.ts';
import { baselinePath } from '../../run/baseline-file.ts';
import { dryRun } from '../../run/dry-run.ts';
import type { RunOptions } from '../../run/options.ts';
import { runSuite, submitSuite } from '../../run/run.ts';
import { confirm } from '../confirm.ts';
import { printDryRun } from '../dry-run-table.ts';
import { tellFindings } from '../findings.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { suiteFiles } from '../suite-files.ts';
import { type SelectionFlags, selectionOf } from './selection.ts';

interface Options extends SessionOptions, SelectionFlags {
  readonly retries?: number;
  readonly reuse?: string | true;
  readonly gate?: readonly string[];
  readonly baseline?: string | true;
  readonly confirm?: boolean;
  readonly stopEarly?: boolean;
  readonly nightly?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly live?: boolean;
  readonly detach?: boolean;
}

export async function run(paths: readonly string[], options: Options): Promise<void> {
  if (options.detach && (options.simulate || options.live)) {
    throw new UserError(
      `--detach leaves batches at work: it does not go with --${options.live ? 'live' : 'simulate'}`,
      'for a simulator that stays, start `assay simulate` and set ANTHROPIC_BASE_URL',
    );
  }
  if (options.nightly && options.stopEarly) {
    throw new UserError(
      '--stop-early does not go with --nightly: its bounds are those of one run, not of one night of many',
      'leave out one of the two',
    );
  }
  // All are loaded and planned before the first is run: what is wrong with the last one costs nothing.
  const suites = await Promise.all(suiteFiles(paths).map(loadSuite));
  if (suites.length > 1 && !options.dryRun) {
    for (const loaded of suites) await dryRun(loaded, { ...optionsOf(options, loaded), simulate: true });
  }
  for (const loaded of suites) {
    const selection = optionsOf(options, loaded);
    if (options.dryRun) {
      const simulate = options.simulate ?? false;
      const plan = await dryRun(loaded, { ...selection, simulate, onFindings: tellFindings });
      printDryRun(plan, options.json ?? false);
      continue;
    }
    const start = options.detach ? submitSuite : runSuite;
    const code = await inSession(options, (engine, progress) =>
      start(loaded, {
        ...selection,
        ...engine,
        onFindings: (findings) => {
          progress.clear();
          tellFindings(findings);
        },
        ...(!options.yes && {
          confirm: (planned) => {
            progress.clear();
            return confirm(planned);
          },
        }),
      }),
    );
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  }
}

function optionsOf(options: Options, { file, suite }: LoadedSuite): RunOptions {
  const { retries, reuse, live, stopEarly, nightly = false } = options;
  const baseline = options.baseline ?? (nightly ? true : undefined);
  const gates = gatesOf(options, suite);
  return {
    ...selectionOf(options),
    ...(retries !== undefined && { retries }),
    ...(reuse !== undefined && { reuse: reuse === true ? 'latest' : reuse }),
    ...(gates.length > 0 && { gates }),
    confirmFailure:
      options.confirm ??
      suite.confirm ??
      (nightly || confirmsByDefault([...suite.gates, ...gates], process.env)),
    ...(stopEarly !== undefined && { stopEarly }),
    nightly,
    ...(baseline !== undefined && {
      baseline: baseline === true ? baselinePath(file, suite.name) : baseline,
    }),
    ...(live !== undefined && { live }),
  };
}

/** Those told; a night that must hold nothing else must not be worse. */
function gatesOf({ gate = [], nightly }: Options, suite: AnySuite): readonly Gate[] {
  const told = gate.map(parseGate);
  const isCompared = [...suite.gates, ...told].some(({ type }) => type === 'noRegression');
  return nightly && !isCompared ? [...told, noRegression()] : told;
}
