import { canonicalJson, contentId, digest } from '../../model/digest.ts';
import type { JsonValue } from '../../model/json.ts';
import { CaseList } from './case-list.ts';
import type { Check } from './check.ts';

/**
 * Cases with the very same input. They count twice in every rate, and no answer is right for two that expect
 * different values. Keeps two hashes a case.
 */
export const duplicates: Check = () => {
  const seen = new Map<string, string>();
  const again = new CaseList();
  const contradicting = new CaseList();
  return {
    case({ row }) {
      const input = digest(canonicalJson(row.input as JsonValue));
      const expected = contentId(row.expected as JsonValue);
      const earlier = seen.get(input);
      if (earlier === undefined) seen.set(input, expected);
      else if (earlier === expected) again.add(row.id);
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
