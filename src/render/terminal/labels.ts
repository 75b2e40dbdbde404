import type { Summary } from '../../model/summary.ts';
import { visibleLine } from '../neutralise/visible.ts';
import {
  type Classification,
  type Classified,
  classifications,
  leftOutOf,
  NO_LABEL,
  worstConfusions,
} from '../wording/classification.ts';
import { clipLine } from '../wording/clip.ts';
import { graderName } from '../wording/grader-name.ts';
import { count, NONE, withEnds } from '../wording/numbers.ts';
import type { Screen } from './screen.ts';

/** Confusions are listed where there are at most so many labels: of more, the worst says little. */
const MOST_LABELS = 30;
const CONFUSIONS = 3;

/** How the labels were told apart: a table a grader, and what was confused most often. */
export function labels(page: Screen, summary: Summary): void {
  for (const classification of classifications(summary)) {
    page.blank();
    page.say(` Labels of ${graderName(classification.grader, name)}`, 'strong', 3);
    figures(page, classification);
    for (const classified of classification.variants) remarks(page, classified);
  }
}

function figures(page: Screen, { variants }: Classification): void {
  const cells = (cell: (classified: Classified) => string) => variants.map(cell);
  page.table(
    [
      {
        head: 'Variant',
        align: 'left',
        shrinks: true,
        cells: cells(({ variant }) => visibleLine(variant.name)),
      },
      {
        head: 'Macro F1',
        align: 'right',
        cells: cells(({ classification }) => withEnds(classification.macroF1)),
      },
      {
        head: 'Right label',
        align: 'right',
        cells: cells(({ classification }) => withEnds(classification.accuracy)),
      },
      {
        head: 'No label',
        align: 'right',
        priority: 2,
        cells: cells(({ classification: { noLabel } }) => (noLabel === 0 ? NONE : count(noLabel))),
      },
      {
        head: 'Trials',
        align: 'right',
        priority: 1,
        cells: cells(({ classification }) => count(classification.trials)),
      },
    ],
    variants.length,
  );
}

function remarks(page: Screen, { variant, classification }: Classified): void {
  const confused = worstConfusions(classification, CONFUSIONS);
  if (confused.length > 0 && classification.labels.length <= MOST_LABELS) {
    const pairs = confused.map(
      ({ expected, predicted, count: trials }) =>
        `${name(expected)} → ${predicted === null ? NO_LABEL : name(predicted)} ${count(trials)}`,
    );
    page.say(` ${name(variant.name)} confuses ${pairs.join(' · ')}`, undefined, 3);
  }
  for (const sentence of leftOutOf(classification))
    page.say(`   ${name(variant.name)}: ${sentence}`, 'faint', 3);
}

/** A foreign text of reasonable length on one line. */
function name(text: string): string {
  return visibleLine(clipLine(text, 60));
}
