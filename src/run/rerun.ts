import { decide } from '../core/decide.ts';
import { selectRerun } from '../core/state.ts';
import { trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { OutcomeType } from '../model/record.ts';
import { complete } from './complete.ts';
import { reopenRun } from './open-run.ts';
import type { EngineOptions, RunResult } from './options.ts';
import type { RunFolder } from './run-folder.ts';

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
  return reopenRun(path, loaded, options, async (context) => {
    const { folder, state } = context.writer;
    if (decide(state).length > 0) {
      throw new UserError(`run ${folder.manifest.id} is still under way`, 'finish it first: assay resume');
    }
    const selection = {
      kinds: [...(options.kinds ?? RERUNNABLE)],
      ...(options.variant !== undefined && { variant: knownVariant(folder, options.variant) }),
      ...(options.caseId !== undefined && { trials: trialsOfCase(folder, options.caseId) }),
    };
    if (selectRerun(state, selection).next().done) return null;
    context.writer.append({ type: 'rerun', at: context.clock.now().toISOString(), ...selection });
    return complete(context);
  });
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
