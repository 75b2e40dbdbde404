import { join, relative } from 'node:path';
import { projectRoot } from '../../load/project.ts';
import { findSuiteFiles, loadSuite } from '../../load/suite.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import { dryRun } from '../../run/dry-run.ts';
import type { RunOptions } from '../../run/options.ts';
import { runSuite, submitSuite } from '../../run/run.ts';
import { confirm } from '../confirm.ts';
import { printDryRun } from '../dry-run-table.ts';
import { inSession, type SessionOptions } from '../session.ts';

interface Options extends SessionOptions {
  readonly filterFirstN?: number;
  readonly filterPattern?: string;
  readonly variants?: readonly string[];
  readonly repeat?: number;
  readonly retries?: number;
  readonly reuse?: string | true;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
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
  const files = (paths.length > 0 ? paths : [defaultFolder()]).flatMap(findSuiteFiles);
  // All are loaded and planned before the first is run: what is wrong with the last one costs nothing.
  const suites = await Promise.all(files.map(loadSuite));
  const selection = selectionOf(options);
  if (suites.length > 1 && !options.dryRun) {
    for (const loaded of suites) await dryRun(loaded, { ...selection, simulate: true });
  }
  for (const loaded of suites) {
    if (options.dryRun) {
      const simulate = options.simulate ?? false;
      printDryRun(await dryRun(loaded, { ...selection, simulate }), options.json ?? false);
      continue;
    }
    const start = options.detach ? submitSuite : runSuite;
    const code = await inSession(options, (engine) =>
      start(loaded, { ...selection, ...engine, ...(!options.yes && { confirm }) }),
    );
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  }
}

function defaultFolder(): string {
  return relative('', join(projectRoot(process.cwd()), 'evals')) || '.';
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
