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
  if (variants.some(({ accuracy }) => accuracy !== null)) columns.push(...accuracyColumns(summary));
  if (withinRun(summary).length > 0) {
    columns.push({ head: 'Δ points', align: 'number', cell: (variant) => deltaCell(summary, variant) });
  }
  columns.push(
    { head: 'Cost', align: 'number', cell: (variant) => variantDollars(variant, variant.cost.total) },
    { head: '$/1k correct', align: 'number', cell: perThousandCorrect },
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
  const note = variants.some(({ accuracy }) => accuracy !== null)
    ? '<p class="note">Dot: accuracy. Line: its 95 % interval. Dotted: the baseline. Turnaround is the time that any of its batches was at work, not a latency.</p>'
    : '<p class="note">No grader decides between pass and fail, so there is no accuracy; the graders’ means are below.</p>';
  const samples = sampleStatements(summary, name).map((sentence) => `${sentence}.`);
  const notes = [...samples, ...basisStatements(summary, name)]
    .map((sentence) => `<p class="note">${prose(sentence)}</p>`)
    .join('\n');
  return section('variants', 'Variants', htmlTable('Accuracy by variant', columns, variants) + note + notes);
}

function accuracyColumns({ variants, baseline }: Summary): readonly HtmlColumn<VariantSummary>[] {
  const accuracies = variants.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));
  const scale = scaleOf(accuracies, [], { from: 0, to: 1 });
  const reference = variants.find(({ name }) => name === baseline)?.accuracy?.mean ?? null;
  return [
    {
      head: 'Accuracy',
      align: 'number',
      cell: ({ accuracy }) => `<strong>${percent(accuracy?.mean ?? null)}</strong>`,
    },
    {
      head: plotHead(percentNumber(scale.from), `${percentNumber(scale.to)} %`),
      align: 'plot',
      cell: ({ name, accuracy }) =>
        accuracy === null ? '' : intervalPlot(accuracy, scale, reference, variantColour(variants, name)),
    },
    {
      head: '95 % interval',
      align: 'number',
      cell: ({ accuracy }) => (accuracy === null ? NONE : interval(accuracy)),
    },
    {
      head: 'Passed',
      align: 'number',
      cell: ({ passed, decided }) => `${count(passed)} <span class="soft">of ${count(decided)}</span>`,
    },
  ];
}

function deltaCell(summary: Summary, variant: VariantSummary): string {
  const comparison = comparisonOf(summary, variant);
  if (comparison === undefined) return NONE;
  const found = comparison.verdict.type;
  return mark(found, VERDICT_GLYPHS[found], deltaOf(summary, variant));
}

function errorCell(errors: number): string {
  return errors === 0 ? NONE : mark('error', '!', count(errors));
}
