import { isUnderWay } from '../core/decide.ts';
import { type RunState, selectRerun } from '../core/state.ts';
import { trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { FactOf } from '../model/journal.ts';
import type { OutcomeType } from '../model/record.ts';
import { complete } from './complete.ts';
import { reopenRun } from './open-run.ts';
import type { EngineOptions, RunResult } from './options.ts';
import { checkUnchanged } from './pack-due.ts';
import { RunFolder } from './run-folder.ts';

/** What became of an attempt that may be asked again: everything without an answer. */
export const RERUNNABLE = [
  'errored',
  'expired',
  'canceled',
  'missing',
] as const satisfies readonly OutcomeType[];

/** Which of the trials without an answer are sent again. Default: all. */
export interface RerunSelection {
  readonly kinds?: readonly (typeof RERUNNABLE)[number][];
  readonly variant?: string;
  readonly caseId?: string;
}

/**
 * Sends trials without an answer again, and only those. An answer, however wrong, is never bought twice.
 *
 * @returns null when no trial is selected.
 */
export async function rerunRun(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions & RerunSelection = {},
): Promise<RunResult | null> {
  const { folder, selection } = selectionOf(path, options);
  const isSelected = (state: RunState) => !selectRerun(state, selection).next().done;
  return reopenRun(path, loaded, options, isSelected, async (context) => {
    const { writer, clock } = context;
    if (isUnderWay(writer.state)) {
      throw new UserError(`run ${folder.manifest.id} is still under way`, 'finish it first: assay resume');
    }
    const trials = new Set(selectRerun(writer.state, selection));
    if (trials.size === 0) return null;
    checkUnchanged(context, (trial) => trials.has(trial));
    writer.append({ type: 'rerun', at: clock.now().toISOString(), ...selection });
    return complete(context);
  });
}

type Selected = Pick<FactOf<'rerun'>, 'kinds' | 'variant' | 'trials'>;

function selectionOf(path: string, options: RerunSelection): { folder: RunFolder; selection: Selected } {
  const folder = new RunFolder(path);
  const { kinds = RERUNNABLE, variant, caseId } = options;
  return {
    folder,
    selection: {
      kinds: [...kinds],
      ...(variant !== undefined && { variant: knownVariant(folder, variant) }),
      ...(caseId !== undefined && { trials: trialsOfCase(folder, caseId) }),
    },
  };
}

function knownVariant({ manifest }: RunFolder, variant: string): string {
  const names = manifest.variants.map(({ name }) => name);
  if (names.includes(variant)) return variant;
  throw new UserError(`run ${manifest.id} has no variant "${variant}"`, didYouMean(variant, names));
}

function trialsOfCase(folder: RunFolder, id: string): number[] {
  const { variants, repeat } = folder.manifest;
  const order = { variants: variants.length, repeat };
  let index = 0;
  for (const row of folder.cases()) {
    const first = trialOf(order, index++, 0, 0);
    if (row.id === id) return Array.from({ length: trialsPerCase(order) }, (_, i) => first + i);
  }
  throw new UserError(`run ${folder.manifest.id} has no case "${id}"`);
}
