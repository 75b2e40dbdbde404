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

/**
 * Every text by itself, so that a search finds it as it reads, and the JSON around them with `""` in their places. A long
 * text that was there already, such as the prompt of another variant, is `"=4"`: the text of that place. Words that say
 * how a trial went are no texts: they stay where they are.
 */
export function packCase(text: CaseText): BlockRow {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const words = wordHolders(text);
  const shape = JSON.stringify(text, function replace(this: object, key, value) {
    if (typeof value !== 'string') return value;
    if (words.has(this) && WORDS.has(key) && WORD.test(value)) return value;
    const place = places.get(value);
    if (place !== undefined) return `=${place}`;
    if (value.length >= LONG) places.set(value, texts.length);
    texts.push(value);
    return '';
  });
  return { shape, texts };
}

/** UTF-16 units from which it pays to write a text but once. */
const LONG = 16;
/** Neither the place of a text nor a reference to one. */
const WORD = /^[^=]/;
const WORDS: ReadonlySet<string> = new Set(['type', 'stopReason', 'model', 'answeredBy', 'outcome', 'role']);

/** The objects whose fields have the meaning that we give them; those of datasets and requests may be called alike. */
function wordHolders({ variants }: CaseText): ReadonlySet<object> {
  const trials = variants.flatMap((variant) => variant.trials);
  return new Set(
    trials.flatMap((trial) => [
      trial,
      trial.outcome,
      ...Object.values(trial.scores),
      ...trial.earlier.map(({ outcome }) => outcome),
    ]),
  );
}

/** @throws SyntaxError when the row is damaged. */
export function unpackCase({ shape, texts }: BlockRow): CaseText {
  let next = 0;
  // A reviver sees strings in the order in which they are written.
  return JSON.parse(shape, (_, value) => {
    if (value === '') return texts[next++];
    return typeof value === 'string' && value[0] === '=' ? texts[Number(value.slice(1))] : value;
  });
}
