import type { Role } from '../../model/grader.ts';
import type { JsonValue } from '../../model/json.ts';
import type { GraderSummary, Summary, VariantSummary } from '../../model/summary.ts';
import { escapeHtml } from '../neutralise/escape-html.ts';
import { clip } from '../wording/clip.ts';
import { withinRun } from '../wording/comparison.ts';
import { graderName } from '../wording/grader-name.ts';
import { evidenceStatements, judgeStatements } from '../wording/judges.ts';
import { count, interval, NONE, percent, percentNumber, pointsWithEnds } from '../wording/numbers.ts';
import { graderTableNeeded } from '../wording/statements.ts';
import { type HtmlColumn, htmlTable, name, prose, section } from './element.ts';
import { intervalPlot, plotHead, scaleOf } from './interval-plot.ts';
import { variantColour, variantName } from './variant-name.ts';

/** The graders' means, variant beside variant, and how far judges are to be believed; empty where it is said already. */
export function gradersSection(summary: Summary): string {
  const judges = [...judgeStatements(summary, name), ...evidenceStatements(summary, name)]
    .map((sentence) => `<p class="note">${prose(sentence)}</p>`)
    .join('\n');
  const body = (graderTableNeeded(summary) ? meansTable(summary) : '') + judges + judgeSettings(summary);
  return body === '' ? '' : section('graders', 'Graders', body);
}

/** What each judge is asked, with its prompt and the prompt's version. */
function judgeSettings({ variants }: Summary): string {
  const settings = new Map<string, JsonValue>();
  for (const { graders } of variants) {
    for (const grader of graders)
      if (grader.calibration) settings.set(grader.name, grader.calibration.settings);
  }
  return Array.from(settings, ([judge, value]) => {
    const text = escapeHtml(clip(JSON.stringify(value, null, 2), LONGEST_SETTINGS));
    return `<details><summary>What ${name(judge)} is asked</summary><pre tabindex="0">${text}</pre></details>`;
  }).join('\n');
}

const LONGEST_SETTINGS = 20_000;

/** Variant beside variant. */
function meansTable(summary: Summary): string {
  const names = [...new Set(summary.variants.flatMap(({ graders }) => graders.map((grader) => grader.name)))];
  const rows = names.flatMap((grader) =>
    summary.variants.flatMap((variant) =>
      variant.graders.filter((entry) => entry.name === grader).map((entry) => ({ variant, grader: entry })),
    ),
  );
  return graderTable(summary, rows);
}

interface GraderRow {
  readonly variant: VariantSummary;
  readonly grader: GraderSummary;
}

const ROLES = {
  gate: 'gate: pass or fail',
  metric: 'metric: measures only',
  advisory: 'advisory: counts for nothing',
} satisfies Record<Role, string>;

function differenceColumn(summary: Summary): readonly HtmlColumn<GraderRow>[] {
  if (withinRun(summary).length === 0) return [];
  return [
    { head: 'Δ points (95 %)', align: 'number', cell: ({ grader }) => pointsWithEnds(grader.difference) },
  ];
}

function graderTable(summary: Summary, rows: readonly GraderRow[]): string {
  const scale = scaleOf(
    rows.map(({ grader }) => grader.mean),
    [],
    { from: 0, to: 1 },
  );
  return htmlTable(
    'Mean score by grader and variant',
    [
      { head: 'Grader', align: 'text', cell: ({ grader }) => graderName(grader, name) },
      { head: 'Variant', align: 'text', cell: ({ variant }) => variantName(summary, variant) },
      {
        head: 'Mean',
        align: 'number',
        cell: ({ grader }) => `<strong>${percent(grader.mean.mean)}</strong>`,
      },
      {
        head: plotHead(percentNumber(scale.from), `${percentNumber(scale.to)} %`),
        align: 'plot',
        cell: ({ variant, grader }) =>
          intervalPlot(grader.mean, scale, null, variantColour(summary.variants, variant.name)),
      },
      { head: '95 % interval', align: 'number', cell: ({ grader }) => interval(grader.mean) },
      ...differenceColumn(summary),
      { head: 'Cases', align: 'number', cell: ({ grader }) => count(grader.mean.n) },
      {
        head: 'Failed',
        align: 'number',
        cell: ({ grader }) => (grader.failed === 0 ? NONE : count(grader.failed)),
      },
      { head: 'Role', align: 'text', cell: ({ grader }) => ROLES[grader.role] },
    ],
    rows,
  );
}
