import { CaseList } from './case-list.ts';
import type { Check } from './check.ts';

/** Cases without an expected value where others have one: they cannot be scored, or are scored against "". */
export const missingExpected: Check = () => {
  const missing = new CaseList();
  let stated = 0;
  return {
    case({ row: { id, expected } }) {
      if (expected === null || expected === '') missing.add(id);
      else stated++;
    },
    // Where none has one, the suite is judged without.
    finish: () =>
      stated === 0
        ? []
        : missing.warn(
            (cases) => `${cases} without an expected value, where others have one`,
            'fill in what is right, or leave the cases out',
          ),
  };
};
