import { loadSuite } from '../../load/suite.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import { dryRun } from '../../run/dry-run.ts';
import type { RunOptions } from '../../run/options.ts';
import { runSuite, submitSuite } from '../../run/run.ts';
import { printDryRun } from '../dry-run-table.ts';
import { tellFindings } from '../findings.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { suiteFiles } from '../suite-files.ts';

interface Options extends SessionOptions {
  readonly filterFirstN?: number;
  readonly filterPattern?: string;
  readonly variants?: readonly string[];
  readonly repeat?: number;
  readonly retries?: number;
  readonly reuse?: string | true;
  readonly dryRun?: boolean;
  readonly live?: boolean;
  readonly detach?: boolean;
  readonly reports?: string;
}

export async function run(paths: readonly string[], options: Options): Promise<void> {
  if (options.detach && (options.simulate || options.live)) {
    throw new UserError(
      `--detach leaves batches at work: it does not go with --${options.live ? 'live' : 'simulate'}`,
      'for a simulator that stays, start `assay simulate` and set ANTHROPIC_BASE_URL',
    );
  }
  // All are loaded and planned before the first is run: what is wrong with the last one costs nothing.
  const suites = await Promise.all(suiteFiles(paths).map(loadSuite));
  const selection = selectionOf(options);
  if (suites.length > 1 && !options.dryRun) {
    for (const loaded of suites) await dryRun(loaded, selection, new Date());
  }
  for (const loaded of suites) {
    if (options.dryRun) {
      const plan = await dryRun(loaded, { ...selection, onFindings: tellFindings }, new Date());
      printDryRun(plan, options.json ?? false);
      continue;
    }
    const start = options.detach ? submitSuite : runSuite;
    const code = await inSession(options, (engine) =>
      start(loaded, { ...selection, onFindings: tellFindings, ...engine }),
    );
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  }
}

function selectionOf(options: Options): RunOptions {
  const { filterFirstN, filterPattern, variants, repeat, retries, reuse, live, reports } = options;
  return {
    ...(filterFirstN !== undefined && { first: filterFirstN }),
    ...(filterPattern !== undefined && { pattern: compile(filterPattern) }),
    ...(variants !== undefined && { variants }),
    ...(repeat !== undefined && { repeat }),
    ...(retries !== undefined && { retries }),
    ...(reuse !== undefined && { reuse: reuse === true ? 'latest' : reuse }),
    ...(live !== undefined && { live }),
    ...(reports !== undefined && { reports }),
  };
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw new UserError(`--filter-pattern: ${messageOf(error)}`);
  }
}
