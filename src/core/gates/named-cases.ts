import type { Case } from '../../model/case.ts';
import { didYouMean, nearest } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Gate, GateOf } from '../../model/gate.ts';
import { ALPHA } from '../stats/interval.ts';
import { casesWithoutFailure, rateWithoutFailure } from '../stats/power.ts';
import { gateName } from './make-gate.ts';

/** Holds gates against a dataset as it is read: the cases and the tags that they name are there, and enough of them. */
export class NamedCases {
  readonly #where: string;
  readonly #gates: readonly Gate[];
  /** For suggestions; kept where a gate names cases. */
  readonly #ids: Set<string> | null;
  readonly #tags = new Map<string, number>();
  #cases = 0;

  constructor(where: string, gates: readonly Gate[]) {
    this.#where = where;
    this.#gates = gates;
    this.#ids = gates.some(({ type }) => type === 'mustPass') ? new Set() : null;
  }

  add({ id, tags }: Case): void {
    this.#cases++;
    this.#ids?.add(id);
    for (const tag of new Set(tags)) this.#tags.set(tag, (this.#tags.get(tag) ?? 0) + 1);
  }

  /** @throws UserError naming the gate, when the whole dataset has been read. */
  finish(): void {
    for (const gate of this.#gates) {
      const here = `${this.#where}, gate ${gateName(gate)}`;
      if (gate.type === 'mustPass') this.#checkIds(here, gate.cases);
      if (!('slice' in gate)) continue;
      if (gate.slice !== null && !this.#tags.has(gate.slice)) {
        throw new UserError(
          `${here}: no case has the tag "${gate.slice}"`,
          didYouMean(gate.slice, [...this.#tags.keys()].slice(0, 100)),
        );
      }
      if (gate.type === 'atLeast' && gate.proven) this.#checkProvable(here, gate);
    }
  }

  #checkIds(here: string, cases: readonly string[]): void {
    const unknown = cases.find((id) => !this.#ids!.has(id));
    if (unknown === undefined) return;
    const near = nearest(unknown, this.#ids!);
    throw new UserError(
      `${here}: the dataset has no case "${unknown}"`,
      near === undefined
        ? 'ids are those of the column "id", or made of the content'
        : `did you mean "${near}"?`,
    );
  }

  #checkProvable(here: string, { share, slice }: GateOf<'atLeast'>): void {
    const cases = slice === null ? this.#cases : this.#tags.get(slice)!;
    const needed = casesWithoutFailure(share, ALPHA / 2);
    if (cases >= needed) return;
    const shown = (100 * rateWithoutFailure(cases, ALPHA / 2)).toFixed(1);
    throw new UserError(
      `${here}: it can never pass: ${cases} cases without a failure show no more than ${shown} %`,
      `it takes ${needed} cases, or a lower share`,
    );
  }
}
