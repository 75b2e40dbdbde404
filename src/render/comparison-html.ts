import type { Comparison, MetricComparison } from '../model/comparison.ts';
import type { TableComparison } from '../model/table-comparison.ts';
import { type Changes, change } from './html/changes-section.ts';
import { htmlTable, mark, name, prose, section, shortName } from './html/element.ts';
import { intervalPlot, plotHead, scaleOf } from './html/interval-plot.ts';
import { gateItems } from './html/opening.ts';
import { NO_LINKS } from './html/page-links.ts';
import { plainPage } from './html/plain-page.ts';
import { variantColour, variantDot } from './html/variant-name.ts';
import { visibleLine } from './neutralise/visible.ts';
import { headline, VERDICT_GLYPHS } from './wording/comparison.ts';
import { count, dateTime, endsWithLevel, percent, points } from './wording/numbers.ts';
import { costRatio } from './wording/ratios.ts';
import { SIMULATED_TITLE } from './wording/statements.ts';
import { originName, originWords, tablesVerdict } from './wording/table-comparison.ts';

/** Two runs or baselines against each other, as one file without scripts, in the look of the report. */
export function* comparisonHtml(compared: TableComparison): Generator<string> {
  const { a, b, comparisons } = compared;
  const coloured: Changes = { comparisons, variants: comparisons.map(({ variant }) => ({ name: variant })) };
  const simulated = a.simulated || b.simulated;
  const changes = comparisons.map((comparison) => change(coloured, comparison, NO_LINKS)).join('\n');
  yield plainPage({
    title: `${simulated ? 'SIMULATED: ' : ''}${tablesVerdict(compared, visibleLine)} · ${b.suite}`,
    body: [
      opening(compared, simulated),
      '<main>',
      section('metrics', 'Every metric', metricsTable(coloured)),
      section('changes', `What changed against ${originName(a, shortName)}`, changes),
      sides(compared),
      '</main>',
    ].join('\n'),
  });
}

function opening(compared: TableComparison, simulated: boolean): string {
  const { a, b, comparisons } = compared;
  const findings = comparisons.map((comparison) => {
    const found = comparison.verdict.type;
    const sentence = `${headline(comparison, shortName)}${costRatio(comparison)}`;
    return `<li>${mark(found, VERDICT_GLYPHS[found], prose(sentence))}</li>`;
  });
  return [
    '<header>',
    `<p class="facts"><strong>${name(b.suite)}</strong> · ${originWords(b, name)} against ${originWords(a, name)}</p>`,
    simulated
      ? `<p class="banner" role="note"><strong>${SIMULATED_TITLE}</strong> Answers of ${simulatedSides(compared)} were made up by a local simulator, not Claude's. Scores and costs here say nothing about any model.</p>`
      : '',
    gateItems(compared, 'failed'),
    `<h1>${prose(tablesVerdict(compared, shortName))}</h1>`,
    comparisons.length > 1 ? `<ul class="findings">${findings.join('\n')}</ul>` : '',
    gateItems(compared, 'warned', 'passed'),
    '</header>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function simulatedSides({ a, b }: TableComparison): string {
  return a.simulated && b.simulated ? 'both' : originName(a.simulated ? a : b, name);
}

interface Row {
  readonly comparison: Comparison;
  readonly metric: MetricComparison;
}

/** The metric that counts most of each variant, then its others: figures, and intervals on one scale. */
function metricsTable({ comparisons, variants }: Changes): string {
  const rows = comparisons.flatMap((comparison) =>
    [comparison, ...comparison.others].map((metric): Row => ({ comparison, metric })),
  );
  const scale = scaleOf(
    rows.map(({ metric }) => metric.difference),
    [0],
    { from: -1, to: 1 },
  );
  return htmlTable(
    'Every metric of each variant, before and now',
    [
      {
        head: 'Variant',
        align: 'text',
        cell: ({ comparison: { variant } }: Row) =>
          `${variantDot({ variants }, variant)}<span class="name">${name(variant)}</span>`,
      },
      { head: 'Metric', align: 'text', cell: ({ metric }) => name(metric.metric) },
      { head: 'Before', align: 'number', cell: ({ metric }) => percent(metric.means[0]) },
      { head: 'Now', align: 'number', cell: ({ metric }) => `<strong>${percent(metric.means[1])}</strong>` },
      {
        head: 'Δ points',
        align: 'number',
        cell: ({ metric: { verdict, difference } }) =>
          mark(verdict.type, VERDICT_GLYPHS[verdict.type], points(difference.mean)),
      },
      {
        head: plotHead(points(scale.from), `${points(scale.to)} points`),
        align: 'plot',
        cell: ({ comparison, metric }) =>
          intervalPlot(metric.difference, scale, 0, variantColour(variants, comparison.variant)),
      },
      {
        head: '95 % interval',
        align: 'number',
        cell: ({ metric }) => endsWithLevel(metric.difference) ?? 'too little data',
      },
      { head: 'Cases', align: 'number', cell: ({ metric }) => count(metric.n) },
    ],
    rows,
  );
}

/** What stands on either side. */
function sides({ a, b }: TableComparison): string {
  const list = [['Before', a] as const, ['Now', b] as const]
    .map(([word, side]) => {
      const from =
        side.file === null ? `run ${name(side.run)}` : `baseline ${name(side.file)} of run ${name(side.run)}`;
      const facts = [
        from,
        `suite ${name(side.suite)}`,
        name(dateTime(side.createdAt)),
        `${count(side.cases)} cases`,
        `prices of ${name(side.pricesDate)}`,
      ];
      return `<div><dt>${word}</dt><dd>${facts.join(' · ')}</dd></div>`;
    })
    .join('\n');
  return section('sides', 'What is compared', `<dl class="run">\n${list}\n</dl>`);
}
