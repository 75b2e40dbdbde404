import { relative } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { blessingStatements, blessingWarnings } from '../../render/wording/blessing.ts';
import { baselinePath } from '../../run/baseline-file.ts';
import { blessRun } from '../../run/bless.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { reportsFolder } from '../reports-folder.ts';
import { suiteFile } from '../suite-file.ts';

interface Options {
  readonly variant?: readonly string[];
  readonly simulated?: boolean;
  readonly reports?: string;
}

export async function bless(wanted: string, options: Options): Promise<void> {
  const { variant: variants, simulated = false } = options;
  const folder = findRun(reportsFolder(options.reports), wanted);
  const path = pathFor(folder);
  const { header, ...since } = blessRun(folder, path, { simulated, ...(variants && { variants }) });
  for (const statement of blessingStatements(header, since, visibleLine)) console.log(`${statement}.`);
  for (const warning of blessingWarnings(header)) console.error(`warning: ${warning}`);
  console.error(`Written to ${path}: commit it`);
}

function pathFor(folder: RunFolder): string {
  const { id, suite } = folder.manifest;
  const file = suiteFile(folder);
  if (file !== null) return relative('', baselinePath(file, suite));
  throw new UserError(
    `run ${id} was started from code: there is no suite's file to keep its baseline beside`,
    'from there: blessRun(folder, path)',
  );
}
