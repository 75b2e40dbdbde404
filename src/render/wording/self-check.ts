import type { Comparison } from '../../model/comparison.ts';
import { headline, type Quote } from './comparison.ts';
import { count, counted } from './numbers.ts';

/** A variant that was compared with itself. */
export interface Checked {
  readonly variant: string;
  readonly comparison: Comparison;
  readonly cases: number;
  readonly identical: number;
}

/** What an A/A check found, a sentence each; the first is its verdict. */
export function selfCheckStatements(checked: Checked, quote: Quote): readonly string[] {
  const { variant, comparison, cases, identical } = checked;
  return [
    comparison.verdict.type === 'unknown'
      ? `A/A check of ${quote(variant)}: too few answers to tell anything`
      : isAlarm(comparison)
        ? `A/A check of ${quote(variant)}: a difference was found where there can be none. Look for cases that share a source and do not say so, for answers from a cache, and for an effect of order`
        : `A/A check of ${quote(variant)}: nothing found, as it should be`,
    headline(comparison, quote),
    ...(cases > 0 && identical === cases
      ? [
          `All answers of each of ${counted(cases, 'case')} are the same text: repetitions that come from a cache, or that cannot differ, add nothing`,
        ]
      : identical > 0
        ? [`The answers of ${count(identical)} of ${counted(cases, 'case')} are all the same text`]
        : []),
  ];
}

/** Whether it found what cannot be. A chance of 5 in 100 remains where all is well. */
export function isAlarm({ verdict }: Comparison): boolean {
  return verdict.type === 'better' || verdict.type === 'worse';
}
