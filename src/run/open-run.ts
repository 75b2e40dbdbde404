import { join, relative } from 'node:path';
import { estimator } from '../core/estimate.ts';
import { checkCompared } from '../core/gates/check-compared.ts';
import { heldCost } from '../core/held-cost.ts';
import { judgesOf } from '../core/judges.ts';
import { ledgerOf } from '../core/ledger.ts';
import { lookAt } from '../core/looks.ts';
import { BATCH_LIMITS } from '../core/pack.ts';
import { answersOf, type RunState } from '../core/state.ts';
import { countStatuses } from '../core/thread-state.ts';
import { loadGraders } from '../load/graders.ts';
import { loadVariants } from '../load/prompts.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { loadModels, loadPrices } from '../load/tables.ts';
import { UserError } from '../model/errors.ts';
import type { Manifest } from '../model/run.ts';
import type { LoadedVariants } from '../model/suite.ts';
import { startSimulator } from '../simulator/server.ts';
import { checkedBaseline } from './baseline-file.ts';
import { calibrationPath, readCalibrations } from './calibration-file.ts';
import { gitCommit } from './commit.ts';
import type { Clock, RunContext } from './context.ts';
import { createRun, discardRun, type RunFacts } from './create-run.ts';
import { findReusable } from './earlier-answers.ts';
import { newKey } from './new-key.ts';
import type { EngineOptions, RunOptions } from './options.ts';
import { planSuite } from './plan-suite.ts';
import { checkRecorded, connectPorts, type PortFacts, type Ports } from './ports.ts';
import { RunFolder, RunWriter } from './run-folder.ts';
import { systemClock } from './system-clock.ts';
import { version } from './version.ts';

/** What a manifest calls the simulator that lives as long as the call: its port says nothing. */
const SIMULATOR = 'simulator';

/** Plans a suite into a new run, and works on it. */
export async function startRun<T>(
  asDefined: LoadedSuite,
  options: RunOptions,
  work: (context: RunContext) => Promise<T>,
): Promise<T> {
  const { now } = clockOf(options);
  const mode = options.live ? 'live' : 'batch';
  const loaded = await loadGraders(asDefined);
  const plan = await planSuite(loaded.root, loaded.suite, options, mode, now());
  const pricing = await pricingOf(loaded, mode, now());
  await checkRecorded({ ...loaded, variants: plan.variants });
  const baselineFile = checkedBaseline(loaded, plan.variants, options.baseline);
  // Who brings a look of their own knows what it looks at.
  checkCompared(options.next ? { ...plan, instalments: null } : plan, baselineFile !== null);
  return withPorts(loaded, { ...plan, mode }, options, async (ports) => {
    const reports = options.reports ?? join(loaded.root, 'reports');
    const endpoint = options.simulate ? SIMULATOR : endpointOf(ports);
    const writer = await createRun(plan, {
      ...pricing,
      ...originOf(loaded),
      baselineFile,
      reports,
      reuse: reusableRun(reports, { suite: loaded.suite.name, endpoint, mode }, options),
      retries: options.retries ?? loaded.suite.retries,
      gates: [...(options.gates ?? [])],
      found: undefined,
      recovered: null,
      onWork: options.onWork ?? (() => {}),
      key: newKey(),
      now: now(),
      limits: options.limits ?? BATCH_LIMITS,
      mode,
      endpoint,
    });
    try {
      await holdConfirmed(writer, loaded, options);
      return await work(contextOf(writer, loaded, plan.variants, ports, { ...options, ...pricing }));
    } finally {
      writer.close();
    }
  });
}

/**
 * Works on a run that is there. The API is asked for only when something is due: what has been collected
 * can be graded again without a key.
 *
 * @throws UserError when the run was sent to another address.
 */
export async function reopenRun<T>(
  path: string,
  asDefined: LoadedSuite,
  options: EngineOptions,
  needsApi: (state: RunState) => boolean,
  work: (context: RunContext) => Promise<T>,
): Promise<T> {
  const { now } = clockOf(options);
  const { manifest } = new RunFolder(path);
  const loaded = await loadGraders(asDefined);
  const variants = await plannedVariants(loaded, manifest);
  const pricing = await pricingOf(loaded, manifest.mode, now());
  const writer = new RunWriter(path, now());
  try {
    const use = (ports: Ports) =>
      work(contextOf(writer, loaded, variants, ports, { ...options, ...pricing }));
    if (!needsApi(writer.state)) return await use({ variants: [], model: undefined });
    const asked = { variants, repeat: manifest.repeat, mode: manifest.mode };
    return await withPorts(loaded, asked, options, async (ports) => {
      const endpoint = options.simulate ? SIMULATOR : endpointOf(ports);
      // Recorded answers were answered nowhere: whoever is asked about them may be asked now.
      const isElsewhere = /^http/.test(manifest.endpoint) || manifest.endpoint === SIMULATOR;
      if (endpoint === manifest.endpoint || !isElsewhere) return use(ports);
      throw new UserError(
        `run ${manifest.id} was answered by ${manifest.endpoint}, not by ${endpoint}`,
        manifest.endpoint === SIMULATOR ? 'add --simulate' : `set ANTHROPIC_BASE_URL=${manifest.endpoint}`,
      );
    });
  } finally {
    writer.close();
  }
}

/** Where a run comes from, for its manifest. */
export function originOf({
  root,
  file,
  suite: { dataset },
}: LoadedSuite): Pick<RunFacts, 'file' | 'datasetName' | 'assayVersion' | 'commit'> {
  return {
    file: relative(root, file),
    datasetName: typeof dataset.source === 'string' ? dataset.source : 'inline',
    assayVersion: version(),
    commit: gitCommit(root),
  };
}

/** Asks for what costs much. @throws UserError when it is not to be sent: then nothing of the run is left. */
async function holdConfirmed(
  { state, folder }: RunWriter,
  { suite }: LoadedSuite,
  { confirm, simulate }: RunOptions,
): Promise<void> {
  if (!confirm || simulate) return;
  const { due, unpriced } = ledgerOf(state);
  const held = heldCost(state);
  const cost = unpriced.length + held.unpriced.length > 0 ? null : due + held.most;
  const threshold = suite.confirmAbove;
  if (cost !== null && cost <= threshold) return;
  const { due: unpacked, packed, idle } = countStatuses(answersOf(state));
  const requests = unpacked + packed + idle;
  try {
    if (await confirm({ cost, threshold, requests })) return;
    throw new UserError('nothing was sent', 'a part of it, such as -n 20, costs less', 4);
  } catch (error) {
    discardRun(folder.path);
    throw error;
  }
}

function reusableRun(
  reports: string,
  kind: Parameters<typeof findReusable>[2],
  { reuse, onTrouble }: RunOptions,
): RunFolder | undefined {
  if (reuse === undefined) return undefined;
  const folder = findReusable(reports, reuse, kind);
  if (!folder) onTrouble?.(`no earlier run of "${kind.suite}" was answered in the same way: all is bought`);
  return folder;
}

type Pricing = Pick<RunContext, 'prices' | 'estimate'>;

export async function pricingOf(
  { root, suite }: LoadedSuite,
  mode: 'batch' | 'live',
  now: Date,
): Promise<Pricing> {
  const prices = await loadPrices(root, suite.prices);
  const day = now.toISOString().slice(0, 10);
  return { prices, estimate: estimator(loadModels(), prices, { day, batch: mode === 'batch' }) };
}

function contextOf(
  writer: RunWriter,
  { suite, file, root }: LoadedSuite,
  variants: LoadedVariants,
  ports: Ports,
  options: EngineOptions & Pricing,
): RunContext {
  options.onStart?.(writer.folder);
  return {
    root,
    writer,
    suite,
    variants,
    judges: judgesOf(suite.graders),
    portOf: portsByBatch(variants, ports),
    prices: options.prices,
    calibrations: readCalibrations(calibrationPath(file, suite.name)),
    estimate: options.estimate,
    next: options.next ?? lookAt,
    maxCost: options.maxCost ?? suite.maxCost ?? null,
    clock: clockOf(options),
    limits: options.limits ?? BATCH_LIMITS,
    signal: options.signal ?? new AbortController().signal,
    resubmit: new Set(options.resubmit ? interrupted(writer.state) : []),
    onChange: options.onChange ?? (() => {}),
    onTrouble: options.onTrouble ?? (() => {}),
    onWork: options.onWork ?? (() => {}),
  };
}

/** Only these may be sent again unsettled: a server that fails every time must not be paid every time. */
function interrupted({ batches }: RunState): number[] {
  return batches.filter(({ status }) => status === 'intended').map(({ number }) => number);
}

/** Opens the ways to the answers, with a simulator if one is wanted, and closes them afterwards. */
async function withPorts<T>(
  { root, suite }: LoadedSuite,
  { variants, repeat, mode }: Pick<PortFacts, 'variants' | 'repeat' | 'mode'>,
  options: EngineOptions,
  use: (ports: Ports) => Promise<T>,
): Promise<T> {
  const clock = clockOf(options);
  const signal = options.signal ?? new AbortController().signal;
  const facts = {
    root,
    suite,
    variants,
    repeat,
    mode,
    concurrency: options.concurrency ?? 8,
    now: clock.now,
    sleep: (ms: number) => clock.sleep(ms, signal),
  };
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
function endpointOf({ variants, model }: Ports): string {
  return (model ?? variants[0]!).endpoint;
}

/** A variant's own requests go to whoever answers for it, the judges' to the model. */
function portsByBatch(variants: LoadedVariants, ports: Ports): RunContext['portOf'] {
  return ({ variant, thread }) =>
    thread > 0 ? ports.model! : ports.variants[variants.findIndex(({ name }) => name === variant)]!;
}

export function clockOf({ clock }: EngineOptions): Clock {
  return clock ?? systemClock;
}
