import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Sample } from '../../model/grader.ts';
import { fillTemplate, placeholdersOf } from '../../model/template.ts';
import { fence, tokenFor } from './fence.ts';
import { materialText, otherBlocks } from './material.ts';

/** What a question may depend on: the case, never the answer, which has no way out of its fence. */
export type Asked<Input = unknown, Expected = unknown> = Pick<
  Sample<Input, Expected>,
  'input' | 'expected' | 'caseId' | 'tags'
>;

/**
 * What a judge is asked: a text, or a function of the case. A text may have placeholders, `{{input.x}}`,
 * `{{expected}}` or `{{output}}`, each filled with what it names in a fence of its own.
 *
 * A text with placeholders says itself what the judge is shown of the case; without any, that is the input, and the
 * expected value where there is one. The answer is always shown. What a function returns stands as it is, outside
 * all fences.
 */
export type Question<Input = unknown, Expected = unknown> =
  | string
  | ((asked: Asked<Input, Expected>) => string);

/** An answer to be shown to a judge, by the name of its tags. */
export type Answers = Readonly<Record<string, Pick<Sample, 'output' | 'message'>>>;

/**
 * Checks a question where the suite is defined.
 *
 * @param names what its placeholders may begin with.
 */
export function checkQuestion(
  judge: string,
  question: unknown,
  names: readonly string[] = ['input', 'expected', 'output'],
): void {
  if (typeof question === 'function') return;
  if (typeof question !== 'string' || question.trim() === '') {
    throw new UserError(`${judge}: there is no question`, 'It takes a text, or a function of the case.');
  }
  for (const path of placeholdersOf(question)) {
    const [name = ''] = path.split('.');
    if (!names.includes(name)) {
      throw new UserError(`${judge}: nothing fills {{${path}}} of the question`, didYouMean(name, names));
    }
  }
}

/**
 * The text of a request: the token, the question, the material beneath it, and how to answer. Everything that comes
 * from the case or from an answer stands in a fence, but for what a question's function made of the case.
 *
 * @throws where a placeholder is not filled, or a function returns no text.
 */
export function requestText(
  question: Question,
  sample: Sample,
  answers: Answers,
  instruction: string,
): string {
  const shown: string[] = [];
  const compose = (write: (name: string, text: string) => string) => {
    const asked = typeof question === 'string' ? filled(question, sample, write) : called(question, sample);
    const beneath = materialBeneath(question, sample, answers).map(([name, text]) => write(name, text));
    return [asked, ...beneath, instruction].join('\n\n');
  };
  const outside = compose((_, text) => {
    shown.push(text);
    return '';
  });
  const token = tokenFor([...shown, outside]);
  return `The token is ${token}.\n\n${compose((name, text) => fence(name, token, text))}`;
}

function filled(template: string, sample: Sample, write: (name: string, text: string) => string): string {
  const { input, expected, output } = sample;
  return fillTemplate(template, { input, expected, output }, (value, path) =>
    write(path === 'output' ? 'answer' : path.split('.')[0]!, materialText(value)),
  );
}

function called(question: Exclude<Question, string>, { input, expected, caseId, tags }: Sample): string {
  const text: unknown = question({ input, expected, caseId, tags });
  if (typeof text === 'string' && text.trim() !== '') return text;
  throw new Error(
    `the question's function returned ${typeof text === 'string' ? 'an empty text' : typeof text}`,
  );
}

function materialBeneath(question: Question, sample: Sample, answers: Answers): [string, string][] {
  const named = typeof question === 'string' ? placeholdersOf(question) : [];
  const { input, expected } = sample;
  const material: [string, string][] = [];
  if (named.length === 0) {
    material.push(['input', materialText(input)]);
    if (expected !== null && expected !== undefined) material.push(['expected', materialText(expected)]);
  }
  for (const [name, { output, message }] of Object.entries(answers)) {
    if (name !== 'answer' || !named.includes('output')) material.push([name, output]);
    const others = otherBlocks(message);
    if (others !== '') material.push([`${name}-blocks`, others]);
  }
  return material;
}
