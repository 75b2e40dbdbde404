import { addRanges, type CostRange, estimator } from '../core/estimate.ts';
import { BATCH_LIMITS } from '../core/pack.ts';
import { loadGraders } from '../load/graders.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { loadModels, loadPrices } from '../load/tables.ts';
import { isRecorded } from '../model/suite.ts';
import { planSuite, type Selection } from './plan-suite.ts';

/** What a variant would send, and about what that costs. */
export interface VariantEstimate {
  readonly name: string;
  /** Null for recorded answers: nothing is sent. */
  readonly model: string | null;
  readonly requests: number;
  readonly batches: number;
  readonly bytes: number;
  /** From the length of the text: the API counts with a tokenizer that is not published. */
  readonly inputTokens: number;
  /** `max_tokens` of all requests: the most that can come back. */
  readonly outputTokensAtMost: number;
  /** US dollars: the input alone, and with all the output there can be. Null: no price is known. */
  readonly cost: CostRange | null;
  /** The first request, as it would be sent. */
  readonly sample: unknown;
}

export interface DryRun {
  readonly suite: string;
  readonly cases: number;
  readonly repeat: number;
  readonly variants: readonly VariantEstimate[];
}

/** Plans a suite as a run would, checks every request, and adds up; nothing is sent or written. */
export async function dryRun(
  loaded: LoadedSuite,
  { live, ...selection }: Selection & { readonly live?: boolean },
  now: Date,
): Promise<DryRun> {
  await loadGraders(loaded);
  const plan = await planSuite(loaded.root, loaded.suite, selection, live ? 'live' : 'batch', now);
  const prices = await loadPrices(loaded.root, loaded.suite.prices);
  const estimate = estimator(loadModels(), prices, { day: now.toISOString().slice(0, 10), batch: !live });
  const totals = plan.variants.map(() => ({
    bytes: 0,
    inputTokens: 0,
    outputTokens: 0,
    cost: { least: 0, most: 0 } as CostRange | null,
    sample: undefined as unknown,
  }));
  let cases = 0;
  for await (const { openings } of plan.cases()) {
    cases++;
    for (const { variant, params, json } of openings) {
      const total = totals[variant]!;
      const { inputTokens, outputTokensAtMost, cost } = estimate(params, json);
      total.bytes += Buffer.byteLength(json) * plan.repeat;
      total.sample ??= params;
      total.inputTokens += inputTokens * plan.repeat;
      total.outputTokens += outputTokensAtMost * plan.repeat;
      total.cost = addRanges(
        total.cost,
        cost && { least: cost.least * plan.repeat, most: cost.most * plan.repeat },
      );
    }
  }
  return {
    suite: loaded.suite.name,
    cases,
    repeat: plan.repeat,
    variants: plan.variants.map(({ name, variant }, index) => {
      const total = totals[index]!;
      const model = isRecorded(variant) ? null : variant.model;
      const requests = model === null ? 0 : cases * plan.repeat;
      return {
        name,
        model,
        requests,
        batches: live
          ? 0
          : Math.max(
              Math.ceil(requests / BATCH_LIMITS.requests),
              Math.ceil((requests && total.bytes) / BATCH_LIMITS.bytes),
            ),
        bytes: total.bytes,
        inputTokens: total.inputTokens,
        outputTokensAtMost: total.outputTokens,
        cost: total.cost,
        sample: total.sample,
      };
    }),
  };
}
