import type { PriceBand, PriceEntry, PriceTable } from '../model/prices.ts';
import type { Dollars } from '../model/record.ts';
import type { Message, Usage } from '../model/result.ts';

/** US dollars for one answer: as billed, and what the same usage costs as a single request. */
export interface Price {
  readonly cost: Dollars;
  readonly unbatched: Dollars;
  /** What the prompt cache saved: reads are cheaper than plain input, writes dearer, so it may be negative. */
  readonly cacheSaved: Dollars;
}

const UNKNOWN: Price = { cost: null, unbatched: null, cacheSaved: null };
const FREE: Price = { cost: 0, unbatched: 0, cacheSaved: 0 };
const PER_TOKEN = 1e-6;
/** Cache writes cost this much of the input price, on every model. */
const WRITE_5M = 1.25;
const WRITE_1H = 2;

/**
 * The price of an answer from its `usage` and the table's prices of that day. Null for a model that the
 * table does not have: unknown, never zero.
 *
 * `usage.service_tier` says whether the batch discount was given; where it says nothing (older replies),
 * `batch` does. Source: https://platform.claude.com/docs/en/about-claude/pricing
 *
 * @param day `YYYY-MM-DD`, when the request was sent.
 */
export function priceOf(
  message: Pick<Message, 'model' | 'usage' | 'stop_reason' | 'content'>,
  table: PriceTable,
  day: string,
  batch: boolean,
): Price {
  // A refusal before any output is not billed, though its usage shows tokens.
  if (message.stop_reason === 'refusal' && message.content.length === 0) return FREE;
  const { usage } = message;
  const entry = findPrice(table, message.model, day);
  if (!entry) return UNKNOWN;
  const band = bandFor(entry, promptTokens(usage));
  const { oneHour, fiveMinutes } = cacheWrites(usage);
  const geography = table.geography[usage.inference_geo ?? ''] ?? 1;
  const perToken = PER_TOKEN * geography;
  const cached = (usage.cache_read_input_tokens ?? 0) + fiveMinutes + oneHour;
  const cachedCost =
    perToken *
    (fiveMinutes * band.input * WRITE_5M +
      oneHour * band.input * WRITE_1H +
      (usage.cache_read_input_tokens ?? 0) * band.cacheRead);
  const tokens =
    cachedCost + perToken * (usage.input_tokens * band.input + usage.output_tokens * band.output);
  const searches = (usage.server_tool_use?.web_search_requests ?? 0) * table.webSearch;
  const discounted = usage.service_tier ? usage.service_tier === 'batch' : batch;
  const factor = discounted ? table.batchFactor : 1;
  return {
    cost: tokens * factor + searches,
    unbatched: tokens + searches,
    cacheSaved: (cached * band.input * perToken - cachedCost) * factor,
  };
}

/**
 * The most that a token of the prompt can cost: writing it to the cache, where the request asks for that.
 *
 * @param json the params as they are sent.
 */
export function promptTokenPrice(band: PriceBand, json: string): number {
  if (!json.includes('"cache_control"')) return band.input;
  return band.input * (json.includes('"ttl":"1h"') ? WRITE_1H : WRITE_5M);
}

/** Everything the model read: uncached, written to the cache, read from it. */
export function promptTokens(usage: Usage): number {
  return usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
}

/** Where the reply does not say how long it caches, the default holds: five minutes. */
function cacheWrites(usage: Usage): { fiveMinutes: number; oneHour: number } {
  const split = usage.cache_creation;
  if (!split) return { fiveMinutes: usage.cache_creation_input_tokens ?? 0, oneHour: 0 };
  return { fiveMinutes: split.ephemeral_5m_input_tokens, oneHour: split.ephemeral_1h_input_tokens };
}

/** The newest entry of the model that has begun by `day`. A dated id (`…-20251001`) has its family's price. */
export function findPrice(table: PriceTable, model: string, day: string): PriceEntry | undefined {
  const dateless = model.replace(/-\d{8}$/, '');
  let newest: PriceEntry | undefined;
  for (const entry of table.entries) {
    const named = entry.models.includes(model) || entry.models.includes(dateless);
    if (named && entry.from <= day && (newest === undefined || entry.from >= newest.from)) newest = entry;
  }
  return newest;
}

/** The band that a prompt of this size falls into; all tokens of the request have its prices. */
export function bandFor(entry: PriceEntry, prompt: number): PriceBand {
  return (
    entry.bands.find(({ promptUpTo }) => promptUpTo === undefined || prompt <= promptUpTo) ??
    entry.bands.at(-1)!
  );
}

/** The day from which the table's newest entry holds. */
export function pricesDate(table: PriceTable): string {
  return (
    table.entries
      .map(({ from }) => from)
      .sort()
      .at(-1) ?? ''
  );
}
