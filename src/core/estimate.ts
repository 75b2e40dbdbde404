import { findModel, type ModelTable } from '../model/models.ts';
import type { PriceEntry, PriceTable } from '../model/prices.ts';
import type { Params, RecordedParams } from '../model/request.ts';
import { estimateInputTokens } from '../model/token-estimate.ts';
import { bandFor, findPrice, promptTokenPrice } from './price.ts';

/** What a request may cost before it is sent. */
export interface Estimate {
  /** From the length of the text: the API counts with a tokenizer that is not published. */
  readonly inputTokens: number;
  /** `max_tokens`: the most that can come back. */
  readonly outputTokensAtMost: number;
  /** US dollars: the input alone, and with all the output there can be. Null: no price is known. */
  readonly cost: CostRange | null;
  /** US dollars for a token that comes back. Null: no price is known. */
  readonly perOutputToken: number | null;
}

export interface CostRange {
  readonly least: number;
  readonly most: number;
}

/** @param json the params as they are sent. */
export type Estimator = (params: Params | RecordedParams, json: string) => Estimate;

const NOTHING: Estimate = {
  inputTokens: 0,
  outputTokensAtMost: 0,
  cost: { least: 0, most: 0 },
  perOutputToken: 0,
};

/** Estimates requests that are sent on that day, in a batch or singly. */
export function estimator(
  models: ModelTable,
  prices: PriceTable,
  { day, batch }: { readonly day: string; readonly batch: boolean },
): Estimator {
  const known = new Map<string, PriceEntry | undefined>();
  const entryOf = (model: string): PriceEntry | undefined => {
    if (!known.has(model)) known.set(model, findPrice(prices, model, day));
    return known.get(model);
  };
  const factor = (batch ? prices.batchFactor : 1) * 1e-6;
  return (params, json) => {
    if ('recorded' in params) return NOTHING;
    const tokenizer = findModel(models, params.model)?.tokenizer ?? 'dense';
    const inputTokens = estimateInputTokens({ ...params }, tokenizer);
    const outputTokensAtMost = params.max_tokens;
    const entry = entryOf(params.model);
    if (!entry) return { inputTokens, outputTokensAtMost, cost: null, perOutputToken: null };
    const band = bandFor(entry, inputTokens);
    const scale = factor * (prices.geography[params.inference_geo ?? ''] ?? 1);
    return {
      inputTokens,
      outputTokensAtMost,
      cost: {
        least: inputTokens * band.input * scale,
        most: (inputTokens * promptTokenPrice(band, json) + outputTokensAtMost * band.output) * scale,
      },
      perOutputToken: band.output * scale,
    };
  };
}

export function addRanges(a: CostRange | null, b: CostRange | null): CostRange | null {
  return a && b && { least: a.least + b.least, most: a.most + b.most };
}
