import { agreementOf } from './agreement.ts';
import { equalDecimals, isWithin, parseDecimal, shareOf } from './decimal.ts';
import { textLikeness } from './edit-distance.ts';
import { jsonDifference } from './json-difference.ts';
import { showJson } from './show-json.ts';

export const COMPARISONS = ['exact', 'number', 'set', 'text', 'ignore'] as const;

export type Comparison = (typeof COMPARISONS)[number];

/** How a field is compared, and what it counts for. */
export interface Field {
  /** `exact` unless told otherwise. */
  readonly compare?: Comparison;
  /** Of a `number`: the largest difference that is right. 0 unless told otherwise. */
  readonly tolerance?: number;
  /** Of a `number`: the largest difference that is right, as a share of the expected one. */
  readonly relativeTolerance?: number;
  /** Above 0: how much it counts in the mean. 1 unless told otherwise. */
  readonly weight?: number;
}

export interface FieldScore {
  /** In [0, 1]. */
  readonly score: number;
  readonly shown: string;
}

/** How right one value is. @throws where the wanted one does not fit the comparison; `what` names it. */
export function fieldScore(what: string, found: unknown, wanted: unknown, field: Field): FieldScore {
  const shown = `found ${showJson(found)}, wanted ${showJson(wanted)}`;
  switch (field.compare) {
    case 'number':
      if (typeof wanted !== 'number') throw new Error(`${what} is no number`);
      return { score: typeof found === 'number' && isNear(found, wanted, field) ? 1 : 0, shown };
    case 'set':
      if (!Array.isArray(wanted)) throw new Error(`${what} is no list`);
      return { score: Array.isArray(found) ? likenessOfSets(found, wanted) : 0, shown };
    case 'text':
      if (typeof wanted !== 'string') throw new Error(`${what} is no text`);
      return {
        score: typeof found === 'string' ? textLikeness(found.trim(), wanted.trim()).score : 0,
        shown,
      };
    default:
      return { score: jsonDifference(found, wanted) === null ? 1 : 0, shown };
  }
}

/** Exactly: 0.1 + 0.2 is 0.3 here, and the limit itself is near. */
function isNear(found: number, wanted: number, { tolerance = 0, relativeTolerance = 0 }: Field): boolean {
  const [a, b, limit, share] = [found, wanted, tolerance, relativeTolerance].map((value) =>
    parseDecimal(String(value)),
  );
  // A JSON number may be too large for a double.
  if (!a || !b) return found === wanted;
  return equalDecimals(a, b) || isWithin(a, b, limit!) || isWithin(a, b, shareOf(b, share!));
}

/** F1 of the items, each as often as it is in both. Two empty lists are alike. */
function likenessOfSets(found: readonly unknown[], wanted: readonly unknown[]): number {
  if (found.length === 0 && wanted.length === 0) return 1;
  const left = [...wanted];
  for (const item of found) {
    const index = left.findIndex((other) => jsonDifference(item, other) === null);
    if (index >= 0) left.splice(index, 1);
  }
  return agreementOf(wanted.length - left.length, found.length, wanted.length).f1;
}
