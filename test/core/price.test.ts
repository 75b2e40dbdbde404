import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandFor, findPrice, priceOf, pricesDate, promptTokens } from '../../src/core/price.ts';
import { loadPrices } from '../../src/load/tables.ts';
import type { Message, Usage } from '../../src/model/result.ts';
import { message, usage } from './builders.ts';

const TABLE = await loadPrices('/', undefined);
const DAY = '2026-11-20';

const price = (model: string, changes: Partial<Usage>, day = DAY, batch = true) =>
  priceOf(message({ model, usage: usage(changes) }), TABLE, day, batch);
const cost = (...args: Parameters<typeof price>) => price(...args).cost;

const M = 1_000_000;

describe('tokens', () => {
  it.each([
    // A batch costs half of these.
    ['claude-sonnet-5-5', { input_tokens: M }, 2],
    ['claude-sonnet-5-5', { output_tokens: M }, 10],
    ['claude-opus-5-5', { input_tokens: M, output_tokens: M }, 24],
    ['claude-fable-5-2', { input_tokens: M, output_tokens: M }, 48],
    ['claude-mythos-5-2', { input_tokens: M, output_tokens: M }, 48],
    ['claude-fable-5-1', { input_tokens: M, output_tokens: M }, 60],
    ['claude-fable-5', { input_tokens: M, output_tokens: M }, 60],
    ['claude-opus-5', { input_tokens: M, output_tokens: M }, 30],
    ['claude-opus-4-8', { input_tokens: M, output_tokens: M }, 30],
    ['claude-opus-4-5', { input_tokens: M, output_tokens: M }, 30],
    ['claude-sonnet-5', { input_tokens: M, output_tokens: M }, 12],
    ['claude-sonnet-4-6', { input_tokens: M, output_tokens: M }, 18],
    ['claude-haiku-4-5', { input_tokens: M, output_tokens: M }, 6],
  ])('%s, %j: $%f as single requests, half in a batch', (model, used, dollars) => {
    expect(price(model, used).unbatched).toBeCloseTo(dollars, 12);
    expect(price(model, used).cost).toBeCloseTo(dollars / 2, 12);
  });

  it('of a small request, by hand: 1,234 in and 56 out of Sonnet 5.5 in a batch', () => {
    // (1234 × 2 + 56 × 10) / 1e6 / 2
    expect(cost('claude-sonnet-5-5', { input_tokens: 1234, output_tokens: 56 })).toBeCloseTo(0.001514, 12);
  });

  it('thinking is part of the output already', () => {
    const details = { output_tokens: 100, output_tokens_details: { thinking_tokens: 90 } } as Partial<Usage>;
    expect(cost('claude-sonnet-5-5', details)).toBe(cost('claude-sonnet-5-5', { output_tokens: 100 }));
  });
});

describe('the prompt cache', () => {
  const writes = (fiveMinutes: number, oneHour: number): Partial<Usage> => ({
    cache_creation_input_tokens: fiveMinutes + oneHour,
    cache_creation: { ephemeral_5m_input_tokens: fiveMinutes, ephemeral_1h_input_tokens: oneHour },
  });

  it('saves what reads cost less than plain input, less what writes cost more', () => {
    const saved = (changes: Partial<Usage>) => price('claude-sonnet-5-5', changes).cacheSaved;
    expect(saved({ input_tokens: M, output_tokens: M })).toBe(0);
    // In a batch: 2 − 0.1 dollars a million, halved.
    expect(saved({ cache_read_input_tokens: M })).toBeCloseTo(0.95, 12);
    expect(saved(writes(M, 0))).toBeCloseTo(-0.25, 12);
    expect(saved(writes(0, M))).toBeCloseTo(-1, 12);
    expect(saved({ ...writes(0, M), cache_read_input_tokens: 9 * M })).toBeCloseTo(9 * 0.95 - 1, 12);
  });

  it('writes for five minutes cost 1.25 × the input, for an hour 2 ×', () => {
    expect(price('claude-sonnet-5-5', writes(M, 0)).unbatched).toBeCloseTo(2.5, 12);
    expect(price('claude-sonnet-5-5', writes(0, M)).unbatched).toBeCloseTo(4, 12);
    expect(cost('claude-opus-5-5', writes(200_000, 300_000))).toBeCloseTo((0.2 * 5 + 0.3 * 8) / 2, 12);
  });

  it('writes of unknown duration are for five minutes', () => {
    expect(cost('claude-sonnet-5-5', { cache_creation_input_tokens: M })).toBeCloseTo(1.25, 12);
  });

  it.each([
    ['claude-fable-5-2', 0.2],
    ['claude-fable-5-1', 0.25],
    ['claude-fable-5', 1],
    ['claude-opus-5-5', 0.2],
    ['claude-opus-5', 0.5],
    ['claude-sonnet-5-5', 0.1],
    ['claude-sonnet-5', 0.2],
    ['claude-sonnet-4-6', 0.3],
    ['claude-haiku-4-5', 0.1],
  ])('reads of %s cost $%f a million: not the same share of the input everywhere', (model, dollars) => {
    expect(price(model, { cache_read_input_tokens: M }).unbatched).toBeCloseTo(dollars, 12);
  });
});

describe('Haiku 5.5 has two bands, chosen by the whole prompt', () => {
  const haiku = (used: Partial<Usage>) => price('claude-haiku-5-5', used).unbatched;

  it('up to 100,000 tokens the low one, above it the high one for all tokens', () => {
    expect(haiku({ input_tokens: 100_000, output_tokens: 1000 })).toBeCloseTo(0.0105, 12);
    expect(haiku({ input_tokens: 100_001, output_tokens: 1000 })).toBeCloseTo(0.0500005 + 0.0025, 12);
  });

  it('cache reads and writes count towards the prompt', () => {
    // 1 + 60,000 written + 40,000 read = 100,001.
    const used: Partial<Usage> = {
      input_tokens: 1,
      cache_creation_input_tokens: 60_000,
      cache_creation: { ephemeral_5m_input_tokens: 50_000, ephemeral_1h_input_tokens: 10_000 },
      cache_read_input_tokens: 40_000,
      output_tokens: 0,
    };
    expect(haiku(used)).toBeCloseTo((0.5 + 50_000 * 0.625 + 10_000 * 1 + 40_000 * 0.05) / M, 12);
    expect(haiku({ ...used, input_tokens: 0 })).toBeCloseTo(
      (50_000 * 0.125 + 10_000 * 0.2 + 40_000 * 0.01) / M,
      12,
    );
  });

  it('output does not', () => {
    expect(haiku({ input_tokens: 100_000, output_tokens: 50_000 })).toBeCloseTo(0.01 + 0.025, 12);
  });

  it('no other model has bands', () => {
    expect(price('claude-sonnet-5-5', { input_tokens: 900_000 }).unbatched).toBeCloseTo(1.8, 12);
  });
});

describe('factors', () => {
  const used = { input_tokens: M };

  it('the reply says whether it was billed as a batch; where it does not, the caller does', () => {
    const tier = (service_tier: Usage['service_tier'], batch: boolean) =>
      cost('claude-sonnet-5-5', { ...used, service_tier }, DAY, batch);
    expect(tier('batch', false)).toBe(1);
    expect(tier('standard', true)).toBe(2);
    expect(tier('priority', true)).toBe(2);
    expect(tier(null, true)).toBe(1);
    expect(tier(null, false)).toBe(2);
  });

  it('inference in the US costs a tenth more; elsewhere nothing', () => {
    expect(cost('claude-sonnet-5-5', { ...used, inference_geo: 'us' })).toBeCloseTo(1.1, 12);
    expect(price('claude-sonnet-5-5', { ...used, inference_geo: 'us' }).unbatched).toBeCloseTo(2.2, 12);
    for (const inference_geo of ['global', 'not_available']) {
      expect(cost('claude-sonnet-5-5', { ...used, inference_geo })).toBe(1);
    }
  });

  it('a web search costs a cent, without discount or surcharge; a fetch is free', () => {
    const server_tool_use = { web_search_requests: 3, web_fetch_requests: 5 };
    expect(price('claude-sonnet-5-5', { ...used, inference_geo: 'us', server_tool_use })).toMatchObject({
      cost: expect.closeTo(1.1 + 0.03, 12),
      unbatched: expect.closeTo(2.2 + 0.03, 12),
    });
  });
});

describe('a refusal', () => {
  const refusal = (changes: Partial<Message>) =>
    priceOf(
      message({ stop_reason: 'refusal', usage: usage({ input_tokens: M, output_tokens: M }), ...changes }),
      TABLE,
      DAY,
      true,
    );

  it('before any output is free, whatever its usage says and whichever model gave it', () => {
    expect(refusal({ content: [] })).toMatchObject({ cost: 0, unbatched: 0 });
    expect(refusal({ content: [], model: 'claude-next' })).toMatchObject({ cost: 0, unbatched: 0 });
  });

  it('after some output is not', () => {
    expect(refusal({}).cost).toBe(6);
  });

  it('is told from an answer that is empty', () => {
    expect(refusal({ stop_reason: 'end_turn', content: [] }).cost).toBe(6);
  });
});

describe('which price holds', () => {
  it('none, never zero, for a model that the table does not have', () => {
    expect(price('claude-next', { input_tokens: M })).toMatchObject({ cost: null, unbatched: null });
    expect(price('claude-mythos-preview', {})).toMatchObject({ cost: null, unbatched: null });
  });

  it('none before the first entry', () => {
    expect(cost('claude-haiku-5-5', { input_tokens: M }, '2026-10-06')).toBeNull();
    expect(cost('claude-haiku-5-5', { input_tokens: M }, '2026-10-07')).not.toBeNull();
  });

  it("a dated id has its family's", () => {
    expect(cost('claude-haiku-4-5-20251001', { input_tokens: M })).toBe(0.5);
    expect(cost('claude-opus-4-5-20251101', { input_tokens: M })).toBe(2.5);
    expect(cost('claude-haiku-4-5-2025', { input_tokens: M })).toBeNull();
  });

  it('the newest that had begun: cache reads of Sonnet 5.5 became cheaper on 2026-10-07', () => {
    const read = { cache_read_input_tokens: M };
    expect(price('claude-sonnet-5-5', read, '2026-09-27').unbatched).toBeNull();
    expect(price('claude-sonnet-5-5', read, '2026-09-28').unbatched).toBeCloseTo(0.2, 12);
    expect(price('claude-sonnet-5-5', read, '2026-10-06').unbatched).toBeCloseTo(0.2, 12);
    expect(price('claude-sonnet-5-5', read, '2026-10-07').unbatched).toBeCloseTo(0.1, 12);
    expect(price('claude-sonnet-5-5', { input_tokens: M }, '2026-10-06').unbatched).toBe(2);
  });

  it('whatever the order of the entries', () => {
    const reversed = { ...TABLE, entries: TABLE.entries.toReversed() };
    expect(findPrice(reversed, 'claude-sonnet-5-5', '2026-10-06')?.bands[0]?.cacheRead).toBe(0.2);
    expect(findPrice(reversed, 'claude-sonnet-5-5', DAY)?.bands[0]?.cacheRead).toBe(0.1);
  });

  it('the table is as new as its newest entry', () => {
    expect(pricesDate(TABLE)).toBe('2026-11-09');
    expect(pricesDate({ ...TABLE, entries: [] })).toBe('');
  });
});

describe('the table that comes with Assay', () => {
  it('has a last band without limit in every entry, and narrow bands first', () => {
    for (const { models, bands } of TABLE.entries) {
      const limits = bands.map(({ promptUpTo }) => promptUpTo ?? Number.POSITIVE_INFINITY);
      expect(limits.at(-1), models.join()).toBe(Number.POSITIVE_INFINITY);
      expect(limits, models.join()).toEqual(limits.toSorted((a, b) => a - b));
    }
  });

  it('has a band for any prompt', () => {
    for (const entry of TABLE.entries) {
      expect(bandFor(entry, 0)).toBe(entry.bands[0]);
      expect(bandFor(entry, 1e9)).toBe(entry.bands.at(-1));
    }
  });
});

describe('a table of the user', () => {
  async function pricesWith(own: object) {
    const root = mkdtempSync(join(tmpdir(), 'assay-prices-'));
    try {
      writeFileSync(join(root, 'prices.json'), JSON.stringify(own));
      return await loadPrices(root, 'prices.json');
    } finally {
      rmSync(root, { recursive: true });
    }
  }
  const used = message({ model: 'claude-sonnet-5-5', usage: usage({ input_tokens: M, output_tokens: M }) });

  it('replaces all entries of the models that it names, and no others', async () => {
    const table = await pricesWith({
      entries: [
        { models: ['claude-sonnet-5-5'], from: '2026-11-01', bands: [{ input: 1, cacheRead: 0, output: 5 }] },
      ],
    });
    expect(priceOf(used, table, DAY, true).cost).toBe(3);
    expect(priceOf(used, table, '2026-10-20', true).cost).toBeNull();
    expect(findPrice(table, 'claude-opus-5', DAY)).toEqual(findPrice(TABLE, 'claude-opus-5', DAY));
  });

  it('prices a model that the table does not have', async () => {
    const table = await pricesWith({
      entries: [
        { models: ['claude-next'], from: '2026-01-01', bands: [{ input: 1, cacheRead: 0, output: 5 }] },
      ],
    });
    expect(priceOf({ ...used, model: 'claude-next' }, table, DAY, false)).toMatchObject({
      cost: 3,
      unbatched: 6,
    });
  });

  it('replaces factors that it states, and keeps the others', async () => {
    const table = await pricesWith({ batchFactor: 0.4, geography: { eu: 1.2 } });
    expect(priceOf(used, table, DAY, true)).toMatchObject({ cost: expect.closeTo(4.8, 12), unbatched: 12 });
    expect(table).toMatchObject({ geography: { us: 1.1, eu: 1.2 }, webSearch: 0.01 });
  });
});

describe('any usage', () => {
  const tokens = fc.nat({ max: 500_000 });
  const used = fc
    .record({ input: tokens, short: tokens, long: tokens, read: tokens, output: tokens })
    .map(({ input, short, long, read, output }) => ({
      input_tokens: input,
      cache_creation_input_tokens: short + long,
      cache_creation: { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long },
      cache_read_input_tokens: read,
      output_tokens: output,
    }));
  const model = fc.constantFrom(...TABLE.entries.flatMap(({ models }) => models));

  it('costs half of single requests in a batch, and never less for more output', () => {
    fc.assert(
      fc.property(model, used, (name, own) => {
        const { cost: paid, unbatched } = price(name, own);
        expect(paid).toBeCloseTo(unbatched! / 2, 12);
        expect(price(name, { ...own, output_tokens: own.output_tokens + 1 }).cost).toBeGreaterThan(paid!);
      }),
    );
  });

  it('has everything that the model read in its prompt', () => {
    fc.assert(
      fc.property(used, (own) => {
        const sum = own.input_tokens + own.cache_creation_input_tokens + own.cache_read_input_tokens;
        expect(promptTokens(usage(own))).toBe(sum);
      }),
    );
    expect(promptTokens(usage({ input_tokens: 7 }))).toBe(7);
  });
});
