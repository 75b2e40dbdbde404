import { existsSync } from 'node:fs';
import { loadSuite } from '../../load/suite.ts';
import { parseSignal } from '../../model/cascade.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { AnyGrader } from '../../model/judge.ts';
import { cascadeMarkdown } from '../../render/cascade-markdown.ts';
import { renderCascade } from '../../render/cascade-terminal.ts';
import { cascadeRun } from '../../run/cascade-run.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { reportsFolder } from '../reports-folder.ts';
import { suiteFile } from '../suite-file.ts';
import { terminalOptions } from '../terminal.ts';

interface Options {
  readonly cheap: string;
  readonly strong: string;
  readonly signal: string;
  readonly margin?: number;
  readonly thresholds?: readonly number[];
  readonly format: string;
  readonly reports?: string;
  readonly json?: boolean;
}

const FORMATS = ['terminal', 'markdown'];

export async function cascade(wanted: string, options: Options): Promise<void> {
  const { format, json, reports, signal: spec, ...rest } = options;
  if (!FORMATS.includes(format)) {
    throw new UserError(`a cascade has no format "${format}"`, didYouMean(format, FORMATS));
  }
  const signal = parseSignal(spec);
  const folder = findRun(reportsFolder(reports), wanted);
  const graders = signal.type === 'score' ? await gradersOf(folder) : undefined;
  const found = cascadeRun(folder, { ...rest, signal, ...(graders && { graders }) });
  if (json) console.log(JSON.stringify(found, null, 2));
  else if (format === 'markdown') console.log(cascadeMarkdown(found));
  else console.log(renderCascade(found, terminalOptions()));
}

/** Of the run's suite, where that is at hand: they tell whether they read the expected value. */
async function gradersOf(folder: RunFolder): Promise<readonly AnyGrader[] | undefined> {
  const file = suiteFile(folder);
  return file !== null && existsSync(file) ? (await loadSuite(file)).suite.graders : undefined;
}
