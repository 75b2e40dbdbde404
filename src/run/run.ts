import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import type { ClaudeOptions } from '../api/claude.ts';
import type { BatchPort } from '../api/port.ts';
import { decide } from '../core/decide.ts';
import { estimator } from '../core/estimate.ts';
import { BATCH_LIMITS, type BatchLimits } from '../core/pack.ts';
import { type RunState, selectRerun } from '../core/state.ts';
import { trialOf, trialsPerCase } from '../core/trial-order.ts';
import { loadVariants } from '../load/prompts.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { loadModels, loadPrices } from '../load/tables.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { OutcomeType } from '../model/record.ts';
import type { Manifest } from '../model/run.ts';
import type { LoadedVariants } from '../model/suite.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import { startSimulator } from '../simulator/server.ts';
import { cancelBatches } from './cancel.ts';
import { gitCommit } from './commit.ts';
import type { Clock, RunContext } from './context.ts';
import { createRun } from './create-run.ts';
import { drive } from './drive.ts';
import { type Finished, finishRun } from './finish.ts';
import { planSuite, type Selection } from './plan-suite.ts';
import { checkRecorded, connectPorts } from './ports.ts';
import { RunFolder, RunWriter } from './run-folder.ts';
import { systemClock } from './system-clock.ts';
import { version } from './version.ts';

/** How a run is carried out; none of it changes what is asked. */
export interface EngineOptions {
  /** A key and an address; default: as the SDK finds them. */
  readonly claude?: ClaudeOptions;
  /** Answers from a simulator that lives as long as the call, in place of Claude. */
  readonly simulate?: boolean | Omit<SimulatorOptions, 'models'>;
  /** Requests under way at once in live mode. Default 8. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  readonly limits?: BatchLimits;
  /** US dollars that the run may cost in all. Default: the suite's `maxCost`, else no limit. */
  readonly maxCost?: number;
  /**
   * Sends a batch again whose submission was interrupted before, without finding out whether it exists. If
   * it does, it is paid for twice.
   */
  readonly resubmit?: boolean;
  /** Stops the run safely: what has been bought is written down, and resume goes on. */
  readonly signal?: AbortSignal;
  /** Called when the run's folder is there, before anything is sent. */
  readonly onStart?: (folder: RunFolder) => void;
  /** Called after each change. */
  readonly onChange?: (state: RunState) => void;
}

export interface RunOptions extends EngineOptions, Selection {
  /** Folder of all runs. Default: `reports` in the project's folder. */
  readonly reports?: string;
  /** Single requests at full price, answered at once, in place of batches. */
  readonly live?: boolean;
}

export interface RunResult extends Finished {
  readonly folder: RunFolder;
}

/**
 * Runs a suite: plans it, buys the answers, grades them.
 *
 * @throws UserError before anything is sent when the suite, its dataset or a request is wrong.
 */
export async function runSuite(loaded: LoadedSuite, options: RunOptions = {}): Promise<RunResult> {
  return startRun(loaded, options, complete);
}

/**
 * Plans a suite and sends its batches, and waits for none of them: {@link resumeRun} goes on, from any
 * machine that has the folder.
 */
export async function submitSuite(loaded: LoadedSuite, options: RunOptions = {}): Promise<RunFolder> {
  return startRun(loaded, options, async (context) => {
    await drive(context, 'sent');
    return context.writer.folder;
  });
}

async function startRun<T>(
  loaded: LoadedSuite,
  options: RunOptions,
  work: (context: RunContext) => Promise<T>,
): Promise<T> {
  const { now } = clockOf(options);
  const mode = options.live ? 'live' : 'batch';
  const plan = await planSuite(loaded.root, loaded.suite, options, mode, now());
  const pricing = await pricingOf(loaded, mode, now());
  await checkRecorded({ ...loaded, variants: plan.variants });
  return withPorts(loaded, plan.variants, mode, options, async (ports) => {
    const writer = await createRun(plan, {
      estimate: pricing.estimate,
      reports: options.reports ?? join(loaded.root, 'reports'),
      key: newKey(),
      now: now(),
      limits: options.limits ?? BATCH_LIMITS,
      file: relative(loaded.root, loaded.file),
      mode,
      endpoint: options.simulate ? SIMULATOR : endpointOf(ports),
      datasetName: typeof loaded.suite.dataset.source === 'string' ? loaded.suite.dataset.source : 'inline',
      assayVersion: version(),
      commit: gitCommit(loaded.root),
    });
    return inRun(writer, loaded, plan.variants, ports, { ...options, ...pricing }, work);
  });
}

/** Goes on with a run from wherever it stopped. A finished run is graded again, for nothing. */
export async function resumeRun(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions = {},
): Promise<RunResult> {
  return reopenRun(path, loaded, options, complete);
}

/**
 * Cancels what is still at work and withdraws what has not been sent, waits until the batches have ended,
 * and grades what was answered by then. Requests under way may still finish, and are billed.
 */
export async function cancelRun(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions = {},
): Promise<RunResult> {
  return reopenRun(path, loaded, options, async (context) => {
    await cancelBatches(context);
    return complete(context);
  });
}

async function reopenRun<T>(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions,
  work: (context: RunContext) => Promise<T>,
): Promise<T> {
  const { manifest } = new RunFolder(path);
  const variants = await plannedVariants(loaded, manifest);
  return withPorts(loaded, variants, manifest.mode, options, async (ports) => {
    const endpoint = options.simulate ? SIMULATOR : endpointOf(ports);
    if (endpoint !== manifest.endpoint) {
      throw new UserError(
        `run ${manifest.id} was answered by ${manifest.endpoint}, not by ${endpoint}`,
        manifest.endpoint === SIMULATOR ? 'add --simulate' : `set ANTHROPIC_BASE_URL=${manifest.endpoint}`,
      );
    }
    const { now } = clockOf(options);
    const pricing = await pricingOf(loaded, manifest.mode, now());
    const writer = new RunWriter(path, now());
    return inRun(writer, loaded, variants, ports, { ...options, ...pricing }, work);
  });
}

/** Until every trial has been collected and graded. */
async function complete(context: RunContext): Promise<RunResult> {
  await drive(context);
  return { folder: context.writer.folder, ...(await finishRun(context)) };
}

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
  const { now } = clockOf(options);
  const writer = new RunWriter(path, now());
  try {
    if (decide(writer.state).length > 0) {
      throw new UserError(
        `run ${writer.folder.manifest.id} is still under way`,
        'finish it first: assay resume',
      );
    }
    const selection = {
      kinds: [...(options.kinds ?? RERUNNABLE)],
      ...(options.variant !== undefined && { variant: knownVariant(writer.folder, options.variant) }),
      ...(options.caseId !== undefined && { trials: trialsOfCase(writer.folder, options.caseId) }),
    };
    if (selectRerun(writer.state, selection).next().done) return null;
    writer.append({ type: 'rerun', at: now().toISOString(), ...selection });
  } finally {
    writer.close();
  }
  return resumeRun(path, loaded, options);
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

const SIMULATOR = 'simulator';

type Pricing = Pick<RunContext, 'prices' | 'estimate'>;

async function pricingOf({ root, suite }: LoadedSuite, mode: 'batch' | 'live', now: Date): Promise<Pricing> {
  const prices = await loadPrices(root, suite.prices);
  const day = now.toISOString().slice(0, 10);
  return { prices, estimate: estimator(loadModels(), prices, { day, batch: mode === 'batch' }) };
}

/** Works on an open run, and closes it whatever happens. */
async function inRun<T>(
  writer: RunWriter,
  loaded: LoadedSuite,
  variants: LoadedVariants,
  ports: readonly BatchPort[],
  options: EngineOptions & Pricing,
  work: (context: RunContext) => Promise<T>,
): Promise<T> {
  try {
    options.onStart?.(writer.folder);
    return await work({
      writer,
      suite: loaded.suite,
      variants,
      ports,
      prices: options.prices,
      estimate: options.estimate,
      maxCost: options.maxCost ?? loaded.suite.maxCost ?? null,
      clock: clockOf(options),
      limits: options.limits ?? BATCH_LIMITS,
      signal: options.signal ?? new AbortController().signal,
      resubmit: new Set(options.resubmit ? interrupted(writer.state) : []),
      onChange: options.onChange ?? (() => {}),
    });
  } finally {
    writer.close();
  }
}

/** Only these may be sent again unsettled: a server that fails every time must not be paid every time. */
function interrupted({ batches }: RunState): number[] {
  return batches.filter(({ status }) => status === 'intended').map(({ number }) => number);
}

/** Opens the ways to the answers, with a simulator if one is wanted, and closes them afterwards. */
async function withPorts<T>(
  { root, suite }: LoadedSuite,
  variants: LoadedVariants,
  mode: 'batch' | 'live',
  options: EngineOptions,
  use: (ports: readonly BatchPort[]) => Promise<T>,
): Promise<T> {
  const { now } = clockOf(options);
  const facts = { root, suite, variants, mode, concurrency: options.concurrency ?? 8, now };
  if (!options.simulate) return use(await connectPorts(facts, options.claude ?? {}));
  const simulator = await startSimulator({
    models: loadModels(),
    ...(suite.simulate && { simulate: suite.simulate }),
    ...(typeof options.simulate === 'object' && options.simulate),
  });
  try {
    return await use(await connectPorts(facts, { apiKey: 'simulator', baseURL: simulator.url }));
  } finally {
    await simulator.close();
  }
}

/** The variants that the run was planned with, as the suite has them now. */
async function plannedVariants({ root, suite }: LoadedSuite, manifest: Manifest): Promise<LoadedVariants> {
  const variants = await loadVariants(root, suite);
  return manifest.variants.map(({ name }) => {
    const variant = variants.find((candidate) => candidate.name === name);
    if (variant) return variant;
    throw new UserError(
      `the suite no longer has the variant "${name}" of run ${manifest.id}`,
      'undo the change to go on',
    );
  });
}

/** All models of a run are asked at one address; a run of recorded answers only names their files. */
function endpointOf(ports: readonly BatchPort[]): string {
  return (ports.find(({ endpoint }) => endpoint.startsWith('http')) ?? ports[0]!).endpoint;
}

function clockOf({ clock }: EngineOptions): Clock {
  return clock ?? systemClock;
}

/** 10 characters of `0-9a-z`: 52 bits, so that no two runs of a workspace share one. */
function newKey(): string {
  return BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(10, '0')
    .slice(-10);
}
