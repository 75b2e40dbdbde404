import type { RaterAgreement } from '../model/agreement.ts';
import type { TrialRecord } from '../model/record.ts';
import { isLabel } from './people.ts';
import { bcaInterval } from './stats/bca.ts';
import { krippendorffsAlpha, type Ratings } from './stats/krippendorff.ts';

/** From so many cases on the bootstrap takes minutes, and the interval would be narrow. */
const MOST_RESAMPLED = 1000;

/** How far people agree who labelled the same answers. Keeps what several labelled and nothing else. */
export class RaterTally {
  readonly #raters = new Set<string>();
  readonly #cases: (readonly Ratings[])[] = [];

  addCase(records: readonly TrialRecord[]): void {
    const answers: Ratings[] = [];
    for (const { scores } of records) {
      const labels = Object.entries(scores).flatMap(([rater, score]) =>
        isLabel(score) ? [[rater, score.score] as const] : [],
      );
      if (labels.length < 2) continue;
      for (const [rater] of labels) this.#raters.add(rater);
      answers.push(labels.map(([, score]) => score));
    }
    if (answers.length > 0) this.#cases.push(answers);
  }

  finish(): RaterAgreement | null {
    if (this.#cases.length === 0) return null;
    const value = alphaOf(this.#cases);
    const interval = this.#cases.length > MOST_RESAMPLED ? null : bcaInterval(this.#cases, alphaOf);
    return {
      raters: [...this.#raters].sort(),
      answers: this.#cases.flat().length,
      alpha: {
        value,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
        method: interval && 'bca',
      },
    };
  }
}

/** Labels of 0 and 1 are the same at every level of measurement; those between are numbers. */
function alphaOf(cases: readonly (readonly Ratings[])[]): number | null {
  return krippendorffsAlpha(cases.flat(), 'interval');
}
