import type { IndexedSuite } from '../../model/run-index.ts';
import { name, shortName, slug } from '../html/element.ts';
import { variantDot } from '../html/variant-name.ts';
import { counted, dollars, percentNumber } from '../wording/numbers.ts';
import { link, suiteAddress } from './address.ts';
import { runsTable } from './runs-table.ts';
import { trendPlot } from './trend-plot.ts';
import { type Trends, trendsOf } from './trends.ts';

/** A suite among others: how it went over its last runs, and the first few of them. */
export function suiteSection(suite: IndexedSuite, listed: number): string {
  const heading = link(suiteAddress(suite.name), shortName(suite.name));
  return runsSection(suite, `${heading} <span class="soft">${counted(suite.total, 'run')}</span>`, listed);
}

/** How a suite went over some of its runs, and these runs. @param heading HTML. */
export function runsSection(suite: IndexedSuite, heading: string, listed = suite.runs.length): string {
  const { name: own, runs, total } = suite;
  const id = `suite-${slug(own)}`;
  const trends = trendsOf(runs);
  const coloured = trends ?? { variants: variantsOf(suite) };
  const more =
    listed < runs.length
      ? `<p class="note">${link(suiteAddress(own), `All ${counted(total, 'run')} of ${shortName(own)}`)}</p>`
      : '';
  return [
    `<section id="${id}" aria-labelledby="${id}-heading">`,
    `<h2 id="${id}-heading">${heading}</h2>`,
    trends === null ? '' : trendFigures(id, trends),
    runsTable(own, runs.slice(0, listed), coloured),
    more,
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function variantsOf({ runs }: IndexedSuite) {
  const names = new Set(
    runs.flatMap(({ standing }) =>
      standing.type === 'finished' ? standing.lines.map(({ variant }) => variant) : [],
    ),
  );
  return Array.from(names, (variant) => ({ name: variant }));
}

function trendFigures(id: string, trends: Trends): string {
  const { variants, metric, scores, costs, steps } = trends;
  const percentage = (value: number) => `${percentNumber(value)} %`;
  const plots = [
    ...(scores.length > 0
      ? [
          trendPlot(trends, {
            id: `${id}-scores`,
            title: metric === 'accuracy' ? 'Accuracy' : metric,
            lines: scores,
            figure: percentage,
            tick: (value) => percentage(value).replace('.0 %', ' %'),
            kind: 'around',
          }),
        ]
      : []),
    ...(costs.length > 0
      ? [
          trendPlot(trends, {
            id: `${id}-costs`,
            title: 'Cost of a run',
            lines: costs,
            figure: dollars,
            tick: (value) => dollars(value).replace(/\.00$/, ''),
            kind: 'from zero',
          }),
        ]
      : []),
  ];
  if (plots.length === 0) return '';
  const legend = variants.map((one) => `<li>${variantDot({ variants }, one.name)}${name(one.name)}</li>`);
  return [
    `<div class="trends">${plots.join('\n')}</div>`,
    `<ul class="legend">${legend.join('')}</ul>`,
    `<p class="note">${notes(trends, steps.length).join(' ')}</p>`,
  ].join('\n');
}

function notes({ scores, costs, otherCases, otherMetric, metric }: Trends, steps: number): readonly string[] {
  const simulated = [...scores, ...costs].some(({ points }) => points.some((point) => point.simulated));
  return [
    `One step a run, the last ${steps}; the band is the 95 % interval.`,
    ...(simulated ? ['Hollow and dashed: simulated answers, which say nothing about any model.'] : []),
    ...(otherCases.length > 0
      ? ['Dotted: the cases changed there, so its two sides are not comparable.']
      : []),
    ...(otherMetric > 0
      ? [`${counted(otherMetric, 'run')} measured something else than ${name(metric)}.`]
      : []),
  ];
}
