import type { Summary, VariantSummary } from '../../model/summary.ts';
import { basisStatements } from '../wording/basis.ts';
import { comparisonOf, deltaOf, VERDICT_GLYPHS, withinRun } from '../wording/comparison.ts';
import {
  count,
  duration,
  interval,
  NONE,
  percent,
  percentNumber,
  perThousandCorrect,
  variantDollars,
} from '../wording/numbers.ts';
import { type PrimaryScore, primaryScore } from '../wording/primary-score.ts';
import { sampleStatements } from '../wording/samples.ts';
import { type HtmlColumn, htmlTable, mark, name, prose, section } from './element.ts';
import { intervalPlot, plotHead, scaleOf } from './interval-plot.ts';
import { variantColour, variantName } from './variant-name.ts';

/** How each variant did, and how sure that is. */
export function variantsSection(summary: Summary): string {
  const { variants } = summary;
  const columns: HtmlColumn<VariantSummary>[] = [
    { head: 'Variant', align: 'text', cell: (variant) => variantName(summary, variant) },
  ];
  const score = primaryScore(summary);
  if (score !== null) columns.push(...scoreColumns(summary, score));
  if (withinRun(summary).length > 0) {
    columns.push({ head: 'Δ points', align: 'number', cell: (variant) => deltaCell(summary, variant) });
  }
  columns.push(
    { head: 'Cost', align: 'number', cell: (variant) => variantDollars(variant, variant.cost.total) },
    ...(score?.isAccuracy ? [PER_CORRECT] : []),
    {
      head: 'Errors',
      align: 'number',
      cell: ({ trials, outcomes }) => errorCell(trials - outcomes.succeeded),
    },
    {
      head: 'Turnaround',
      align: 'number',
      cell: ({ turnaroundSeconds }) => duration(turnaroundSeconds),
    },
  );
  const caption = score?.isAccuracy ? 'Accuracy by variant' : 'Scores by variant';
  const undecided = score?.isAccuracy
    ? ''
    : 'No grader decides between pass and fail, so there is no accuracy. ';
  const note = `<p class="note">${undecided}Dot: the mean. Line: its 95 % interval. Dotted: the baseline. Turnaround is the time that any of its batches was at work, not a latency.</p>`;
  const samples = sampleStatements(summary, name).map((sentence) => `${sentence}.`);
  const notes = [...samples, ...basisStatements(summary, name)]
    .map((sentence) => `<p class="note">${prose(sentence)}</p>`)
    .join('\n');
  return section('variants', 'Variants', htmlTable(caption, columns, variants) + note + notes);
}

const PER_CORRECT: HtmlColumn<VariantSummary> = {
  head: '$/1k correct',
  align: 'number',
  cell: perThousandCorrect,
};

function scoreColumns(
  { variants, baseline }: Summary,
  { head, isAccuracy, of }: PrimaryScore,
): readonly HtmlColumn<VariantSummary>[] {
  const scale = scaleOf(
    variants.flatMap((variant) => of(variant) ?? []),
    [],
    { from: 0, to: 1 },
  );
  const first = variants.find((variant) => variant.name === baseline);
  const reference = (first && of(first)?.mean) ?? null;
  return [
    {
      head: isAccuracy ? head : name(head),
      align: 'number',
      cell: (variant) => `<strong>${percent(of(variant)?.mean ?? null)}</strong>`,
    },
    {
      head: plotHead(percentNumber(scale.from), `${percentNumber(scale.to)} %`),
      align: 'plot',
      cell: (variant) => {
        const score = of(variant);
        return score === null
          ? ''
          : intervalPlot(score, scale, reference, variantColour(variants, variant.name));
      },
    },
    {
      head: '95 % interval',
      align: 'number',
      cell: (variant) => {
        const score = of(variant);
        return score === null ? NONE : interval(score);
      },
    },
    ...(isAccuracy ? [PASSED] : []),
  ];
}

const PASSED: HtmlColumn<VariantSummary> = {
  head: 'Passed',
  align: 'number',
  cell: ({ passed, decided }) => `${count(passed)} <span class="soft">of ${count(decided)}</span>`,
};

function deltaCell(summary: Summary, variant: VariantSummary): string {
  const comparison = comparisonOf(summary, variant);
  if (comparison === undefined) return NONE;
  const found = comparison.verdict.type;
  return mark(found, VERDICT_GLYPHS[found], deltaOf(summary, variant));
}

function errorCell(errors: number): string {
  return errors === 0 ? NONE : mark('error', '!', count(errors));
}
