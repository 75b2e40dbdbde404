import type { Case } from '../model/case.ts';
import type { Score } from '../model/grader.ts';
import type { PriceTable } from '../model/prices.ts';
import type { Answerer, Attempt, Dollars, Outcome, Tokens, TrialRecord } from '../model/record.ts';
import {
  isSimulatedId,
  type Message,
  RECORDED_ID_PREFIX,
  type ResultLine,
  textOf,
  type Usage,
} from '../model/result.ts';
import { priceOf } from './price.ts';
import { passOf } from './score.ts';

/** One attempt as it came back: the parsed result line, or null where the results say nothing of it. */
export interface CollectedAttempt {
  readonly batch: number;
  /** 0 is the opening request of the conversation. */
  readonly turn: number;
  /** `YYYY-MM-DD` when the batch was created: the day whose prices hold. */
  readonly day: string;
  readonly line: ResultLine | null;
  /** The run that bought it; null: this one. */
  readonly reusedFrom: string | null;
}

export interface TrialFacts {
  readonly trial: number;
  readonly row: Case;
  readonly variant: string;
  readonly repetition: number;
  readonly mode: 'batch' | 'live';
  /** Oldest first. None: the run was canceled before the trial was ever sent. */
  readonly attempts: readonly CollectedAttempt[];
  /** All that its judges were asked, in any order. */
  readonly opinions: readonly CollectedAttempt[];
}

/** The message of a line that succeeded. */
export function messageOfLine(line: ResultLine | null | undefined): Message | null {
  return line?.result.type === 'succeeded' ? line.result.message : null;
}

/** A trial's record: what became of it, what the graders said, what it cost. */
export function buildRecord(
  facts: TrialFacts,
  scores: Readonly<Record<string, Score>>,
  prices: PriceTable,
): TrialRecord {
  const priced = facts.attempts.map((attempt) => priceAttempt(attempt, prices, facts.mode));
  const judged = facts.opinions.map((attempt) => priceAttempt(attempt, prices, facts.mode));
  const last = priced.at(-1);
  const turns = answeredTurns(facts.attempts);
  const message = messageOfLine(facts.attempts.at(-1)?.line);
  return {
    trial: facts.trial,
    case: facts.row.id,
    tags: facts.row.tags,
    variant: facts.variant,
    repetition: facts.repetition,
    outcome: last?.attempt.outcome ?? { type: 'canceled' },
    output: message && textOf(message),
    model: message?.model ?? null,
    answeredBy: message && answererOf(message),
    pass: message ? passOf(scores) : null,
    scores,
    tokens: addTokens(turns.map((index) => priced[index]!.attempt.tokens)),
    cost: addDollars(priced.map(({ attempt }) => attempt.cost)),
    costUnbatched: addDollars(priced.map(({ unbatched }) => unbatched)),
    cacheSaved: addDollars(priced.map(({ cacheSaved }) => cacheSaved)),
    serviceTier: message?.usage?.service_tier ?? null,
    reusedFrom: facts.attempts.at(-1)?.reusedFrom ?? null,
    judging: addDollars(judged.map(({ attempt }) => attempt.cost)),
    latencyMs: message && addLatencies(turns.map((index) => facts.attempts[index]!.line)),
    turns: turns.length,
    batch: last?.attempt.batch ?? null,
    earlier: priced.flatMap(({ attempt }, index) =>
      index === priced.length - 1 || turns.includes(index) ? [] : [attempt],
    ),
  };
}

/** Places of the attempts that were answered: the last of each turn. */
function answeredTurns(attempts: readonly CollectedAttempt[]): number[] {
  const places = new Map<number, number>();
  attempts.forEach(({ turn, line }, index) => {
    if (messageOfLine(line)) places.set(turn, index);
  });
  return [...places.values()];
}

function addTokens(parts: readonly (Tokens | null)[]): Tokens | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  const sum = (of: keyof Tokens) => known.reduce((total, part) => total + part[of], 0);
  return {
    input: sum('input'),
    cacheWrite: sum('cacheWrite'),
    cacheRead: sum('cacheRead'),
    output: sum('output'),
  };
}

/** Null as soon as one is unknown; a clock that was set back says nothing either. */
function addLatencies(lines: readonly (ResultLine | null)[]): number | null {
  let sum = 0;
  for (const line of lines) {
    const latency: unknown = line?.latency_ms;
    if (typeof latency !== 'number' || !(latency >= 0)) return null;
    sum += latency;
  }
  return sum;
}

/** What a result line cost, as billed. Errored, expired and canceled requests are not billed. */
export function costOfLine(
  line: ResultLine | undefined,
  prices: PriceTable,
  day: string,
  mode: 'batch' | 'live',
): Dollars {
  const message = messageOfLine(line);
  if (!message || answererOf(message) === 'recorded') return 0;
  return priceOf(message, prices, day, mode === 'batch').cost;
}

/** The sum; null as soon as one part is unknown. */
export function addDollars(parts: readonly Dollars[]): Dollars {
  let sum = 0;
  for (const part of parts) {
    if (part === null) return null;
    sum += part;
  }
  return sum;
}

function priceAttempt(
  { batch, day, line }: CollectedAttempt,
  prices: PriceTable,
  mode: 'batch' | 'live',
): { attempt: Attempt; unbatched: Dollars; cacheSaved: Dollars } {
  const message = messageOfLine(line);
  const outcome = outcomeOf(line);
  // Errored, expired and canceled requests are not billed.
  if (!message) return { attempt: { batch, outcome, tokens: null, cost: 0 }, unbatched: 0, cacheSaved: 0 };
  if (answererOf(message) === 'recorded') {
    // What another system charged is not known here.
    return { attempt: { batch, outcome, tokens: null, cost: null }, unbatched: null, cacheSaved: 0 };
  }
  const { cost, ...rest } = priceOf(message, prices, day, mode === 'batch');
  return { attempt: { batch, outcome, tokens: tokensOf(message.usage), cost }, ...rest };
}

function tokensOf(usage: Usage): Tokens {
  return {
    input: usage.input_tokens,
    cacheWrite: usage.cache_creation_input_tokens ?? 0,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    output: usage.output_tokens,
  };
}

function outcomeOf(line: ResultLine | null): Outcome {
  if (!line) return { type: 'missing' };
  const { result } = line;
  switch (result.type) {
    case 'succeeded': {
      const { stop_reason, stop_details } = result.message;
      const refusal = stop_details?.type === 'refusal' ? stop_details.category : null;
      return { type: 'succeeded', stopReason: stop_reason, ...(refusal && { refusal }) };
    }
    case 'errored': {
      // The error is nested twice: result.error is the response's body, its `error` says what happened.
      const error: { type?: string; message?: string } | undefined = result.error?.error;
      return {
        type: 'errored',
        error: { type: error?.type ?? 'unknown_error', message: error?.message ?? '' },
      };
    }
    default:
      return { type: result.type };
  }
}

function answererOf(message: Message): Answerer {
  if (isSimulatedId(message.id)) return 'simulator';
  return message.id.startsWith(RECORDED_ID_PREFIX) ? 'recorded' : 'claude';
}
