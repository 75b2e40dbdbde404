import type { Comparison } from '../model/comparison.ts';
import { policyOf } from '../model/result-policy.ts';
import type { Summary } from '../model/summary.ts';
import { visibleLine } from './neutralise/visible.ts';
import { changed, name, verdict } from './terminal/changes.ts';
import { gates } from './terminal/gates.ts';
import { labels } from './terminal/labels.ts';
import { type Screen, screen, type TerminalOptions } from './terminal/screen.ts';
import { variantColumns } from './terminal/variants-table.ts';
import { basisStatements } from './wording/basis.ts';
import { clipLine } from './wording/clip.ts';
import { comparedWith, title, withinRun } from './wording/comparison.ts';
import { bestOfSeveral } from './wording/comparison-notes.ts';
import { frontierStatements } from './wording/frontier.ts';
import { graderName } from './wording/grader-name.ts';
import { evidenceStatements, judgeStatements } from './wording/judges.ts';
import { moneyStatements } from './wording/money.ts';
import {
  count,
  counted,
  duration,
  interval,
  NONE,
  percent,
  pointsWithEnds,
  runCost,
  variantDollars,
} from './wording/numbers.ts';
import { sampleStatements } from './wording/samples.ts';
import {
  casesOf,
  ERRORS_LEFT_OUT,
  graderTableNeeded,
  incompleteStatement,
  redactedStatement,
  SIMULATED_TITLE,
  simulatedStatement,
  stopReasonStatements,
  turnaround,
  undecidedStatements,
  unpricedStatements,
} from './wording/statements.ts';

export type { TerminalOptions } from './terminal/screen.ts';

/** The report for a terminal: what a person wants to know first, at any width from about 60 columns. */
export function renderTerminal(summary: Summary, options: TerminalOptions): string {
  const page = screen(options);
  header(page, summary);
  gates(page, summary);
  verdicts(page, summary);
  page.table(variantColumns(summary, options.columns), summary.variants.length);
  if (summary.variants.length > 1) page.say(` * baseline${deltaNote(summary)}`, 'faint');
  for (const sentence of sampleStatements(summary, name)) page.say(` ${sentence}`, undefined, 3);
  for (const sentence of basisStatements(summary, name)) page.say(` ! ${sentence}`, 'warning', 3);
  for (const comparison of summary.comparisons) {
    page.blank();
    const of = summary.comparisons.length > 1 ? `${subject(comparison)}: ` : '';
    changed(page, comparison, summary.comparisons, of);
  }
  if (graderTableNeeded(summary)) graders(page, summary);
  labels(page, summary);
  for (const statements of [judgeStatements, evidenceStatements])
    for (const sentence of statements(summary, name)) page.say(` ${sentence}`, undefined, 3);
  errors(page, summary);
  costs(page, summary);
  const redacted = redactedStatement(summary, name);
  if (redacted !== null) page.say(` ${redacted}.`, undefined, 3);
  for (const notice of summary.notices) page.say(` ! ${name(notice)}`, 'warning', 3);
  return page.text();
}

/** `sonnet`; with what it is compared, where that is not the baseline variant. */
function subject(comparison: Comparison): string {
  const variant = name(comparison.variant);
  return comparison.against.type === 'variant' ? variant : `${variant} vs ${comparedWith(comparison, name)}`;
}

function header(page: Screen, summary: Summary): void {
  const simulated = simulatedStatement(summary);
  if (simulated !== null) {
    page.say(`${SIMULATED_TITLE}: ${simulated}`, 'warning');
    page.blank();
  }
  const { suite, repeat, variants } = summary;
  const cases = `${casesOf(summary)} × ${counted(variants.length, 'variant')}`;
  const facts = [name(suite), repeat > 1 ? `${cases} × ${repeat} repetitions` : cases];
  const seconds = turnaround(summary);
  if (seconds !== null) facts.push(duration(seconds));
  facts.push(`cost ${runCost(summary)}`);
  page.say(facts.join(' · '), 'strong');
  page.blank();
}

function verdicts(page: Screen, summary: Summary): void {
  const incomplete = incompleteStatement(summary);
  if (incomplete !== null) page.say(` ! ${incomplete}`, 'warning', 3);
  for (const comparison of summary.comparisons) verdict(page, comparison);
  const best = bestOfSeveral(summary);
  if (best !== null) page.say(` ${best}`, undefined, 1);
  if (summary.comparisons.length === 0) page.say(` ${title(summary, name)}`, 'strong', 1);
  page.blank();
}

function deltaNote(summary: Summary): string {
  return withinRun(summary).length === 0
    ? ''
    : `; Δ in points against ${name(summary.baseline)}, on the cases they have in common`;
}

function graders(page: Screen, summary: Summary): void {
  const { variants } = summary;
  const rows = variants.flatMap((variant) => variant.graders.map((grader) => ({ variant, grader })));
  page.blank();
  page.table(
    [
      {
        head: 'Grader',
        align: 'left',
        shrinks: true,
        cells: rows.map(({ grader }) => graderName(grader, visibleLine)),
      },
      {
        head: 'Variant',
        align: 'left',
        shrinks: true,
        cells: rows.map(({ variant }) => visibleLine(variant.name)),
      },
      { head: 'Mean', align: 'right', cells: rows.map(({ grader }) => percent(grader.mean.mean)) },
      {
        head: '95 % interval',
        align: 'right',
        priority: 1,
        cells: rows.map(({ grader }) => interval(grader.mean)),
      },
      ...(withinRun(summary).length > 0
        ? [
            {
              head: 'Δ (95 %)',
              align: 'right',
              priority: 2,
              cells: rows.map(({ grader }) => pointsWithEnds(grader.difference)),
            } as const,
          ]
        : []),
      { head: 'Role', align: 'left', priority: 3, cells: rows.map(({ grader }) => grader.role) },
      {
        head: 'Failed',
        align: 'right',
        priority: 4,
        cells: rows.map(({ grader }) => (grader.failed === 0 ? NONE : count(grader.failed))),
      },
    ],
    rows.length,
  );
}

function errors(page: Screen, summary: Summary): void {
  const { variants } = summary;
  const rows = variants.flatMap((variant) => variant.errors.map((error) => ({ variant, error })));
  const undecided = [...undecidedStatements(summary, name), ...stopReasonStatements(summary, name)];
  if (rows.length + undecided.length > 0) page.blank();
  for (const { variant, error } of rows) {
    const example = error.example === null ? '' : ` (${visibleLine(clipLine(error.example, 120))})`;
    page.say(
      ` ! ${count(error.count)} × ${name(error.kind)}, ${name(variant.name)}: ${policyOf(error.kind).meaning}${example}`,
      'warning',
      3,
    );
  }
  if (rows.length > 0) page.say(`   ${ERRORS_LEFT_OUT}`, undefined, 3);
  for (const sentence of undecided) page.say(` ! ${sentence}`, 'warning', 3);
}

function costs(page: Screen, summary: Summary): void {
  const { variants, mode, pricesDate } = summary;
  page.blank();
  const asked = variants.filter(({ model }) => model !== null);
  const per = asked.map(
    (variant) => `${name(variant.name)} ${variantDollars(variant, variant.cost.perThousandCases)}`,
  );
  if (asked.length > 0) page.say(` Per 1,000 cases: ${per.join(' · ')}`, undefined, 3);
  if (mode === 'batch' && asked.length > 0) {
    const single = asked.map(
      (variant) => `${name(variant.name)} ${variantDollars(variant, variant.cost.unbatched)}`,
    );
    page.say(` Without batches, in all: ${single.join(' · ')}`, undefined, 3);
  }
  for (const statements of [frontierStatements, moneyStatements])
    for (const sentence of statements(summary, name)) page.say(` ${sentence}`, undefined, 3);
  for (const sentence of unpricedStatements(summary, name)) page.say(` ! ${sentence}`, 'warning', 3);
  page.say(` Prices as of ${name(pricesDate)}`, 'faint', 3);
}
