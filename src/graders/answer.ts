import { UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { answerLine, MARKER_OPTION, type MarkerOptions } from './answer-marker.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { foldCase } from './fold-case.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { asLabel } from './label.ts';
import { quote } from './quote.ts';
import { readChoices } from './read-choices.ts';
import { checkMarker } from './text-after.ts';
import { trimWhere } from './trim-where.ts';
import { verdict } from './verdict.ts';

export interface AnswerOptions extends GraderOptions, MarkerOptions {
  /** False unless told otherwise: Unicode case folding, as in `exactMatch`. */
  readonly caseSensitive?: boolean;
}

export type AnswerKind = keyof typeof READERS;

/** What of a line is the answer; null: nothing that could be one. */
const READERS = {
  letter: (line: string) => {
    const choices = readChoices(line);
    return choices?.length === 1 && /^\p{L}/u.test(choices[0]!) ? choices[0]! : null;
  },
  word: (line: string) => WORD.exec(line)?.groups?.word ?? null,
  line: (line: string) => trimWhere(line, AROUND).replace(/[.。]$/, '') || null,
} satisfies Record<string, (line: string) => string | null>;

/** Letters, marks and digits; apostrophes, hyphens and decimal marks within. */
const WORD =
  /^[^\p{L}\p{M}\p{N}_]*(?<word>[\p{L}\p{M}\p{N}_]+(?:(?:['’-](?=[\p{L}\p{N}])|(?<=\p{Nd})[.,](?=\p{Nd}))[\p{L}\p{M}\p{N}_]+)*)/u;

const AROUND = /[\s*_`"'“”‘’«»]/u;

/**
 * What stands behind the answer's marker is the expected text: `ANSWER: billing`, `**Final answer:** B`.
 *
 * - The **last** marker counts, and the rest of its line, or else the next line that is not blank. An answer without
 *   a marker is wrong, and so is one that is cut off behind its marker.
 * - `letter`: one letter and nothing that goes on, so that neither "A cat" nor "A or B" nor "Billing" is an answer
 *   of A or B; "(B)", "**B**", "B. Paris" and "B) Paris" are. `word`: the first word. `line`: the whole line, but for
 *   quotes and emphasis around it and a full stop.
 * - Both sides are composed (NFC) and read alike. Case is no difference unless `caseSensitive`; a `letter` has none.
 * - An expected value that could not be such an answer ("New York" for a word) is a failed score.
 * - Labels are as they are compared; an answer that could not be read has none.
 *
 *     answer('word')
 *     answer('letter', { marker: /lösung:/i })
 */
export function answer<Input, Expected>(
  kind: AnswerKind,
  options: AnswerOptions & { readonly expected: (sample: Sample<Input, Expected>) => Text },
): Decider<Input, Expected>;
export function answer<Input = unknown, Expected extends Text = Text>(
  kind: AnswerKind,
  options?: AnswerOptions,
): Decider<Input, Expected>;
export function answer(
  kind: AnswerKind,
  options: AnswerOptions & { readonly expected?: (sample: Sample) => unknown } = {},
): Decider {
  if (!Object.hasOwn(READERS, kind)) {
    throw new UserError(
      `answer: '${String(kind)}' is not known`,
      `It takes ${Object.keys(READERS).join(', ')}.`,
    );
  }
  checkOptions('answer', options, { ...MARKER_OPTION, caseSensitive: 'boolean', expected: 'function' });
  checkMarker('answer', 'marker', options.marker);
  const { name = 'answer', marker, expected, caseSensitive = false } = options;
  const read = READERS[kind];
  const compared = (text: string) => (caseSensitive || kind === 'letter' ? text : foldCase(text));

  return makeGrader('answer', { ...options, name, answer: kind }, (sample: Sample) => {
    const text = expectedText(name, expected ? expected(sample) : sample.expected)
      .normalize('NFC')
      .trim();
    const wanted = read(text);
    if (wanted === null || (kind === 'word' && wanted !== text)) {
      throw new Error(`${name}: expected ${quote(text)} is no ${kind}`);
    }
    const line = answerLine(sample.output, marker);
    const found = line === undefined ? null : read(line);
    const pass = found !== null && compared(found) === compared(wanted);
    return verdict(
      pass,
      found === null
        ? `${line === undefined ? 'no marker' : `no ${kind} behind the marker`} in ${quote(sample.output)}, wanted ${quote(wanted)}`
        : `found ${quote(found)}, wanted ${quote(wanted)}`,
      {
        expected: asLabel(compared(wanted), {}),
        predicted: found === null ? null : asLabel(compared(found), {}),
      },
    );
  });
}
