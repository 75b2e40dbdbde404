import type { ModelTable } from '../model/models.ts';
import type { Simulate } from '../model/suite.ts';
import type { Call, Fault, FaultShares } from './fault.ts';
import { standIn } from './stand-in.ts';

/** What is not published about the API, or differs between sources: each has the likelier answer as default. */
export interface Quirks {
  /** Whether parameters that a batch does not take fail their own request or the whole call. */
  readonly unsupportedParams?: 'per-item' | 'sync';
  /** Whether `results_url` stays when the results are gone. */
  readonly resultsUrlAfterArchival?: 'null' | 'kept';
  /** Whether a batch may come without a `content-length`. */
  readonly chunkedUploads?: 'accept' | 'refuse';
}

export interface SimulatorOptions {
  readonly models: ModelTable;
  /** Answers in place of a model. Without it, answers say that they are simulated. */
  readonly simulate?: Simulate;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Of everything that is random. Default 0. */
  readonly seed?: number;
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** How long a batch takes by that clock. Default 2. */
  readonly batchSeconds?: number;
  /** The wait before every reply. Default 0. */
  readonly latencyMs?: number;
  /** `retry-after` on unfinished batches; null leaves it out. Default 10, as seen on the API. */
  readonly retryAfterSeconds?: number | null;
  /** Requests of unfinished batches that are allowed at once. No limit by default. */
  readonly queueLimit?: number;
  /** Calls per minute to the batch endpoints. No limit by default. */
  readonly callsPerMinute?: number;
  /** Workspaces by API key; other keys are refused. By default every key works, on one workspace. */
  readonly workspaces?: Readonly<Record<string, string>>;
  readonly shares?: FaultShares;
  /** Asked first on every call: a fault that is to befall it. */
  readonly onCall?: (call: Call) => Fault | undefined;
  readonly quirks?: Quirks;
  /** Gets one line for each call when it is over. */
  readonly log?: (line: LogLine) => void;
}

export interface LogLine {
  /** RFC 3339, by the simulator's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Null: the client got no reply. */
  readonly status: number | null;
  readonly batch?: string;
  /** On a create call: requests bought. Their sum is what all batches together cost. */
  readonly requests?: number;
}

type Defaulted = Required<Omit<SimulatorOptions, 'workspaces' | 'onCall' | 'log' | 'quirks'>>;

/** Options with their defaults filled in. */
export interface SimulatorSettings
  extends Defaulted,
    Pick<SimulatorOptions, 'workspaces' | 'onCall' | 'log'> {
  readonly quirks: Required<Quirks>;
}

export function withDefaults(options: SimulatorOptions): SimulatorSettings {
  return {
    simulate: standIn,
    port: 0,
    seed: 0,
    now: Date.now,
    batchSeconds: 2,
    latencyMs: 0,
    retryAfterSeconds: 10,
    queueLimit: Number.POSITIVE_INFINITY,
    callsPerMinute: Number.POSITIVE_INFINITY,
    shares: {},
    ...options,
    quirks: {
      unsupportedParams: 'per-item',
      resultsUrlAfterArchival: 'null',
      chunkedUploads: 'accept',
      ...options.quirks,
    },
  };
}
