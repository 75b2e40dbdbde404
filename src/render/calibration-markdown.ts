import type { Calibration, Disagreement } from '../model/calibration.ts';
import { markdownText } from './markdown/markdown-text.ts';
import { markdownBlock } from './neutralise/escape-markdown.ts';
import {
  calibrationStatements,
  calibrationTitle,
  calibrationWarnings,
  decimal,
  saidBy,
} from './wording/calibration.ts';
import { caseText } from './wording/case-text.ts';
import { clip } from './wording/clip.ts';
import { count, counted } from './wording/numbers.ts';

/** UTF-16 units of an input, an expectation and an output each. */
const LONGEST = 4_000;

/** A calibration as a Markdown file: the figures, the tables, the disagreements side by side. */
export function* calibrationMarkdown(calibration: Calibration): Generator<string> {
  const { suite, run, disagreements, confusion, levels } = calibration;
  yield `# ${calibrationTitle(calibration, markdownText)}\n\n`;
  yield `Suite ${markdownText(suite)}, run ${markdownText(run)}\n\n`;
  for (const warning of calibrationWarnings(calibration, markdownText)) yield `> ${warning}\n>\n`;
  yield '\n';
  for (const statement of calibrationStatements(calibration, markdownText)) yield `- ${statement}\n`;
  const { bothPass, humanOnly, judgeOnly, bothFail } = confusion;
  yield table(
    ['judge passes', 'judge fails'],
    ['human passes', 'human fails'],
    [
      [bothPass, humanOnly],
      [judgeOnly, bothFail],
    ],
  );
  if (levels) {
    const named = (who: string) => levels.levels.map((level) => `${who} ${decimal(level)}`);
    yield table(named('judge'), named('human'), levels.table);
  }
  const total = humanOnly + judgeOnly;
  if (total === 0) return;
  const which = disagreements.length === total ? '' : `, the first ${count(disagreements.length)} shown`;
  yield `\n## ${counted(total, 'disagreement')}${which}\n`;
  for (const one of disagreements) yield section(one, calibration.grader);
}

function table(
  heads: readonly string[],
  names: readonly string[],
  rows: readonly (readonly number[])[],
): string {
  const lines = [
    ['', ...heads],
    [':--', ...heads.map(() => '--:')],
    ...names.map((name, i) => [name, ...rows[i]!.map(count)]),
  ];
  return `\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function section({ record, row, label }: Disagreement, grader: string): string {
  const score = record.scores[grader];
  const judge = score?.outcome === 'scored' ? decimal(score.score) : '';
  const repetition = record.repetition > 0 ? ` (repetition ${record.repetition + 1})` : '';
  return [
    `\n### ${markdownText(record.case)} · ${markdownText(record.variant)}${repetition}`,
    `\n| | Score | Why |\n| :-- | --: | :-- |`,
    `| human | ${decimal(label.score)} | ${markdownText(saidBy(label).join(' · '), 1000)} |`,
    `| judge | ${judge} | ${markdownText(score?.reason ?? '', 1000)} |`,
    `\nInput\n\n${block(caseText(row.input))}`,
    ...(row.expected === null ? [] : [`\nExpected\n\n${block(caseText(row.expected))}`]),
    `\nOutput\n\n${block(record.output ?? '')}\n`,
  ].join('\n');
}

function block(text: string): string {
  return markdownBlock(clip(text, LONGEST));
}
