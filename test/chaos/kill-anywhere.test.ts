import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listRuns } from 'assay';
import pLimit from 'p-limit';
import { expect, it, onTestFinished } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { Simulate } from '../../src/model/suite.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { assay, judgedProject, numbersProject, simulateDoubles } from '../run/processes.ts';
import { essence } from '../run/workbench.ts';

/** `npm run test:chaos` kills at 200 moments; the ordinary tests at a few. */
const KILLS = Number(process.env.ASSAY_KILLS ?? 6);
const SEED = Number(process.env.ASSAY_SEED ?? 1);
const AT_ONCE = 3;
/** Long enough to be killed while a request is on its way, short enough to get there. */
const LATENCY_MS = 40;

/** What is killed: a project, and what stands in for its model. */
interface Victim {
  readonly project: () => string;
  readonly simulate?: Simulate;
  /** All that happens lies within so many milliseconds of the start. */
  readonly spanMs: number;
  /** Requests of a run that nothing disturbs. */
  readonly requests: number;
}

/** mulberry32: the same seed, the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Ending {
  readonly records: unknown[];
  readonly bought: number;
}

/** Kills the process after so many milliseconds, and again while it resumes, until it comes through. */
async function killedRun({ project, simulate }: Victim, moments: readonly number[]): Promise<Ending> {
  const simulator = await startSimulator({
    models: loadModels(),
    batchSeconds: 0.3,
    retryAfterSeconds: null,
    latencyMs: LATENCY_MS,
    ...(simulate && { simulate }),
  });
  onTestFinished(() => simulator.close());
  const folder = project();
  const reports = join(folder, 'reports');
  for (const moment of [...moments, Number.POSITIVE_INFINITY]) {
    const started = listRuns(reports).length > 0;
    const child = assay(folder, simulator.url, started ? 'resume' : 'run');
    const exited = once(child, 'exit');
    let said = '';
    child.stderr?.on('data', (text) => {
      said += text;
    });
    if (moment === Number.POSITIVE_INFINITY) {
      expect((await exited)[0], `resumed after kills at ${moments.join(', ')} ms: ${said}`).toBe(0);
    } else if ((await Promise.race([exited, setTimeout(moment)])) === undefined) {
      child.kill('SIGKILL');
      await exited;
    }
  }
  const [run] = listRuns(reports);
  const ending = { records: essence(run!.records), bought: simulator.account.requests };
  rmSync(folder, { recursive: true, force: true });
  return ending;
}

async function expectNothingLost(victim: Victim, kills: number): Promise<void> {
  const random = randomFrom(SEED);
  const undisturbed = await killedRun(victim, []);
  expect(undisturbed.bought).toBe(victim.requests);
  const limit = pLimit(AT_ONCE);
  const rounds = Array.from({ length: Math.ceil(kills / 2) }, () =>
    [random(), random()].map((share) => Math.round(share * victim.spanMs)),
  );
  await Promise.all(
    rounds.map((moments) =>
      limit(async () => {
        const ending = await killedRun(victim, moments);
        expect(ending.records, `killed at ${moments.join(' and ')} ms`).toEqual(undisturbed.records);
        // A batch whose creator died before it knew of it is found again, so nothing is bought twice.
        expect(ending.bought, `killed at ${moments.join(' and ')} ms`).toBe(victim.requests);
      }),
    ),
  );
}

it(
  `a run that is killed at any moment costs nothing: ${KILLS} kills, seed ${SEED}`,
  () => expectNothingLost({ project: numbersProject, spanMs: 4200, requests: 80 }, KILLS),
  3_600_000,
);

// Twelve conversations of two turns, and three opinions about each.
it(
  'nor does one with tools and a panel of judges',
  () =>
    expectNothingLost(
      { project: judgedProject, simulate: simulateDoubles, spanMs: 9000, requests: 60 },
      Math.ceil(KILLS / 3),
    ),
  3_600_000,
);
