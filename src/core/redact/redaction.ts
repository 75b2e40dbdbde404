import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';

/** What is taken out of a report before it is written. */
export interface Redaction {
  readonly inputs: boolean;
  readonly outputs: boolean;
  readonly expected: boolean;
  /** Of the dataset, as their names stand in the inputs. */
  readonly columns: ReadonlySet<string>;
}

/** What stands where something was taken out. */
export const REDACTED = '[redacted]';

const KINDS = ['inputs', 'outputs', 'expected'] as const;

/**
 * @param words such as `inputs`, or a column's name
 * @param columns those that the inputs have
 * @throws UserError for a word that is neither.
 */
export function parseRedaction(words: readonly string[], columns: readonly string[]): Redaction {
  const kinds: readonly string[] = KINDS;
  if (words.every((word) => word === '')) {
    throw new UserError('--redact says nothing to redact', `there are: ${[...KINDS, ...columns].join(', ')}`);
  }
  for (const word of words) {
    if (kinds.includes(word) || columns.includes(word)) continue;
    throw new UserError(
      `--redact: there is no column "${word}" in the inputs`,
      didYouMean(word, [...KINDS, ...columns]),
    );
  }
  const [inputs, outputs, expected] = KINDS.map((kind) => words.includes(kind));
  return {
    inputs: inputs!,
    outputs: outputs!,
    expected: expected!,
    columns: new Set(words.filter((word) => !kinds.includes(word))),
  };
}

/** In words, as a summary keeps it: `inputs`, `column email`. */
export function redactionWords({ columns, ...kinds }: Redaction): readonly string[] {
  return [...KINDS.filter((kind) => kinds[kind]), ...Array.from(columns, (column) => `column ${column}`)];
}
