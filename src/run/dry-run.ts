import { join } from 'node:path';
import pLimit from 'p-limit';
import { type TokenCounter, tokenCounter } from '../api/count-tokens.ts';
import { ClusterBuilder } from '../core/clusters.ts';
import { addRanges, type CostRange, type Estimate, estimator } from '../core/estimate.ts';
import { EvenSample } from '../core/even-sample.ts';
import { checkCompared } from '../core/gates/check-compared.ts';
import { divideRun } from '../core/instalments.ts';
import { judgesOf } from '../core/judges.ts';
import { BATCH_LIMITS } from '../core/pack.ts';
import { powerPlan } from '../core/power-plan.ts';
import { loadGraders } from '../load/graders.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { loadModels, loadPrices } from '../load/tables.ts';
import { messageOf } from '../model/errors.ts';
import type { PowerPlan } from '../model/power.ts';
import type { Params } from '../model/request.ts';
import { isRecorded } from '../model/suite.ts';
import { checkedBaseline } from './baseline-file.ts';
import { type AskedVariant, type EarlierOutput, earlierOutput } from './earlier-outputs.ts';
import type { RunOptions } from './options.ts';
import { JudgePlan } from './plan-judges.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { measuredBefore } from './power.ts';

/** Requests of each variant whose tokens are counted: all of them while there are at most twice as many. */
const COUNTED = 20;
/** Calls of `count_tokens` at once. */
const COUNTS_AT_ONCE = 4;

/** How the tokens of the prompts were found. */
export type TokenSource =
  /** By the API: of so many requests; the others are estimated in proportion. */
  | { readonly counted: number; readonly of: number }
  /** From the length of the text, since the API's tokenizer is not published; and why it was not asked. */
  | { readonly estimated: string };

/** What a variant would send, and about what that costs. */
export interface VariantEstimate extends AskedVariant {
  readonly requests: number;
  readonly batches: number;
  readonly bytes: number;
  readonly inputTokens: number;
  readonly inputTokensFrom: TokenSource;
  /** `max_tokens` of all requests: the most that can come back. */
  readonly outputTokensAtMost: number;
  /** What came back in an earlier run; null: there is none to go by. */
  readonly earlier: EarlierOutput | null;
  /**
   * US dollars: the input alone, with as much output as in the earlier run, and with all the output there can
   * be. Null: no price is known.
   */
  readonly cost: (CostRange & { readonly expected: number | null }) | null;
  /** The first request, as it would be sent. */
  readonly sample: unknown;
}

/** What a judge would ask about all answers, and the most that costs. */
export interface JudgeEstimate {
  readonly name: string;
  readonly opinions: number;
  readonly cost: CostRange | null;
}

/** What is bought of a run in instalments before the first look. */
export interface FirstInstalment {
  /** To within a cluster, where the cases are divided. */
  readonly cases: number;
  readonly repeat: number;
  /** US dollars for answers and opinions, in proportion to the whole. Null: no price is known. */
  readonly cost: CostRange | null;
}

/** All figures are of everything that may be sent, what is held back included. */
export interface DryRun {
  readonly suite: string;
  readonly cases: number;
  readonly repeat: number;
  /** Null: all is bought at once. */
  readonly first: FirstInstalment | null;
  readonly variants: readonly VariantEstimate[];
  readonly judges: readonly JudgeEstimate[];
  /** What can be seen with these cases. */
  readonly power: PowerPlan;
}

/** Plans a suite as a run would, checks every request, and adds up; nothing is sent or written. */
export async function dryRun(asDefined: LoadedSuite, options: RunOptions = {}): Promise<DryRun> {
  const loaded = await loadGraders(asDefined);
  const now = options.clock?.now() ?? new Date();
  const { live = false } = options;
  const plan = await planSuite(loaded.root, loaded.suite, options, live ? 'live' : 'batch', now);
  const kept = checkedBaseline(loaded, plan.variants, options.baseline);
  checkCompared(plan, kept !== null);
  const prices = await loadPrices(loaded.root, loaded.suite.prices);
  const estimate = estimator(loadModels(), prices, { day: now.toISOString().slice(0, 10), batch: !live });
  const totals = plan.variants.map(() => new VariantTotal());
  const judging = new JudgePlan({ ...plan, estimate, judges: judgesOf(loaded.suite.graders) });
  const clusters = new ClusterBuilder();
  let cases = 0;
  for await (const { row, openings } of plan.cases()) {
    cases++;
    clusters.add(row);
    judging.add(row);
    for (const { variant, params, json } of openings)
      totals[variant]!.add(params, json, estimate(params, json));
  }
  const counting = await counterOf(options);
  const reports = options.reports ?? join(loaded.root, 'reports');
  const simulated = options.simulate !== undefined && options.simulate !== false;
  const earlierOf = earlierOutput(reports, loaded.suite.name, simulated);
  const variants: VariantEstimate[] = [];
  for (const [index, { name, variant }] of plan.variants.entries()) {
    const facts = { name, model: isRecorded(variant) ? null : variant.model };
    const shape = { repeat: plan.repeat, live, earlier: earlierOf(facts) };
    variants.push({ ...facts, ...(await totals[index]!.finish(counting, shape)) });
  }
  const judges = judgeEstimates(judging);
  const costs = [...variants, ...judges].map(({ cost }) => cost);
  const whole = costs.reduce<CostRange | null>(addRanges, { least: 0, most: 0 });
  const first = firstInstalment(plan, cases, clusters, whole);
  const power = powerPlan(
    { cases, groups: clusters.finish().count, repeat: first ? first.repeat : plan.repeat },
    measuredBefore(reports, loaded.suite.name, simulated),
  );
  return { suite: loaded.suite.name, cases, repeat: plan.repeat, first, variants, judges, power };
}

/** @throws UserError when there are too few cases for instalments. */
function firstInstalment(
  { instalments, variants, repeat }: SuitePlan,
  cases: number,
  clusters: ClusterBuilder,
  whole: CostRange | null,
): FirstInstalment | null {
  if (!instalments) return null;
  const order = { variants: variants.length, repeat };
  // A run divides them by a seed of its own.
  const { shares } = divideRun(order, cases, { ...instalments, seed: '' }, () => clusters.finish());
  const first = {
    cases: shares ? shares.filter((share) => share === 0).length : cases,
    repeat: repeat - Number(instalments.confirm),
  };
  const part = (first.cases * first.repeat) / (cases * repeat);
  return { ...first, cost: whole && { least: whole.least * part, most: whole.most * part } };
}

type Counting = Awaited<ReturnType<typeof tokenCounter>>;

async function counterOf({ simulate, claude }: RunOptions): Promise<Counting> {
  if (simulate) return { why: 'the simulator counts in the same way' };
  return tokenCounter(claude ?? {});
}

/** The running sums of one variant. */
class VariantTotal {
  readonly #sample = new EvenSample<{ readonly params: Params; readonly inputTokens: number }>(COUNTED);
  #first: unknown;
  #bytes = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #cost: CostRange | null = { least: 0, most: 0 };
  /** US dollars for all the output there can be. */
  #outputCost = 0;
  #isAsked = false;

  add(
    params: unknown,
    json: string,
    { inputTokens, outputTokensAtMost, cost, perOutputToken }: Estimate,
  ): void {
    this.#first ??= params;
    this.#bytes += Buffer.byteLength(json);
    this.#inputTokens += inputTokens;
    this.#outputTokens += outputTokensAtMost;
    this.#cost = addRanges(this.#cost, cost);
    this.#outputCost += outputTokensAtMost * (perOutputToken ?? 0);
    if (Object(params).model === undefined) return;
    this.#isAsked = true;
    this.#sample.add({ params: params as Params, inputTokens });
  }

  async finish(
    counting: Counting,
    { repeat, live, earlier }: { repeat: number; live: boolean; earlier: EarlierOutput | null },
  ): Promise<Omit<VariantEstimate, keyof AskedVariant>> {
    const { ratio, source } = await this.#measure(counting);
    const requests = this.#isAsked ? this.#sample.seen * repeat : 0;
    const bytes = this.#bytes * repeat;
    return {
      requests,
      batches: live
        ? 0
        : Math.max(
            Math.ceil(requests / BATCH_LIMITS.requests),
            Math.ceil((requests && bytes) / BATCH_LIMITS.bytes),
          ),
      bytes,
      inputTokens: Math.round(this.#inputTokens * ratio) * repeat,
      inputTokensFrom: source,
      outputTokensAtMost: this.#outputTokens * repeat,
      earlier,
      cost: this.#costOf(ratio, repeat, earlier),
      sample: this.#first,
    };
  }

  #costOf(ratio: number, repeat: number, earlier: EarlierOutput | null): VariantEstimate['cost'] {
    if (this.#cost === null) return null;
    const least = this.#cost.least * ratio;
    const most = (this.#cost.most - this.#outputCost) * ratio + this.#outputCost;
    const perToken = this.#outputTokens === 0 ? 0 : this.#outputCost / this.#outputTokens;
    const expected = earlier && least + this.#sample.seen * earlier.tokens * perToken;
    return {
      least: least * repeat,
      expected: expected === null ? null : Math.min(expected, most) * repeat,
      most: most * repeat,
    };
  }

  /** How many tokens the API counts for each that is estimated. */
  async #measure(counting: Counting): Promise<{ ratio: number; source: TokenSource }> {
    if ('why' in counting) return { ratio: 1, source: { estimated: counting.why } };
    const { items, seen } = this.#sample;
    if (items.length === 0) return { ratio: 1, source: { counted: 0, of: 0 } };
    try {
      const counted = await countAll(counting.count, items);
      const estimated = items.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
      return { ratio: counted / estimated, source: { counted: items.length, of: seen } };
    } catch (error) {
      return { ratio: 1, source: { estimated: messageOf(error) } };
    }
  }
}

async function countAll(count: TokenCounter, items: readonly { readonly params: Params }[]): Promise<number> {
  const limit = pLimit(COUNTS_AT_ONCE);
  const counts = await Promise.all(items.map(({ params }) => limit(() => count(params))));
  return counts.reduce((sum, tokens) => sum + tokens, 0);
}

function judgeEstimates(judging: JudgePlan): JudgeEstimate[] {
  const judges = new Map<string, JudgeEstimate>();
  for (const { judge: name, estimate } of judging.threads()) {
    const known = judges.get(name);
    judges.set(name, {
      name,
      opinions: (known?.opinions ?? 0) + 1,
      cost: known ? addRanges(known.cost, estimate) : estimate,
    });
  }
  return [...judges.values()];
}
