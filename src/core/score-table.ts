import type { Case } from '../model/case.ts';
import type { Role, Score } from '../model/grader.ts';
import type { TrialRecord } from '../model/record.ts';
import { type Clusters, clustersFrom } from './clusters.ts';
import { fingerprintOf } from './fingerprint.ts';
import { NumberColumn } from './number-column.ts';
import { meanScore, type ScoreColumn, ScoreColumnBuilder } from './stats/scores.ts';

/** The share of trials that pass: a metric beside the graders. */
export const ACCURACY = 'accuracy';

/** The numbers of a run, or of what is kept of one, by case: all that comparisons need, without the texts. */
export interface ScoreTable {
  readonly origin: TableOrigin;
  readonly cases: CaseColumns;
  readonly variants: readonly VariantColumns[];
}

/** Where a table comes from. */
export interface TableOrigin {
  readonly suite: string;
  readonly run: string;
  readonly createdAt: string;
  /** The file of a committed baseline; null: a run. */
  readonly file: string | null;
  /** Hash of the dataset. */
  readonly dataset: string;
  /** The simulator gave answers or opinions. */
  readonly simulated: boolean;
  /** The newest entry of the price table that costs were computed by. */
  readonly pricesDate: string;
  /** Digests of the graders as they were, by name; null: not known. */
  readonly graders: Readonly<Record<string, string | null>>;
  /** Of the graders, in their order. */
  readonly roles: ReadonlyMap<string, Role>;
}

export interface CaseColumns {
  readonly ids: readonly string[];
  /** Fingerprints. */
  readonly inputs: Float64Array;
  readonly expected: Float64Array;
  readonly clusters: Clusters;
  /** The cases of each tag, by index, ascending. */
  readonly tags: ReadonlyMap<string, Uint32Array>;
}

export interface VariantColumns {
  readonly name: string;
  /** Null for recorded answers. */
  readonly model: string | null;
  /** `accuracy` where a grader decides, and each grader. */
  readonly metrics: ReadonlyMap<string, ScoreColumn>;
  /** US dollars an answer, the mean of a case's; NaN: unknown. */
  readonly cost: Float64Array;
  /** Tokens an answer, in and out; NaN: unknown. */
  readonly tokens: Float64Array;
}

/**
 * Of a record: whether it passes, or a grader's score, to six significant digits. So many are kept in a baseline,
 * and what has not changed must be equal to it.
 */
export function metricOf(record: TrialRecord, metric: string): number | null {
  if (metric === ACCURACY) return record.pass === null ? null : Number(record.pass);
  const score: Score | undefined = record.scores[metric];
  return score?.outcome === 'scored' ? significant(score.score, 6) : null;
}

/** US dollars an answer, the mean of a case's; NaN: there is none, or one is unknown. */
export function costOf(records: readonly TrialRecord[]): number {
  return mean(answered(records).map(({ cost }) => cost));
}

/** Tokens an answer, in and out, the mean of a case's; NaN: there is none, or one is unknown. */
export function tokensOf(records: readonly TrialRecord[]): number {
  return mean(answered(records).map(({ tokens }) => tokens && total(tokens)));
}

/** Rounded to so many significant digits. */
export function significant(value: number, digits: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(digits));
}

/** Takes the records case by case and keeps a few numbers of each. */
export class ScoreTableBuilder {
  readonly #cases = new CaseColumnsBuilder();
  readonly #variants: readonly VariantColumnsBuilder[];

  constructor(variants: readonly Pick<VariantColumns, 'name' | 'model'>[], metrics: readonly string[]) {
    this.#variants = variants.map((variant) => new VariantColumnsBuilder(variant, metrics));
  }

  /** @param byVariant The case's records of each variant, in the order of the variants. */
  addCase(row: Case, byVariant: readonly (readonly TrialRecord[])[]): void {
    this.#cases.add(row);
    for (const [index, variant] of this.#variants.entries()) variant.addCase(byVariant[index]!);
  }

  finish(origin: TableOrigin): ScoreTable {
    return {
      origin,
      cases: this.#cases.finish(),
      variants: this.#variants.map((variant) => variant.finish()),
    };
  }
}

class CaseColumnsBuilder {
  readonly #ids: string[] = [];
  readonly #inputs = new NumberColumn();
  readonly #expected = new NumberColumn();
  readonly #clusters = new NumberColumn();
  readonly #tags = new Map<string, NumberColumn>();

  add(row: Case): void {
    for (const tag of new Set(row.tags)) {
      const cases = this.#tags.get(tag) ?? new NumberColumn();
      this.#tags.set(tag, cases);
      cases.add(this.#ids.length);
    }
    this.#ids.push(row.id);
    this.#inputs.add(fingerprintOf(row.input));
    this.#expected.add(fingerprintOf(row.expected));
    this.#clusters.add(row.cluster === undefined ? Number.NaN : fingerprintOf(row.cluster));
  }

  finish(): CaseColumns {
    const inputs = this.#inputs.finish();
    return {
      ids: this.#ids,
      inputs,
      expected: this.#expected.finish(),
      clusters: clustersFrom(inputs, this.#clusters.finish()),
      tags: new Map(Array.from(this.#tags, ([tag, cases]) => [tag, Uint32Array.from(cases.finish())])),
    };
  }
}

class VariantColumnsBuilder {
  readonly #variant: Pick<VariantColumns, 'name' | 'model'>;
  readonly #metrics: ReadonlyMap<string, ScoreColumnBuilder>;
  readonly #cost = new NumberColumn();
  readonly #tokens = new NumberColumn();

  constructor(variant: Pick<VariantColumns, 'name' | 'model'>, metrics: readonly string[]) {
    this.#variant = variant;
    this.#metrics = new Map(metrics.map((metric) => [metric, new ScoreColumnBuilder()]));
  }

  addCase(records: readonly TrialRecord[]): void {
    for (const [metric, column] of this.#metrics) {
      column.add(meanScore(records.map((record) => metricOf(record, metric))));
    }
    this.#cost.add(costOf(records));
    this.#tokens.add(tokensOf(records));
  }

  finish(): VariantColumns {
    const metrics = Array.from(this.#metrics, ([metric, column]) => [metric, column.finish()] as const);
    return {
      ...this.#variant,
      metrics: new Map(metrics),
      cost: this.#cost.finish(),
      tokens: this.#tokens.finish(),
    };
  }
}

function answered(records: readonly TrialRecord[]): readonly TrialRecord[] {
  return records.filter(({ outcome }) => outcome.type === 'succeeded');
}

function total({ input, cacheRead, cacheWrite, output }: NonNullable<TrialRecord['tokens']>): number {
  return input + cacheRead + cacheWrite + output;
}

/** NaN of none, or where one is unknown. */
function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / values.length;
}
