import type { BaselineCase, BaselineHeader } from '../model/baseline.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { clustersFrom } from './clusters.ts';
import { parseFingerprint } from './fingerprint.ts';
import { NumberColumn } from './number-column.ts';
import { ACCURACY, type ScoreTable } from './score-table.ts';
import { meanScore, ScoreColumnBuilder } from './stats/scores.ts';

const KEYS = [
  'id',
  'input',
  'expected',
  'cluster',
  'scores',
  'cost',
  'tokens',
] as const satisfies readonly (keyof BaselineCase)[];
const NOTHING: Fields = {};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes the cases of a baseline's file one by one and makes the table of them that the run once had, but for the
 * tags. Checked by hand: a schema would take most of the time for a million of them.
 */
export class BaselineReader {
  readonly #header: BaselineHeader;
  readonly #variants: readonly VariantReader[];
  readonly #names: readonly string[];
  readonly #metrics: readonly string[];
  readonly #ids: string[] = [];
  readonly #inputs = new NumberColumn();
  readonly #expected = new NumberColumn();
  readonly #clusters = new NumberColumn();

  constructor(header: BaselineHeader) {
    this.#header = header;
    this.#metrics = [ACCURACY, ...header.graders.map(({ name }) => name)];
    this.#names = header.variants.map(({ name }) => name);
    this.#variants = header.variants.map(({ name, model }) => new VariantReader(name, model, this.#metrics));
  }

  /** @throws UserError that says what is wrong with it; where, the caller knows. */
  addCase(value: unknown): void {
    const row = fieldsOf(value, 'a case', KEYS);
    this.#ids.push(this.#idOf(row.id));
    this.#inputs.add(fingerprintIn(row, 'input'));
    this.#expected.add(fingerprintIn(row, 'expected'));
    this.#clusters.add(row.cluster === undefined ? Number.NaN : fingerprintIn(row, 'cluster'));
    const scores = fieldsOf(row.scores, '"scores"', this.#names);
    const cost = row.cost === undefined ? NOTHING : fieldsOf(row.cost, '"cost"', this.#names);
    const tokens = row.tokens === undefined ? NOTHING : fieldsOf(row.tokens, '"tokens"', this.#names);
    for (const variant of this.#variants) {
      variant.addScores(own(scores, variant.name));
      variant.cost.add(amountIn(cost, variant.name, 'cost'));
      variant.tokens.add(amountIn(tokens, variant.name, 'tokens'));
    }
  }

  /**
   * @param file what the file is called in reports.
   * @throws UserError when there are not as many cases as the header says.
   */
  finish(file: string): ScoreTable {
    const { suite, run, createdAt, dataset, simulated, pricesDate, graders } = this.#header;
    const cases = this.#ids.length;
    if (cases !== dataset.cases) {
      const there = cases === 1 ? 'is 1 case' : `are ${cases} cases`;
      throw new UserError(`there ${there}, and its header says ${dataset.cases}`);
    }
    const inputs = this.#inputs.finish();
    return {
      origin: {
        suite,
        run,
        createdAt,
        file,
        dataset: dataset.hash,
        simulated,
        pricesDate,
        graders: Object.fromEntries(graders.map(({ name, version }) => [name, version])),
        roles: new Map(graders.map(({ name, role }) => [name, role])),
      },
      cases: {
        ids: this.#ids,
        inputs,
        expected: this.#expected.finish(),
        clusters: clustersFrom(inputs, this.#clusters.finish()),
        tags: new Map(),
      },
      variants: this.#variants.map((variant) => variant.finish()),
    };
  }

  /** They ascend, which also shows that none is there twice. */
  #idOf(id: unknown): string {
    if (typeof id !== 'string') throw new UserError(`"id" must be a text, not ${shown(id)}`);
    const before = this.#ids.at(-1);
    if (before === undefined || before < id) return id;
    throw new UserError(
      before === id
        ? `there are two cases ${shown(id)}`
        : `case ${shown(id)} stands after ${shown(before)}: they are sorted by id`,
    );
  }
}

class VariantReader {
  readonly name: string;
  readonly cost = new NumberColumn();
  readonly tokens = new NumberColumn();
  readonly #model: string | null;
  readonly #metrics: readonly string[];
  readonly #columns: readonly ScoreColumnBuilder[];

  constructor(name: string, model: string | null, metrics: readonly string[]) {
    this.name = name;
    this.#model = model;
    this.#metrics = metrics;
    this.#columns = metrics.map(() => new ScoreColumnBuilder());
  }

  addScores(value: unknown): void {
    const scores =
      value === undefined ? NOTHING : fieldsOf(value, `what ${shown(this.name)} scored`, this.#metrics);
    for (const [index, metric] of this.#metrics.entries()) {
      const kept = own(scores, metric);
      this.#columns[index]!.add(kept === undefined ? null : meanScore(samplesOf(kept, metric)));
    }
  }

  finish(): ScoreTable['variants'][number] {
    return {
      name: this.name,
      model: this.#model,
      metrics: new Map(this.#metrics.map((metric, index) => [metric, this.#columns[index]!.finish()])),
      cost: this.cost.finish(),
      tokens: this.tokens.finish(),
    };
  }
}

/** The fields of an object that has no others than these. */
function fieldsOf(value: unknown, what: string, keys: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError(`${what} must be an object, not ${shown(value)}`);
  }
  for (const key in value) {
    if (keys.includes(key)) continue;
    throw new UserError(`${what} has an unknown key ${shown(key)}`, didYouMean(key, keys));
  }
  return value as Fields;
}

/** Names are anybody's: `constructor` is one. */
function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function fingerprintIn(row: Fields, key: string): number {
  const fingerprint = parseFingerprint(row[key]);
  if (!Number.isNaN(fingerprint)) return fingerprint;
  throw new UserError(`"${key}" must be a fingerprint of 13 hex digits, not ${shown(row[key])}`);
}

function samplesOf(kept: unknown, metric: string): readonly number[] {
  const samples: readonly unknown[] = Array.isArray(kept) ? kept : [kept];
  if (samples.length === 0) throw new UserError(`the scores of ${shown(metric)} are an empty list`);
  for (const sample of samples) {
    if (typeof sample === 'number' && sample >= 0 && sample <= 1) continue;
    throw new UserError(`a score of ${shown(metric)} must be a number from 0 to 1, not ${shown(sample)}`);
  }
  return samples as readonly number[];
}

/** NaN: it is not known. */
function amountIn(amounts: Fields, variant: string, key: string): number {
  const amount = own(amounts, variant);
  if (amount === undefined) return Number.NaN;
  if (typeof amount === 'number' && amount >= 0 && amount < Infinity) return amount;
  throw new UserError(`the ${key} of ${shown(variant)} must be a number from 0 on, not ${shown(amount)}`);
}

/** A foreign value in an error's line. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
