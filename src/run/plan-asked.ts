import {
  type AskedTrials,
  firstMisfit,
  fitPlan,
  isInPlace,
  type Layout,
  type SuiteRequests,
} from '../core/fit-plan.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { UserError } from '../model/errors.ts';
import { isRecorded } from '../model/suite.ts';
import type { AskedBatch } from './asked-batch.ts';
import { type HeldBack, planSuite, type Selection, type SuitePlan } from './plan-suite.ts';

/** Hex digits of a hash that are exact in a number. */
const HASH_DIGITS = 12;

/** The plan of a lost run, and what had to be guessed of it. */
export interface AskedPlan {
  readonly plan: SuitePlan;
  readonly notes: readonly string[];
}

/**
 * Plans a suite again as a lost run had planned it, and holds every id in its results against that.
 *
 * @param isComplete every batch of the run was found with all its results: cases beyond the last were not asked.
 * @throws UserError when the suite would ask something else, or several parts of it would ask the same.
 */
export async function planAsked(
  { root, suite }: LoadedSuite,
  selection: Selection & HeldBack,
  batches: readonly AskedBatch[],
  { now, isComplete }: { readonly now: Date; readonly isComplete: boolean },
): Promise<AskedPlan> {
  const whole = await planSuite(root, suite, selection, 'batch', now);
  const asked = askedTrials(batches);
  const requests = await requestsOf(whole);
  const { confirmFailure = false, stopEarly = false } = selection;
  // Nobody can tell a repetition that was held back from one that was not planned.
  const told = {
    variants: selection.variants !== undefined,
    repeat: selection.repeat !== undefined || confirmFailure,
  };
  const fit = asked && fitPlan(asked, requests, told);
  if (fit === 'ambiguous') {
    throw new UserError(
      'the results fit several parts of the suite',
      'say which it was: -n, --filter-pattern, --variants, --repeat; nothing was written',
    );
  }
  if (!fit) throw await misfit(whole, requests, asked);
  const names = fit.variants.map((index) => whole.variants[index]!.name);
  const plan = await planSuite(
    root,
    suite,
    { ...selection, variants: names, repeat: fit.repeat - Number(confirmFailure) },
    'batch',
    now,
  );
  // Cases beyond the last may have been held back; which were depends on all of them.
  const isTold = selection.first !== undefined || selection.pattern !== undefined || stopEarly;
  if (stopEarly && !isInPlace(fit.cases)) {
    throw new UserError(
      'which cases were held back depends on which were planned, and the results do not tell',
      'say which part of the suite was run: -n, --filter-pattern; nothing was written',
    );
  }
  const isWhole = isInPlace(fit.cases) && (isTold || !isComplete || fit.cases.length === requests.cases);
  return {
    plan: isWhole ? plan : withCases(plan, fit.cases),
    notes: guesses(fit, requests, isWhole),
  };
}

/** Undefined: two results of one trial show different requests. */
function askedTrials(batches: readonly AskedBatch[]): AskedTrials | undefined {
  const known = new Map<number, number>();
  for (const { trials, hashes } of batches) {
    for (const [i, trial] of trials.entries()) {
      if ((known.get(trial) ?? hashes[i]) !== hashes[i]) return undefined;
      known.set(trial, hashes[i]!);
    }
  }
  const trials = [...known.keys()].sort((a, b) => a - b);
  return { trials, hashes: trials.map((trial) => known.get(trial)!) };
}

async function requestsOf(plan: SuitePlan): Promise<SuiteRequests> {
  const hashes: number[] = [];
  let cases = 0;
  for await (const { openings } of plan.cases()) {
    for (const { hash } of openings) hashes.push(Number.parseInt(hash.slice(0, HASH_DIGITS), 16));
    cases++;
  }
  return {
    cases,
    variants: plan.variants.map(({ name, variant }) => ({ name, recorded: isRecorded(variant) })),
    hashes,
    repeat: plan.repeat,
  };
}

function withCases(plan: SuitePlan, chosen: readonly number[]): SuitePlan {
  return {
    ...plan,
    async *cases() {
      let at = 0;
      let next = 0;
      for await (const planned of plan.cases()) {
        if (at++ !== chosen[next]) continue;
        yield planned;
        next++;
        if (next === chosen.length) return;
      }
    },
  };
}

/** What a reader has to know, since nobody said it. */
function guesses({ variants, repeat, cases }: Layout, suite: SuiteRequests, isWhole: boolean): string[] {
  const names = variants.map((index) => suite.variants[index]!.name);
  const parts = [
    ...(names.length < suite.variants.length ? [`only ${names.map((name) => `"${name}"`).join(', ')}`] : []),
    ...(repeat === suite.repeat ? [] : [`${repeat} trials of each case`]),
    ...(isWhole ? [] : [`${isInPlace(cases) ? 'the first ' : ''}${cases.length} of ${suite.cases} cases`]),
  ];
  if (parts.length === 0) return [];
  return [`what was run of the suite is told by the results: ${parts.join(', ')}`];
}

async function misfit(
  plan: SuitePlan,
  suite: SuiteRequests,
  asked: AskedTrials | undefined,
): Promise<UserError> {
  const hint =
    'undo what has changed in the suite or its dataset, or say which part of it was run: -n, --filter-pattern, --variants, --repeat; nothing was written';
  if (!asked)
    return new UserError('two results of one trial answer different requests: this is no run', hint);
  const { trial, case: index, variant } = firstMisfit(asked, suite);
  const trials = suite.cases * suite.variants.length * suite.repeat;
  if (index >= suite.cases) {
    return new UserError(`the results speak of trial ${trial}, and the suite has ${trials}`, hint);
  }
  let at = 0;
  let id = '';
  for await (const { row } of plan.cases()) if (at++ === index) id = row.id;
  return new UserError(
    `the suite "${plan.suite.name}" would ask something else than was asked: first in trial ${trial}, variant "${suite.variants[variant]!.name}", case "${id}"`,
    hint,
  );
}
