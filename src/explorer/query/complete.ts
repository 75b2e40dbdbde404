import { NUMBERS, quoted, STATES, type Vocabulary, wordsOf } from './parse-query.ts';

export interface Completion {
  readonly word: string;
  /** What it asks for. */
  readonly meaning: string;
}

const MOST = 8;

const KEYS: readonly Completion[] = [
  { word: 'tag:', meaning: 'cases of a slice' },
  { word: 'id:', meaning: 'cases whose id holds a text' },
  { word: 'a:', meaning: 'state under the first variant' },
  { word: 'b:', meaning: 'state under the second variant' },
  { word: 'is:', meaning: 'state under either variant' },
  { word: 'grader:', meaning: 'score of a grader, as grader:exact<0.5' },
  { word: 'cost>', meaning: 'US dollars of an answer' },
  { word: 'tokens>', meaning: 'tokens in and out' },
  { word: 'in>', meaning: 'tokens in' },
  { word: 'out>', meaning: 'tokens out' },
  { word: 'time>', meaning: 'seconds of an answer' },
  { word: 'score<', meaning: 'share of samples that pass' },
];

/** What the word before the caret may become, and where that word stands. */
export function completions(
  text: string,
  caret: number,
  { tags, graders }: Vocabulary,
): { readonly from: number; readonly to: number; readonly words: readonly Completion[] } {
  const word = wordsOf(text).find(({ from, to }) => from < caret && caret <= to);
  const [from, to] = word ? [word.from, word.to] : [caret, caret];
  const typed = text.slice(from, caret);
  const [, not, prefix, key, rest] = /^([-!]?)([ab]\.)?([a-z]*:)?(.*)$/is.exec(typed) as unknown as string[];
  const head = `${not}${prefix ?? ''}${key ?? ''}`;
  const wanted = rest!.replaceAll('"', '').toLowerCase();
  const names = { 'tag:': tags, 'grader:': graders, 'a:': STATES, 'b:': STATES, 'is:': STATES }[key ?? ''];
  const known: readonly Completion[] =
    names === undefined
      ? key === undefined
        ? KEYS.filter((one) => prefix === undefined || isNumber(one.word)).map((one) => ({
            word: head + one.word,
            meaning: one.meaning,
          }))
        : []
      : Array.from(names, (name) => ({
          word: `${head}${quoted(name)}${key === 'grader:' ? '<' : ''}`,
          meaning: '',
        }));
  const fits = (one: Completion) => {
    const tail = one.word.slice(head.length).replaceAll('"', '').toLowerCase();
    return names === undefined ? tail.startsWith(wanted) : tail.includes(wanted);
  };
  const words = known.filter((one) => one.word !== typed && fits(one)).slice(0, MOST);
  return { from, to, words: typed === '' ? [] : words };
}

function isNumber(word: string): boolean {
  return word === 'grader:' || NUMBERS.some((name) => word.startsWith(name));
}
