import type { Calibration, Disagreement } from '../model/calibration.ts';
import { visibleLine } from './neutralise/visible.ts';
import { type Screen, screen, type TerminalOptions } from './terminal/screen.ts';
import {
  calibrationStatements,
  calibrationTitle,
  calibrationWarnings,
  decimal,
  saidBy,
} from './wording/calibration.ts';
import { caseText } from './wording/case-text.ts';
import { clipLine } from './wording/clip.ts';
import { count, NONE } from './wording/numbers.ts';

/** Disagreements shown: the file that `-o` writes has more. */
const SHOWN = 10;

/** A calibration for a terminal: the figures, the confusion, and where human and judge see it differently. */
export function renderCalibration(calibration: Calibration, options: TerminalOptions): string {
  const page = screen(options);
  page.say(calibrationTitle(calibration, line), 'strong');
  page.blank();
  for (const warning of calibrationWarnings(calibration, line)) page.say(` ! ${warning}`, 'warning', 3);
  for (const statement of calibrationStatements(calibration, line)) page.say(` ${statement}`, undefined, 3);
  page.blank();
  confusion(page, calibration);
  if (calibration.levels) levels(page, calibration.levels);
  disagreements(page, calibration);
  return page.text();
}

function confusion(
  page: Screen,
  { confusion: { bothPass, humanOnly, judgeOnly, bothFail } }: Calibration,
): void {
  page.table(
    [
      { head: '', align: 'left', cells: ['human passes', 'human fails'] },
      { head: 'judge passes', align: 'right', cells: [count(bothPass), count(judgeOnly)] },
      { head: 'judge fails', align: 'right', cells: [count(humanOnly), count(bothFail)] },
    ],
    2,
  );
}

function levels(page: Screen, { levels: all, table }: NonNullable<Calibration['levels']>): void {
  page.table(
    [
      { head: '', align: 'left', cells: all.map((level) => `human ${decimal(level)}`) },
      ...all.map((level, column) => ({
        head: `judge ${decimal(level)}`,
        align: 'right' as const,
        cells: table.map((row) => count(row[column]!)),
        priority: column,
      })),
    ],
    all.length,
  );
}

function disagreements(page: Screen, { confusion: table, disagreements: all, grader }: Calibration): void {
  const total = table.humanOnly + table.judgeOnly;
  if (total === 0) return;
  page.blank();
  const shown = all.slice(0, SHOWN);
  const which = shown.length === total ? '' : `; the first ${count(shown.length)}, more with -o file.md`;
  page.say(`${count(total)} seen differently${which}`, 'strong');
  for (const one of shown) disagreement(page, one, grader);
}

function disagreement(page: Screen, { record, row, label }: Disagreement, grader: string): void {
  const score = record.scores[grader];
  const repetition = record.repetition > 0 ? ` (repetition ${record.repetition + 1})` : '';
  const judge = score?.outcome === 'scored' ? decimal(score.score) : NONE;
  page.blank();
  page.say(` ${line(record.case)} · ${line(record.variant)}${repetition}`, undefined, 3);
  page.say(`   human: ${[decimal(label.score), ...saidBy(label)].map(line).join(' · ')}`, undefined, 5);
  page.say(
    `   judge: ${judge}${score?.reason === undefined ? '' : ` · ${line(score.reason)}`}`,
    undefined,
    5,
  );
  page.say(`   input: ${line(caseText(row.input))}`, 'faint', 5);
  if (row.expected !== null) page.say(`   expected: ${line(caseText(row.expected))}`, 'faint', 5);
  page.say(`   output: ${line(record.output ?? NONE)}`, 'faint', 5);
}

/** A foreign text of reasonable length on one line. */
function line(text: string): string {
  return visibleLine(clipLine(text, 240));
}
