import type { TrialRecord } from '../model/record.ts';
import type { ReportFormat } from '../model/report.ts';
import type { Summary } from '../model/summary.ts';
import { csvField } from './neutralise/csv-field.ts';
import { graderName } from './wording/grader-name.ts';

type Field = string | number | boolean | null;

/** A line a record, as RFC 4180 has it; one chunk a line. */
export const csv: ReportFormat = {
  extension: 'csv',
  *render({ summary, records }) {
    const graders = graderNames(summary);
    yield line([
      ...Object.keys(COLUMNS_BEFORE),
      ...[...graders.values()].flatMap(graderColumns),
      ...Object.keys(COLUMNS_AFTER),
    ]);
    for (const record of records) {
      yield line([
        ...Object.values(COLUMNS_BEFORE).map((column) => column(record)),
        ...[...graders.keys()].flatMap((grader) => graderFields(record.scores, grader)),
        ...Object.values(COLUMNS_AFTER).map((column) => column(record)),
      ]);
    }
  },
};

type Columns = Readonly<Record<string, (record: TrialRecord) => Field>>;

const COLUMNS_BEFORE = {
  trial: ({ trial }) => trial,
  case: (record) => record.case,
  variant: ({ variant }) => variant,
  repetition: ({ repetition }) => repetition,
  tags: ({ tags }) => tags.join(' '),
  outcome: ({ outcome }) => outcome.type,
  stop_reason: ({ outcome }) => (outcome.type === 'succeeded' ? outcome.stopReason : null),
  error_type: ({ outcome }) => (outcome.type === 'errored' ? outcome.error.type : null),
  error_message: ({ outcome }) => (outcome.type === 'errored' ? outcome.error.message : null),
  pass: ({ pass }) => pass,
} satisfies Columns;

const COLUMNS_AFTER = {
  model: ({ model }) => model,
  answered_by: ({ answeredBy }) => answeredBy,
  attempts: ({ earlier }) => earlier.length + 1,
  input_tokens: ({ tokens }) => tokens?.input ?? null,
  cache_write_tokens: ({ tokens }) => tokens?.cacheWrite ?? null,
  cache_read_tokens: ({ tokens }) => tokens?.cacheRead ?? null,
  output_tokens: ({ tokens }) => tokens?.output ?? null,
  // Records of earlier versions say nothing of it.
  latency_ms: ({ latencyMs }) => latencyMs ?? null,
  cost_usd: ({ cost }) => cost,
  cost_unbatched_usd: ({ costUnbatched }) => costUnbatched,
  output: ({ output }) => output,
} satisfies Columns;

/** By name, with what its columns are called. */
function graderNames({ variants }: Summary): ReadonlyMap<string, string> {
  const all = variants.flatMap(({ graders }) => graders);
  return new Map(all.map((grader) => [grader.name, graderName(grader, (text) => text)]));
}

function graderColumns(shown: string): readonly string[] {
  return [`score:${shown}`, `failed:${shown}`, `reason:${shown}`];
}

/** A failed score has no number: an empty field, and `true` beside it. */
function graderFields(scores: TrialRecord['scores'], grader: string): readonly Field[] {
  const score = Object.hasOwn(scores, grader) ? scores[grader] : undefined;
  if (score === undefined) return [null, null, null];
  if (score.outcome === 'failed') return [null, true, score.reason];
  return [score.score, false, score.reason ?? null];
}

function line(fields: readonly Field[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}
