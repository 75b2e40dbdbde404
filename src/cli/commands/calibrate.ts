import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { keepCalibration } from '../../core/keep-calibration.ts';
import { readLabels } from '../../load/labels.ts';
import type { Calibration } from '../../model/calibration.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Manifest } from '../../model/run.ts';
import { calibrationMarkdown } from '../../render/calibration-markdown.ts';
import { renderCalibration } from '../../render/calibration-terminal.ts';
import { calibrateRun } from '../../run/calibrate-run.ts';
import { calibrationPath, readCalibrations, writeCalibrations } from '../../run/calibration-file.ts';
import { writeDurably } from '../../run/disk.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { reportsFolder } from '../reports-folder.ts';
import { suiteFile } from '../suite-file.ts';
import { terminalOptions } from '../terminal.ts';

interface Options {
  readonly grader: string;
  readonly labels: string;
  readonly variant?: string;
  readonly output?: string;
  /** False: nothing is kept beside the suite. */
  readonly write: boolean;
  readonly reports?: string;
  readonly json?: boolean;
}

export async function calibrate(wanted: string, options: Options): Promise<void> {
  const { output, variant, labels: file } = options;
  const folder = findRun(reportsFolder(options.reports), wanted);
  if (output !== undefined && !existsSync(dirname(output))) {
    throw new UserError(`there is no folder ${dirname(output)}`, 'make it, or write elsewhere');
  }
  if (!existsSync(file)) throw new UserError(`--labels ${file}: there is no such file`);
  if (variant !== undefined) checkVariant(folder.manifest, variant);
  const kept = options.write ? keptPath(folder) : null;
  const labels = await readLabels(process.cwd(), file, variant);
  const calibration = calibrateRun(folder, options.grader, labels);
  if (options.json) console.log(JSON.stringify(calibration, null, 2));
  else console.log(renderCalibration(calibration, terminalOptions()));
  if (output !== undefined) {
    writeDurably(output, calibrationMarkdown(calibration));
    console.error(`Written to ${output}`);
  }
  if (kept !== null) keep(kept, calibration);
}

function checkVariant({ id, variants }: Manifest, variant: string): void {
  const names = variants.map(({ name }) => name);
  if (names.includes(variant)) return;
  throw new UserError(`run ${id} has no variant "${variant}"`, didYouMean(variant, names));
}

function keptPath(folder: RunFolder): string {
  const { id, suite } = folder.manifest;
  const file = suiteFile(folder);
  if (file !== null) return calibrationPath(file, suite);
  throw new UserError(
    `run ${id} was started from code: there is no suite's file to keep its calibration beside`,
    'add --no-write',
  );
}

function keep(path: string, calibration: Calibration): void {
  writeCalibrations(path, keepCalibration(readCalibrations(path), calibration, today()));
  console.error(
    `Kept in ${relative('', path)}: later runs say so, and this one after assay resume ${calibration.run}`,
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
