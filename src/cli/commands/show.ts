import { ledgerOf } from '../../core/ledger.ts';
import type { Case } from '../../model/case.ts';
import { nearest } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Outcome, TrialRecord } from '../../model/record.ts';
import { namedJson } from '../../render/json.ts';
import { visible, visibleLine } from '../../render/neutralise/visible.ts';
import { renderLedger } from '../../render/terminal/ledger.ts';
import { renderTerminal } from '../../render/terminal.ts';
import { graderName } from '../../render/wording/grader-name.ts';
import { isSimulated } from '../../run/finish.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { print } from '../print.ts';
import { printScreen } from '../print-screen.ts';
import { reportsFolder } from '../reports-folder.ts';
import { terminalOptions } from '../terminal.ts';

interface Options {
  readonly case?: string;
  readonly ledger?: boolean;
  readonly reports?: string;
  readonly json?: boolean;
}

export async function show(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  if (options.ledger) return showLedger(folder, options.json ?? false);
  if (options.case !== undefined) return showCase(folder, options.case, options.json ?? false);
  if (options.json) print(namedJson(folder.summary));
  else printScreen(`${renderTerminal(folder.summary, terminalOptions())}\n`);
}

/** From the journal, so also of a run that is under way. */
function showLedger(folder: RunFolder, json: boolean): void {
  const state = folder.readState();
  const ledger = { ...ledgerOf(state), simulated: isSimulated(folder, state) };
  console.log(json ? JSON.stringify(ledger, null, 2) : renderLedger(ledger, terminalOptions()));
}

function showCase(folder: RunFolder, id: string, json: boolean): void {
  const row = findCase(folder, id);
  if (!row) throw new UserError(`run ${folder.manifest.id} has no case "${id}"`, idsNear(folder, id));
  const records = [...folder.records].filter((record) => record.case === id);
  if (json) {
    console.log(JSON.stringify({ case: row, records }, null, 2));
    return;
  }
  console.log(visible(`${row.id}${row.tags.length > 0 ? `  [${row.tags.join(', ')}]` : ''}\n`));
  block('input', row.input);
  block('expected', row.expected);
  for (const record of records) showRecord(record);
}

function findCase(folder: RunFolder, id: string): Case | undefined {
  for (const row of folder.cases()) if (row.id === id) return row;
  return undefined;
}

function idsNear(folder: RunFolder, id: string): string {
  const ids: string[] = [];
  for (const row of folder.cases()) ids.push(row.id);
  const near = nearest(id, ids);
  return near === undefined
    ? `its cases are in ${folder.file('cases.jsonl')}, such as "${ids[0]}"`
    : `did you mean "${near}"?`;
}

function showRecord(record: TrialRecord): void {
  const mark = record.pass === null ? '–' : record.pass ? '✓ pass' : '✗ fail';
  const repetition = record.repetition > 0 ? ` (repetition ${record.repetition + 1})` : '';
  const simulated = record.answeredBy === 'simulator' ? '  SIMULATED' : '';
  const reused = record.reusedFrom === null ? '' : `  from run ${record.reusedFrom}`;
  console.log(`${visibleLine(record.variant)}${repetition}  ${mark}${simulated}${visibleLine(reused)}`);
  record.earlier.forEach(({ outcome, batch }, attempt) => {
    console.log(visibleLine(`  attempt ${attempt + 1}, batch ${batch}: ${describeOutcome(outcome)}`));
  });
  for (const [name, score] of Object.entries(record.scores)) {
    const found = score.outcome === 'failed' ? 'failed' : String(score.score);
    const shown = graderName({ name, role: score.role }, visibleLine);
    console.log(visibleLine(`  ${shown}: ${found}${score.reason ? `, ${score.reason}` : ''}`));
  }
  if (record.output !== null) block('output', record.output);
  else console.log(visibleLine(`  no answer: ${JSON.stringify(record.outcome)}\n`));
}

function describeOutcome(outcome: Outcome): string {
  return outcome.type === 'errored' ? `${outcome.error.type}: ${outcome.error.message}` : outcome.type;
}

function block(name: string, value: unknown): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  console.log(
    visible(
      `  ${name}:\n${text
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n')}\n`,
    ),
  );
}
