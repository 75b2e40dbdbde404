import type { TrialRecord } from '../model/record.ts';
import type { Summary } from '../model/summary.ts';
import { graderName } from './wording/grader-name.ts';

/** What a table of records can hold. Null: no answer, not scored, or not known; never a zero. */
interface Cells {
  readonly text: string | null;
  readonly texts: readonly string[];
  /** A whole number. */
  readonly count: number | null;
  readonly number: number | null;
  readonly boolean: boolean | null;
}

/** A column of a table that has a row for each record. */
export type RecordColumn = {
  readonly [Type in keyof Cells]: {
    readonly name: string;
    readonly type: Type;
    of(record: TrialRecord): Cells[Type];
  };
}[keyof Cells];

/** The columns of every table of records; each grader of any variant has three of them. */
export function recordColumns({ variants }: Summary): readonly RecordColumn[] {
  const graders = new Map(variants.flatMap(({ graders }) => graders).map((grader) => [grader.name, grader]));
  return [
    ...BEFORE,
    ...Array.from(graders.values(), (grader) =>
      scoreColumns(
        grader.name,
        graderName(grader, (text) => text),
      ),
    ).flat(),
    ...AFTER,
  ];
}

/** A failed score has no number: nothing, and `true` beside it. */
function scoreColumns(grader: string, shown: string): readonly RecordColumn[] {
  const scoreIn = ({ scores }: TrialRecord) => (Object.hasOwn(scores, grader) ? scores[grader] : undefined);
  return [
    {
      name: `score:${shown}`,
      type: 'number',
      of(record) {
        const score = scoreIn(record);
        return score?.outcome === 'scored' ? score.score : null;
      },
    },
    {
      name: `failed:${shown}`,
      type: 'boolean',
      of(record) {
        const score = scoreIn(record);
        return score ? score.outcome === 'failed' : null;
      },
    },
    { name: `reason:${shown}`, type: 'text', of: (record) => scoreIn(record)?.reason ?? null },
  ];
}

const BEFORE: readonly RecordColumn[] = [
  { name: 'trial', type: 'count', of: ({ trial }) => trial },
  { name: 'case', type: 'text', of: (record) => record.case },
  { name: 'variant', type: 'text', of: ({ variant }) => variant },
  { name: 'repetition', type: 'count', of: ({ repetition }) => repetition },
  { name: 'tags', type: 'texts', of: ({ tags }) => tags },
  { name: 'outcome', type: 'text', of: ({ outcome }) => outcome.type },
  {
    name: 'stop_reason',
    type: 'text',
    of: ({ outcome }) => (outcome.type === 'succeeded' ? outcome.stopReason : null),
  },
  {
    name: 'error_type',
    type: 'text',
    of: ({ outcome }) => (outcome.type === 'errored' ? outcome.error.type : null),
  },
  {
    name: 'error_message',
    type: 'text',
    of: ({ outcome }) => (outcome.type === 'errored' ? outcome.error.message : null),
  },
  { name: 'pass', type: 'boolean', of: ({ pass }) => pass },
];

const AFTER: readonly RecordColumn[] = [
  { name: 'model', type: 'text', of: ({ model }) => model },
  { name: 'answered_by', type: 'text', of: ({ answeredBy }) => answeredBy },
  { name: 'attempts', type: 'count', of: ({ earlier }) => earlier.length + 1 },
  { name: 'input_tokens', type: 'count', of: ({ tokens }) => tokens?.input ?? null },
  { name: 'cache_write_tokens', type: 'count', of: ({ tokens }) => tokens?.cacheWrite ?? null },
  { name: 'cache_read_tokens', type: 'count', of: ({ tokens }) => tokens?.cacheRead ?? null },
  { name: 'output_tokens', type: 'count', of: ({ tokens }) => tokens?.output ?? null },
  // Records of earlier versions say nothing of it.
  { name: 'latency_ms', type: 'number', of: ({ latencyMs }) => latencyMs ?? null },
  { name: 'cost_usd', type: 'number', of: ({ cost }) => cost },
  { name: 'cost_unbatched_usd', type: 'number', of: ({ costUnbatched }) => costUnbatched },
  { name: 'output', type: 'text', of: ({ output }) => output },
];
