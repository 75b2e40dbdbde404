import type { Comparison } from '../model/comparison.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import type { Summary } from '../model/summary.ts';
import { brokenCases } from './markdown/broken-cases.ts';
import { changed, verdict } from './markdown/changes.ts';
import { gateLines } from './markdown/gates.ts';
import { labelTables } from './markdown/labels.ts';
import { markdownText } from './markdown/markdown-text.ts';
import { COMMENT, type PageSize, STEP_SUMMARY } from './markdown/page-size.ts';
import { sliceTable } from './markdown/slices.ts';
import { errorTable, graderTable, variantTable } from './markdown/tables.ts';
import { basisStatements } from './wording/basis.ts';
import { title } from './wording/comparison.ts';
import { bestOfSeveral } from './wording/comparison-notes.ts';
import { frontierStatements } from './wording/frontier.ts';
import { evidenceStatements, judgeStatements } from './wording/judges.ts';
import { moneyStatements } from './wording/money.ts';
import { dateTime, dollars, NONE } from './wording/numbers.ts';
import { sampleStatements } from './wording/samples.ts';
import {
  casesOf,
  ERRORS_LEFT_OUT,
  incompleteStatement,
  redactedStatement,
  SIMULATED_TITLE,
  simulatedStatement,
  stopReasonStatements,
  undecidedStatements,
  unpricedStatements,
} from './wording/statements.ts';

/** Kept free for the provenance and the sentence that says what was dropped. */
const RESERVE = 2_000;

/** A comment for a pull request. */
export const markdown = pageOf(COMMENT);

/** The same for the summary of a step, which has room for more cases. */
export const stepSummary = pageOf(STEP_SUMMARY);

/** A page that fits whatever the run was like: the last parts go first. */
function pageOf(size: PageSize): ReportFormat {
  return {
    extension: 'md',
    *render(report) {
      const { summary } = report;
      const parts = [markdownMarker(summary.suite), ...opening(summary), variantTable(summary)];
      let room = size.limit - RESERVE - size.sizeOf(parts.join('\n\n'));
      const dropped: string[] = [];
      for (const [name, write] of Object.entries(OPTIONAL)) {
        const part = write(report, { ...size, limit: room - 2 });
        if (part === '') continue;
        const taken = size.sizeOf(part) + 2;
        // Once something was dropped, so is what comes after it.
        if (dropped.length > 0 || taken > room) dropped.push(name);
        else {
          parts.push(part);
          room -= taken;
        }
      }
      if (dropped.length > 0) parts.push(`_Left out to fit ${size.name}: ${dropped.join(', ')}._`);
      const redacted = redactedStatement(summary, markdownText);
      if (redacted !== null) parts.push(`_${redacted}._`);
      parts.push(provenance(summary));
      yield `${parts.join('\n\n')}\n`;
    },
  };
}

/** The first line, by which a later run finds the comment that it replaces. */
export function markdownMarker(suite: string): string {
  return `<!-- assay:${suite.replace(/[^\p{L}\p{N}._/-]/gu, '_').slice(0, 200)} -->`;
}

/** In order of importance; each returns an empty text where it has nothing to say. */
const OPTIONAL = {
  'what figures rest on': ({ summary }) =>
    basisStatements(summary, markdownText)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
  judges: ({ summary }) =>
    [sampleStatements, judgeStatements, evidenceStatements]
      .flatMap((statements) => statements(summary, markdownText))
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
  comparisons: ({ summary }) => comparisons(summary),
  errors: ({ summary }) => errors(summary),
  costs: ({ summary }) => costs(summary),
  notices: ({ summary }) => summary.notices.map((notice) => `> ${markdownText(notice, 500)}`).join('\n>\n'),
  graders: ({ summary }) => graderTable(summary),
  labels: ({ summary }) => labelTables(summary),
  tags: ({ summary }) =>
    summary.comparisons
      .map((comparison) => sliceTable(comparison))
      .filter((part) => part !== '')
      .join('\n\n'),
  'broken cases': brokenCases,
} satisfies Record<string, (report: Report, room: PageSize) => string>;

function opening(summary: Summary): readonly string[] {
  const parts = [];
  const simulated = simulatedStatement(summary);
  if (simulated !== null) parts.push(`> [!WARNING]\n> **${SIMULATED_TITLE}**: ${simulated}`);
  const failed = gateLines(summary, 'failed');
  if (failed.length > 0) parts.push(['> [!CAUTION]', ...failed.map((line) => `> ${line}`)].join('\n'));
  const [only, ...others] = summary.comparisons;
  const sentence = only && others.length === 0 ? verdict(only) : title(summary, markdownText);
  const incomplete = incompleteStatement(summary);
  // What is missing comes before what was found without it.
  parts.push(incomplete === null ? `### ${sentence}` : `### ! ${incomplete}\n\n**${sentence}**`);
  const other = gateLines(summary, 'warned', 'passed');
  if (other.length > 0) parts.push(other.join('\n'));
  return parts;
}

function comparisons(summary: Summary): string {
  // A single comparison is the heading already.
  const heading = (comparison: Comparison) =>
    summary.comparisons.length === 1 ? [] : [`**${verdict(comparison)}**`];
  return summary.comparisons
    .map((comparison) => [...heading(comparison), ...changed(comparison, summary.comparisons)].join('\\\n'))
    .filter((part) => part !== '')
    .concat(bestOfSeveral(summary) ?? [])
    .join('\n\n');
}

function errors(summary: Summary): string {
  const table = errorTable(summary);
  const sentences = [
    ...undecidedStatements(summary, markdownText),
    ...stopReasonStatements(summary, markdownText),
  ].map((sentence) => `- ${sentence}`);
  return [...(table === '' ? [] : [`${table}\n\n${ERRORS_LEFT_OUT}`]), sentences.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function costs(summary: Summary): string {
  const asked = summary.variants.filter(({ model }) => model !== null);
  const lines = asked.map(({ name, cost }) => {
    const single = summary.mode === 'batch' ? `; ${dollars(cost.unbatched)} in all without batches` : '';
    return `- ${markdownText(name)}: ${dollars(cost.perThousandCases)} per 1,000 cases${single}`;
  });
  for (const statements of [frontierStatements, moneyStatements, unpricedStatements]) {
    lines.push(...statements(summary, markdownText).map((sentence) => `- ${sentence}`));
  }
  return lines.join('\n');
}

function provenance(summary: Summary): string {
  const { suite, run, dataset, commit, mode, createdAt, pricesDate, assayVersion, repeat } = summary;
  const facts = [
    markdownText(suite, 60),
    `run ${markdownText(run, 60)}`,
    `${casesOf(summary)}${repeat > 1 ? ` × ${repeat}` : ''} of ${markdownText(dataset.name, 80)} (${markdownText(dataset.hash.slice(0, 12))})`,
    `commit ${commit === null ? NONE : markdownText(commit, 12)}`,
    mode,
    markdownText(dateTime(createdAt), 40),
    `prices of ${markdownText(pricesDate, 12)}`,
    `assay ${markdownText(assayVersion, 20)}`,
  ];
  return `<sub>${facts.join(' · ')}</sub>`;
}
