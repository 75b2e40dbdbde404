import type { BaselineCase, BaselineHeader, KeptScores } from '../model/baseline.ts';
import type { Case } from '../model/case.ts';
import type { TrialRecord } from '../model/record.ts';
import { fingerprintOf, fingerprintText } from './fingerprint.ts';
import { costOf, metricOf, significant, tokensOf } from './score-table.ts';

/** Takes a run's records case by case and makes a baseline's file of them. */
export class BaselineWriter {
  readonly #variants: readonly string[];
  readonly #metrics: readonly string[];
  readonly #lines: { readonly id: string; readonly text: string }[] = [];

  constructor(variants: readonly string[], metrics: readonly string[]) {
    this.#variants = variants;
    this.#metrics = metrics;
  }

  /** @param byVariant The case's records of each variant, in the order of the variants. */
  addCase(row: Case, byVariant: readonly (readonly TrialRecord[])[]): void {
    const kept: BaselineCase = {
      id: row.id,
      input: fingerprintText(fingerprintOf(row.input)),
      expected: fingerprintText(fingerprintOf(row.expected)),
      ...(row.cluster !== undefined && { cluster: fingerprintText(fingerprintOf(row.cluster)) }),
      scores: this.#scoresOf(byVariant),
      ...this.#amounts('cost', byVariant, costOf),
      ...this.#amounts('tokens', byVariant, tokensOf),
    };
    this.#lines.push({ id: row.id, text: JSON.stringify(kept) });
  }

  /**
   * The file's text: valid JSON as a whole, and a line a case, sorted by id, so that a difference in git is one of
   * cases, and two branches disagree only where they changed the same one.
   */
  *finish(header: BaselineHeader): Generator<string> {
    yield `${JSON.stringify(header, null, 2).slice(0, -'\n}'.length)},\n  "cases": [\n`;
    const sorted = this.#lines.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const [index, { text }] of sorted.entries()) {
      yield `    ${text}${index < sorted.length - 1 ? ',' : ''}\n`;
    }
    yield '  ]\n}\n';
  }

  #scoresOf(byVariant: readonly (readonly TrialRecord[])[]): BaselineCase['scores'] {
    return Object.fromEntries(
      this.#variants.flatMap((variant, v) => {
        const scores = this.#metrics.flatMap((metric) => {
          const samples = byVariant[v]!.map((record) => metricOf(record, metric)).filter(
            (score) => score !== null,
          );
          const kept: KeptScores = samples.length === 1 ? samples[0]! : samples;
          return samples.length === 0 ? [] : [[metric, kept] as const];
        });
        return scores.length === 0 ? [] : [[variant, Object.fromEntries(scores)] as const];
      }),
    );
  }

  /** What an answer took, by variant; left out where it is not known. */
  #amounts<Key extends 'cost' | 'tokens'>(
    key: Key,
    byVariant: readonly (readonly TrialRecord[])[],
    of: (records: readonly TrialRecord[]) => number,
  ): { readonly [K in Key]?: Readonly<Record<string, number>> } {
    const known = this.#variants
      .map((variant, v) => [variant, of(byVariant[v]!)] as const)
      .filter(([, amount]) => !Number.isNaN(amount))
      .map(([variant, amount]) => [variant, significant(amount, 7)]);
    return known.length === 0
      ? {}
      : ({ [key]: Object.fromEntries(known) } as { [K in Key]: Record<string, number> });
  }
}
