import type { Summary } from '../../model/summary.ts';
import { frontierMetric, frontierStatements, place, placedPoints } from '../wording/frontier.ts';
import { name, prose, section, shortName } from './element.ts';
import { frontierPlot, type PlottedPoint } from './frontier-plot.ts';
import { variantColour } from './variant-name.ts';

/** What an answer costs against how good it is; empty where fewer than two variants can be placed. */
export function frontierSection(summary: Summary): string {
  const statements = frontierStatements(summary, shortName);
  if (statements.length === 0) return '';
  const metric = frontierMetric(summary);
  const points = placedPoints(summary).map((point): PlottedPoint => {
    const { accuracy, graders } = summary.variants.find((variant) => variant.name === point.variant)!;
    const estimate = accuracy ?? graders.find((grader) => grader.name === metric)?.mean;
    return {
      ...point,
      low: estimate?.low ?? null,
      high: estimate?.high ?? null,
      kind: variantColour(summary.variants, point.variant),
      place: place(point),
    };
  });
  return section(
    'frontier',
    'Accuracy against cost',
    [
      `<div class="scroll chart" role="region" aria-label="Plot of accuracy against cost" tabindex="0">${frontierPlot(points, metric)}</div>`,
      `<ul class="findings">${statements.map((sentence) => `<li>${prose(sentence)}.</li>`).join('\n')}</ul>`,
      `<p class="note">Dot: ${name(metric)} at the cost of an answer. Line: its 95 % interval. Dashed: the front by these figures. Confidently dominated is what the paired comparisons show to be no better and dearer, at 95 % each.</p>`,
    ].join('\n'),
  );
}
