import type { Check, Found } from './check.ts';
import { LabelTally } from './label-tally.ts';

/** Of fewer cases nothing is said. */
const CASES_AT_LEAST = 20;
/** From this share on, a constant answer looks good. */
const DOMINANT = 0.8;
/** A label of fewer cases, beside one that is this much more frequent, hardly counts. */
const RARE = 5;
const RATIO = 20;

/** Expected labels of which one answers nearly everything, or some, the lesser part, are hardly there. */
export const labelImbalance: Check = () => {
  const tally = new LabelTally();
  return {
    case: ({ row }) => tally.add(row.expected),
    finish() {
      const labels = tally.labels();
      if (!labels || labels.length < 2 || tally.total < CASES_AT_LEAST) return [];
      const [label, most] = labels[0]!;
      const share = most / tally.total;
      const rare = labels.filter(([, count]) => count < RARE && most >= RATIO * count);
      const found: Found[] = [];
      if (share >= DOMINANT) {
        found.push(
          warning(
            `${quote(label)} is expected of ${Math.floor(share * 100)} % of the cases`,
            'always saying so scores as much: add cases of the others, or look at them by tag',
          ),
        );
      }
      if (rare.length > 0 && rare.length <= labels.length / 2) {
        const shown = rare.slice(-3).map(([name, count]) => `${quote(name)} of ${count}`);
        found.push(
          warning(
            `${rare.length === 1 ? 'a label is' : `${rare.length} labels are`} expected of hardly any case (${shown.join(', ')}${rare.length > 3 ? ', …' : ''}), ${quote(label)} of ${most}`,
            'the rate says nothing of them: add cases',
          ),
        );
      }
      return found;
    },
  };
};

function warning(message: string, hint: string): Found {
  return { severity: 'warning', message, hint, cases: [], count: 0 };
}

function quote(label: string): string {
  return JSON.stringify(label.length > 40 ? `${label.slice(0, 40)}…` : label);
}
