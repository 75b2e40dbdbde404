import { isRecorded, type LoadedVariant } from '../../model/suite.ts';
import { CaseList } from './case-list.ts';
import type { Check } from './check.ts';
import { normalText, textOfValue, textsIn } from './texts.ts';

/** A shorter input may stand in a prompt by chance. */
const LENGTH_AT_LEAST = 20;

/**
 * Cases that the model is shown with their answer: their input is a few-shot example of a variant, or stands in
 * the constant part of its prompt (a text or blocks; what functions make is not known).
 */
export const examplesAmongCases: Check = ({ variants }) => {
  const shown = variants.flatMap(({ name, variant }) =>
    isRecorded(variant) ? [] : [{ name, ...shownBy(variant) }],
  );
  const found = new CaseList();
  const names = new Set<string>();
  return {
    case({ row, text }) {
      if (text === '') return;
      const by = shown.filter(
        ({ examples, constant }) =>
          examples.has(text) || (text.length >= LENGTH_AT_LEAST && constant.includes(text)),
      );
      if (by.length === 0) return;
      found.add(row.id);
      for (const { name } of by) names.add(name);
    },
    finish: () =>
      found.warn(
        (cases) =>
          `${cases} whose input is also an example in the prompt of ${[...names].map((name) => `"${name}"`).join(', ')}`,
        'the model has seen the answer: use other examples, or leave the cases out',
      ),
  };
};

function shownBy({ examples = [], system, prompt }: LoadedVariant): {
  readonly examples: ReadonlySet<string>;
  readonly constant: string;
} {
  const constants = [system, prompt].filter((part) => part !== undefined && typeof part !== 'function');
  const texts = [...textsIn(constants)].map(({ text }) => text.replace(/\{\{.*?\}\}/g, ' … '));
  return {
    examples: new Set(examples.map(({ input }) => textOfValue(input))),
    constant: normalText(texts.join('\n')),
  };
}
