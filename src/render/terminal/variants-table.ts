import type { Summary, VariantSummary } from '../../model/summary.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { comparisonOf, deltaOf, VERDICT_GLYPHS, withinRun } from '../wording/comparison.ts';
import {
  count,
  duration,
  interval,
  NONE,
  percent,
  perThousandCorrect,
  perThousandCorrectWithEnds,
  tokens,
  variantDollars,
  withEnds,
} from '../wording/numbers.ts';
import { originOf } from '../wording/statements.ts';
import type { Cell, Column } from './table.ts';

/** From so many columns on, intervals are shown with both ends. */
const WIDE = 100;

/** The variants, a row each; the columns a narrow terminal has no room for have the lowest priorities. */
export function variantColumns(summary: Summary, available: number): readonly Column[] {
  const { variants } = summary;
  const column = (
    head: string,
    priority: number | undefined,
    cell: (variant: VariantSummary) => string | Cell,
  ): Column => ({
    head,
    align: 'right',
    cells: variants.map(cell),
    ...(priority !== undefined && { priority }),
  });

  return [
    {
      ...column('Variant', undefined, (variant) => nameCell(summary, variant)),
      align: 'left',
      shrinks: true,
    },
    ...(variants.some(({ accuracy }) => accuracy !== null) ? accuracyColumns(available, column) : []),
    ...(withinRun(summary).length > 0
      ? [column('Δ', undefined, (variant: VariantSummary) => deltaCell(summary, variant))]
      : []),
    column('Cost', 8, (variant) => variantDollars(variant, variant.cost.total)),
    column('$/1k correct', 5, available < WIDE ? perThousandCorrect : perThousandCorrectWithEnds),
    column(
      'Tokens in → out',
      1,
      ({ tokens: { input, cacheRead, cacheWrite, output } }) =>
        `${tokens(input + cacheRead + cacheWrite)} → ${tokens(output)}`,
    ),
    column('Time', 2, ({ turnaroundSeconds }) => duration(turnaroundSeconds)),
    column('Answered', 4, ({ outcomes }) => count(outcomes.succeeded)),
    column('Errors', 7, ({ trials, outcomes }) => errorCell(trials - outcomes.succeeded)),
  ];
}

function accuracyColumns(
  available: number,
  column: (head: string, priority: number | undefined, cell: (variant: VariantSummary) => string) => Column,
): readonly Column[] {
  if (available < WIDE) {
    return [column('Accuracy', undefined, ({ accuracy }) => (accuracy === null ? NONE : withEnds(accuracy)))];
  }
  return [
    column('Accuracy', undefined, ({ accuracy }) => percent(accuracy?.mean ?? null)),
    column('95 % interval', 6, ({ accuracy }) => (accuracy === null ? NONE : interval(accuracy))),
  ];
}

/** Short: what it means stands above the table, and the name needs the room. */
const LABELS: Readonly<Record<string, string>> = { simulated: '[sim] ', recorded: '[rec] ' };

function nameCell(summary: Summary, variant: VariantSummary): Cell {
  const origin = originOf(variant);
  const label = origin === null ? '' : (LABELS[origin] ?? `[${origin}] `);
  const star = variant.name === summary.baseline ? '* ' : '  ';
  return {
    text: `${summary.variants.length > 1 ? star : ''}${label}${visibleLine(variant.name)}`,
  };
}

function deltaCell(summary: Summary, variant: VariantSummary): Cell {
  const comparison = comparisonOf(summary, variant);
  const text = deltaOf(summary, variant);
  const found = comparison === undefined ? 'unknown' : comparison.verdict.type;
  if (found === 'better') return { text: `${VERDICT_GLYPHS.better} ${text}`, tone: 'good' };
  if (found === 'worse') return { text: `${VERDICT_GLYPHS.worse} ${text}`, tone: 'bad' };
  return { text };
}

function errorCell(errors: number): Cell {
  return errors === 0 ? { text: NONE, tone: 'faint' } : { text: count(errors), tone: 'warning' };
}
