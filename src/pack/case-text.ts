import type { JsonValue } from '../model/json.ts';
import type { TrialRecord } from '../model/record.ts';
import type { BlockRow } from './blocks.ts';
import type { OwnRequest } from './shared-request.ts';

/** One sample of a case: what became of it, in full. Its cost and tokens are of all its attempts and turns. */
export type TrialText = Pick<
  TrialRecord,
  | 'repetition'
  | 'outcome'
  | 'output'
  | 'model'
  | 'answeredBy'
  | 'pass'
  | 'scores'
  | 'tokens'
  | 'cost'
  | 'latencyMs'
  | 'reusedFrom'
  | 'batch'
  | 'earlier'
> & {
  /**
   * What was said after the opening request, as messages of the API: answers with their tool calls, results of tools,
   * what a user said, the last answer. Null: the answer is a text and nothing else, or there is none.
   */
  readonly transcript: readonly JsonValue[] | null;
};

/** A case of one variant. */
export interface VariantText {
  /** The opening request (see `wholeRequest`); null: answers were recorded, nothing was sent, or it is redacted. */
  readonly request: OwnRequest | null;
  /** By repetition; those that were bought. */
  readonly trials: readonly TrialText[];
}

/** All texts of a case. Its id and tags are in the columns. */
export interface CaseText {
  /** JSON, as in the dataset. */
  readonly input: unknown;
  /** Null: the dataset states none. */
  readonly expected: unknown;
  /** What it shares with others of its cluster; null: it names none. */
  readonly cluster: string | null;
  /** In the order of the pack's variants. */
  readonly variants: readonly VariantText[];
}

/** Every string by itself, so that a search finds it as it reads, and the JSON around them with `""` in their places. */
export function packCase(text: CaseText): BlockRow {
  const texts: string[] = [];
  const shape = JSON.stringify(text, (_, value) => {
    if (typeof value !== 'string') return value;
    texts.push(value);
    return '';
  });
  return { shape, texts };
}

/** @throws SyntaxError when the row is damaged. */
export function unpackCase({ shape, texts }: BlockRow): CaseText {
  let next = 0;
  // A reviver sees strings in the order in which they are written.
  return JSON.parse(shape, (_, value) => (value === '' ? texts[next++] : value));
}
