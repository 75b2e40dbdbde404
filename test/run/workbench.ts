import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { dataset, defineSuite, exactMatch } from 'assay';
import { onTestFinished } from 'vitest';
import type { LoadedSuite } from '../../src/load/suite.ts';
import { loadModels } from '../../src/load/tables.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import type { Clock } from '../../src/run/context.ts';
import type { EngineOptions } from '../../src/run/options.ts';
import type { LogLine, SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';

/** A clock on which waiting takes no time: each sleep moves it forward, for the engine and the simulator alike. */
export interface FastClock extends Clock {
  /** Everything that was waited for, in milliseconds. */
  readonly slept: number[];
}

export function fastClock(start = '2026-11-20T09:00:00Z'): FastClock {
  let time = Date.parse(start);
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(time),
    async sleep(ms, signal) {
      slept.push(ms);
      time += ms;
      // Lets real sockets have their turn.
      await setImmediate();
      signal.throwIfAborted();
    },
  };
}

/** A folder of the test's own, gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{"name":"test","type":"module"}');
  return folder;
}

/** A suite as if it had been loaded from a project of its own. */
export function loaded(suite: AnySuite, root = temporaryFolder()): LoadedSuite {
  return { suite, root, file: join(root, 'evals/test.eval.ts') };
}

/** Sums of two digits, which the stand-in adds up, but not all of them right. */
export function sums(cases = 12): AnySuite {
  const rows = Array.from({ length: cases }, (_, i) => ({
    id: `sum-${i}`,
    input: { a: i, b: i % 5 },
    expected: String(i + (i % 5)),
    tags: [i % 2 === 0 ? 'even' : 'odd'],
  }));
  const model = { max_tokens: 64 } as const;
  return defineSuite('sums', dataset(rows), {
    variants: {
      haiku: { ...model, model: 'claude-haiku-5-5', prompt: ({ a, b }) => `${a}+${b}` },
      sonnet: { ...model, model: 'claude-sonnet-5-5', prompt: 'What is {{a}}+{{b}}?' },
    },
    graders: [exactMatch()],
    simulate: ({ model: asked, messages }) => {
      const [, a, b] = /(\d+)\+(\d+)/.exec(JSON.stringify(messages))!;
      const slip = asked === 'claude-haiku-5-5' && Number(a) % 4 === 3 ? 1 : 0;
      return String(Number(a) + Number(b) + slip);
    },
  });
}

export interface Bench {
  readonly simulator: Simulator;
  readonly clock: FastClock;
  /** Every call to the simulator. */
  readonly calls: LogLine[];
  readonly options: EngineOptions;
}

/** A simulator on a clock that the engine shares, and options that lead to it. */
export async function bench(suite: AnySuite, options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const clock = fastClock();
  const calls: LogLine[] = [];
  const simulator = await startSimulator({
    models: loadModels(),
    now: () => clock.now().getTime(),
    batchSeconds: 60,
    ...(suite.simulate && { simulate: suite.simulate }),
    log: (line) => calls.push(line),
    ...options,
  });
  onTestFinished(() => simulator.close());
  return {
    simulator,
    clock,
    calls,
    options: { clock, claude: { apiKey: 'sk-test', baseURL: simulator.url } },
  };
}

/** Creates that the server accepted, with the number of requests each bought. */
export function bought(calls: readonly LogLine[]): number[] {
  return calls.flatMap(({ method, requests }) => (method === 'POST' && requests ? [requests] : []));
}

/** What a record says of the outcome, without what differs between two runs of the same suite. */
export function essence(records: Iterable<TrialRecord>) {
  return [...records].map(({ trial, case: id, variant, repetition, outcome, output, pass, scores }) => ({
    trial,
    id,
    variant,
    repetition,
    outcome,
    output,
    pass,
    scores,
  }));
}

export function journalOf(folder: string): { type: string; [key: string]: unknown }[] {
  return readFileSync(join(folder, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
