import type { Cascade } from '../model/cascade.ts';
import { markdownText } from './markdown/markdown-text.ts';
import { table } from './markdown/tables.ts';
import {
  cascadeColumns,
  cascadeLegend,
  cascadeStatements,
  cascadeTitle,
  cascadeWarnings,
} from './wording/cascade.ts';
import { SIMULATED_TITLE } from './wording/statements.ts';

/** A cascade as Markdown. */
export function cascadeMarkdown(cascade: Cascade): string {
  const { suite, run, simulated, points } = cascade;
  const warnings = cascadeWarnings(cascade, markdownText);
  const columns = cascadeColumns(cascade).map(([head, cell]) => [head, 'right', cell] as const);
  const parts = [
    ...(simulated ? [`> [!WARNING]\n> **${SIMULATED_TITLE}**`] : []),
    `### ${cascadeTitle(cascade, markdownText)}`,
    `Suite ${markdownText(suite)}, run ${markdownText(run)}`,
    ...(warnings.length > 0 ? [warnings.map((warning) => `> ${warning}`).join('\n>\n')] : []),
    cascadeStatements(cascade, markdownText)
      .map((statement) => `- ${statement}`)
      .join('\n'),
    table(points, columns, 'thresholds', points.length),
    `<sub>${cascadeLegend(cascade)}</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
}
