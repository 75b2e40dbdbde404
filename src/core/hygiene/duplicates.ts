import { CaseList } from './case-list.ts';
import type { Check } from './check.ts';

/**
 * Cases with the very same input. They count twice in every rate, and no answer is right for two that expect
 * different values. Keeps two numbers a case.
 */
export const duplicates: Check = () => {
  const seen = new Map<number, number>();
  const again = new CaseList();
  const contradicting = new CaseList();
  return {
    case({ row, inputId, expectedId }) {
      const earlier = seen.get(inputId);
      if (earlier === undefined) seen.set(inputId, expectedId);
      else if (earlier === expectedId) again.add(row.id);
      else contradicting.add(row.id);
    },
    finish: () => [
      ...contradicting.warn(
        (cases) => `${cases} with the input of an earlier case, but another expected value`,
        'no answer is right for both: decide which it is',
      ),
      ...again.warn(
        (cases) => `${cases} with the input of an earlier case`,
        'they count twice: remove them; to ask more than once, use "repeat"',
      ),
    ],
  };
};
