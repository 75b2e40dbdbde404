import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { loadSuite } from '../../load/suite.ts';
import { loadModels } from '../../load/tables.ts';
import { UserError } from '../../model/errors.ts';
import type { FaultShares } from '../../simulator/fault.ts';
import { startSimulator } from '../../simulator/server.ts';

interface Options extends FaultShares {
  readonly port: number;
  readonly suite?: string;
  readonly seconds: number;
  readonly seed: number;
  readonly latency: number;
  readonly retryAfter: number;
  readonly log?: string;
}

export async function simulate(options: Options): Promise<void> {
  const { errored, expired, rateLimited, overloaded, failed, dropped, log } = options;
  const suite = options.suite === undefined ? undefined : (await loadSuite(options.suite)).suite;
  const shares = Object.fromEntries(
    Object.entries({ errored, expired, rateLimited, overloaded, failed, dropped }).filter(
      ([, value]) => value,
    ),
  );
  const simulator = await startSimulator({
    models: loadModels(),
    port: options.port,
    seed: options.seed,
    batchSeconds: options.seconds,
    latencyMs: options.latency,
    retryAfterSeconds: options.retryAfter || null,
    shares,
    ...(suite?.simulate && { simulate: suite.simulate }),
    ...(log !== undefined && { log: (line) => appendFileSync(log, `${JSON.stringify(line)}\n`) }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new UserError(`port ${options.port} is taken`, 'choose another: --port', 1);
    throw error;
  });
  console.log(`Simulator of the Claude API on ${simulator.url} (answers are not Claude's). Ctrl-C stops it.`);
  console.log(`  ANTHROPIC_BASE_URL=${simulator.url} ANTHROPIC_API_KEY=simulator assay run`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await simulator.close();
}
