import type { Summary, VariantSummary } from '../../model/summary.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { clipLine } from '../wording/clip.ts';
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
import { type PrimaryScore, primaryScore } from '../wording/primary-score.ts';
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

  const score = primaryScore(summary);
  return [
    {
      ...column('Variant', undefined, (variant) => nameCell(summary, variant)),
      align: 'left',
      shrinks: true,
    },
    ...(score === null ? [] : scoreColumns(available, column, score)),
    ...(withinRun(summary).length > 0
      ? [column('Δ', undefined, (variant: VariantSummary) => deltaCell(summary, variant))]
      : []),
    column('Cost', 8, (variant) => variantDollars(variant, variant.cost.total)),
    ...(score?.isAccuracy
      ? [column('$/1k correct', 5, available < WIDE ? perThousandCorrect : perThousandCorrectWithEnds)]
      : []),
    column(
      'Tokens in → out',
      1,
      ({ tokens: { input, cacheRead, cacheWrite, output } }) =>
        `${tokens(input + cacheRead + cacheWrite)} → ${tokens(output)}`,
    ),
    column('Turnaround', 2, ({ turnaroundSeconds }) => duration(turnaroundSeconds)),
    column('Answered', 4, ({ outcomes }) => count(outcomes.succeeded)),
    column('Errors', 7, ({ trials, outcomes }) => errorCell(trials - outcomes.succeeded)),
  ];
}

function scoreColumns(
  available: number,
  column: (head: string, priority: number | undefined, cell: (variant: VariantSummary) => string) => Column,
  { head, of }: PrimaryScore,
): readonly Column[] {
  const shown = visibleLine(clipLine(head, 24));
  if (available < WIDE) return [column(shown, undefined, (variant) => withEnds(of(variant)))];
  return [
    column(shown, undefined, (variant) => percent(of(variant)?.mean ?? null)),
    column('95 % interval', 6, (variant) => {
      const score = of(variant);
      return score === null ? NONE : interval(score);
    }),
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
