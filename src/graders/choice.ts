import { UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { answerLine, MARKER_OPTION, type MarkerOptions } from './answer-marker.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { quote } from './quote.ts';
import { readChoices } from './read-choices.ts';
import { checkMarker } from './text-after.ts';
import { verdict } from './verdict.ts';

export interface ChoiceOptions extends GraderOptions, MarkerOptions {
  /** How many choices there are, named A to Z and from the 27th on 1, 2, 3. Others are then none. */
  readonly choices?: number;
}

/** What `choice` compares with: `'B'`, `'A, C'`, `['A', 'C']`. */
export type ChoiceExpected = Text | readonly Text[];

/**
 * The choices that the answer makes are the expected ones: all of them and no other.
 *
 * - Read are letters and numbers on the line of the **last** marker (`ANSWER: A, C and D`), with commas, "and" or
 *   spaces between them, and with brackets or emphasis around them; capitals in the order of the alphabet may be
 *   written together (`AC`). Where the answer has no marker, and is one line, that line is read.
 * - What goes on in prose is no choice, and neither is "A or B", nor a word: "A cat" is not A, the "and" of
 *   "A and B" has no D in it. Such an answer is wrong. Case, order and repetition are no difference.
 * - With `choices`, one beyond them makes the answer unreadable.
 * - An expected value is read by the same rules, a list item by item; one that is no choice is a failed score.
 * - The label is the choices together, `A, C`; an answer that could not be read has none.
 *
 *     choice()
 *     choice({ choices: 4, expected: ({ expected }) => expected.correct })
 */
export function choice<Input, Expected>(
  options: ChoiceOptions & { readonly expected: (sample: Sample<Input, Expected>) => ChoiceExpected },
): Decider<Input, Expected>;
export function choice<Input = unknown, Expected extends ChoiceExpected = ChoiceExpected>(
  options?: ChoiceOptions,
): Decider<Input, Expected>;
export function choice(
  options: ChoiceOptions & { readonly expected?: (sample: Sample) => unknown } = {},
): Decider {
  checkOptions('choice', options, { ...MARKER_OPTION, choices: 'number', expected: 'function' });
  checkMarker('choice', 'marker', options.marker);
  const { name = 'choice', marker, choices, expected } = options;
  if (choices !== undefined && !(Number.isInteger(choices) && choices > 1)) {
    throw new UserError(
      `choice: choices: ${choices} is no number of choices`,
      'It takes a whole number from 2.',
    );
  }

  function read(line: string): string | null {
    const found = readChoices(line);
    return found?.every((own) => choices === undefined || isAmong(own, choices)) ? found.join(', ') : null;
  }

  function wantedChoices(value: unknown): string {
    const list = Array.isArray(value) ? value : [value];
    const text = list.map((item) => expectedText(name, item)).join(', ');
    const wanted = read(text.normalize('NFC').trim());
    if (wanted === null) throw new Error(`${name}: expected ${quote(text)} is no choice`);
    return wanted;
  }

  return makeGrader('choice', options, (sample: Sample) => {
    const wanted = wantedChoices(expected ? expected(sample) : sample.expected);
    const found = read(answerLine(sample.output, marker) ?? onlyLine(sample.output));
    return verdict(
      found === wanted,
      found === null
        ? `no choice could be read in ${quote(sample.output)}, wanted ${wanted}`
        : `found ${found}, wanted ${wanted}`,
      { expected: wanted, predicted: found },
    );
  });
}

/** The answer, where it is nothing but one line. */
function onlyLine(output: string): string {
  const line = output.normalize('NFC').trim();
  return /[\n\r]/.test(line) ? '' : line;
}

function isAmong(name: string, choices: number): boolean {
  const index = /^[A-Z]$/.test(name)
    ? name.charCodeAt(0) - 65
    : /^[1-9]\d*$/.test(name)
      ? Number(name) + 25
      : Infinity;
  return index < choices;
}
