import type { Case } from '../../model/case.ts';
import { CaseList } from './case-list.ts';
import type { CaseInHand, Check } from './check.ts';
import { LabelTally } from './label-tally.ts';
import { normalText, textOfValue, textsIn } from './texts.ts';

/** A shorter answer may stand in a text by chance. */
const LENGTH_AT_LEAST = 12;
/** A field that is the answer by chance is so less often. */
const FIELD_SHARE = 0.9;
const FIELD_CASES = 3;

/**
 * Expected values that the model is shown, so that it need only repeat them. Texts are compared without regard
 * to case and white space. Told are, of texts and numbers:
 *
 * - a field of the input that is the expected value in nine of ten cases, three at least, and is in the prompt:
 *   however short, that is a column too many;
 * - an expected text of twelve characters with a letter in it that stands in its own case's prompt and not in
 *   that of the case beside it: what stands in every prompt (the menu of labels, an example) is not meant.
 *
 * The latter is left out where the values are labels (they come twice on average: a ticket may well say
 * "feature request") and where it is so in more than half of the cases: then the task is to find the answer in
 * the text.
 */
export const answerInPrompt: Check = () => {
  const labels = new LabelTally();
  const inProse = new CaseList();
  const byField = new Map<string, CaseList>();
  let before: CaseInHand | undefined;
  let waiting = false;
  const lookAt = (one: CaseInHand, beside: CaseInHand): void => {
    const answer = answerOf(one.row);
    if (answer.length < LENGTH_AT_LEAST || !/\p{L}/u.test(answer)) return;
    if (isPrompted(one, one.row) && !isPrompted(beside, one.row)) inProse.add(one.row.id);
  };
  return {
    case(one) {
      labels.add(one.row.expected);
      const answer = answerOf(one.row);
      if (answer !== '' && one.text.includes(answer)) {
        for (const path of fieldsThatAre(answer, one.row)) {
          if (!isPrompted(one, one.row)) break;
          const list = byField.get(path) ?? new CaseList();
          byField.set(path, list);
          list.add(one.row.id);
        }
      }
      // The first case is held against the second, every other against the one before it.
      if (before && waiting) lookAt(before, one);
      if (before) lookAt(one, before);
      waiting = !before;
      before = one;
    },
    finish() {
      const fields = [...byField].filter(
        ([, { count }]) => count >= FIELD_CASES && count >= FIELD_SHARE * labels.total,
      );
      const told = fields.flatMap(([path, list]) =>
        list.warn(
          (cases) =>
            `the field "${path}" of the input is the expected value in ${cases}, and is in the prompt`,
          'leave it out of the prompt: the model need only repeat it',
        ),
      );
      if (told.length > 0 || labels.labels() || inProse.count > labels.total / 2) return told;
      return inProse.warn(
        (cases) => `${cases} whose expected value stands in the prompt`,
        'the model need only repeat it: look whether it leaked there',
      );
    },
  };
};

/** Normalised; empty where there is none, or it is an object. */
function answerOf({ expected }: Case): string {
  return expected === null || typeof expected === 'object' ? '' : normalText(String(expected));
}

/** Items of one list count as one field. */
function fieldsThatAre(answer: string, { input }: Case): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { path, text } of textsIn(input)) if (normalText(text) === answer) paths.add(path);
  return paths;
}

/** As it is, or within JSON. */
function isPrompted({ openings }: CaseInHand, { expected }: Case): boolean {
  const raw = String(expected);
  const forms = new Set([raw, JSON.stringify(raw).slice(1, -1)].map(normalText));
  return openings.some(({ params }) => {
    if ('recorded' in params) return false;
    const prompt = textOfValue([params.system, params.messages]);
    return [...forms].some((form) => prompt.includes(form));
  });
}
