import type { TrialRecord } from '../../model/record.ts';
import type { Report } from '../../model/report.ts';
import type { CaseColumns, VariantColumns } from '../../pack/columns.ts';
import { recordsByVariant } from '../records-by-variant.ts';

/** Reads all cases of a report once. @param graders in the order of the columns. */
export function collectColumns({ summary, everyCase }: Report, graders: readonly string[]): CaseColumns {
  const most = summary.dataset.cases;
  const live = summary.mode === 'live';
  const variants = new Map(
    summary.variants.map(({ name }) => [name, new VariantBuilder(graders, most, live)]),
  );
  const ids: string[] = [];
  const tags: number[] = [];
  const tagStarts = [0];
  const tagPlaces = new Map<string, number>();
  for (const { case: row, records } of everyCase) {
    for (const tag of row.tags) {
      if (!tagPlaces.has(tag)) tagPlaces.set(tag, tagPlaces.size);
      tags.push(tagPlaces.get(tag)!);
    }
    tagStarts.push(tags.length);
    for (const [variant, own] of recordsByVariant(records)) variants.get(variant)?.set(ids.length, own);
    ids.push(row.id);
  }
  return {
    ids,
    tagNames: [...tagPlaces.keys()],
    tags: Uint32Array.from(tags),
    tagStarts: Uint32Array.from(tagStarts),
    variants: Array.from(variants.values(), (variant) => variant.columns(ids.length)),
  };
}

/** The columns of a variant as they grow: in arrays of their last size, so that they are held once. */
class VariantBuilder {
  readonly #graders: readonly string[];
  readonly #columns: VariantColumns;

  constructor(graders: readonly string[], most: number, live: boolean) {
    const none = () => new Float64Array(most).fill(Number.NaN);
    const zero = () => new Float64Array(most);
    this.#graders = graders;
    this.#columns = {
      samples: zero(),
      passed: zero(),
      decided: zero(),
      missing: zero(),
      scores: graders.map(none),
      cost: none(),
      tokensIn: none(),
      tokensOut: none(),
      latency: live ? none() : null,
    };
  }

  set(place: number, records: readonly TrialRecord[]): void {
    const { samples, passed, decided, missing, scores, cost, tokensIn, tokensOut, latency } = this.#columns;
    samples[place] = records.length;
    passed[place] = count(records, ({ pass }) => pass === true);
    decided[place] = count(records, ({ pass }) => pass !== null);
    missing[place] = count(records, ({ outcome }) => outcome.type !== 'succeeded');
    this.#graders.forEach((grader, i) => {
      scores[i]![place] = mean(records.map((record) => scoreOf(record, grader)));
    });
    cost[place] = sum(records.map((record) => record.cost ?? Number.NaN));
    const used = records.flatMap(({ tokens }) => tokens ?? []);
    if (used.length > 0) {
      tokensIn[place] = sum(used.map(({ input, cacheWrite, cacheRead }) => input + cacheWrite + cacheRead));
      tokensOut[place] = sum(used.map(({ output }) => output));
    }
    // Records of earlier versions say nothing of it.
    if (latency) latency[place] = mean(records.map(({ latencyMs }) => latencyMs ?? Number.NaN));
  }

  columns(cases: number): VariantColumns {
    const { scores, latency, ...numbers } = this.#columns;
    const cut = (column: Float64Array) => column.subarray(0, cases);
    const { samples, passed, decided, missing, cost, tokensIn, tokensOut } = numbers;
    return {
      samples: cut(samples),
      passed: cut(passed),
      decided: cut(decided),
      missing: cut(missing),
      scores: scores.map(cut),
      cost: cut(cost),
      tokensIn: cut(tokensIn),
      tokensOut: cut(tokensOut),
      latency: latency && cut(latency),
    };
  }
}

/** NaN: none, or it failed. */
function scoreOf({ scores }: TrialRecord, grader: string): number {
  const score = Object.hasOwn(scores, grader) ? scores[grader] : undefined;
  return score?.outcome === 'scored' ? score.score : Number.NaN;
}

function count(records: readonly TrialRecord[], is: (record: TrialRecord) => boolean): number {
  return records.filter(is).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Of those that are there. None of none is NaN. */
function mean(values: readonly number[]): number {
  const there = values.filter((value) => !Number.isNaN(value));
  return sum(there) / there.length;
}
