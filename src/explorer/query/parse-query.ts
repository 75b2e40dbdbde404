import { nearest } from '../../model/did-you-mean.ts';

/** Of the two variants that are compared: one, or whichever of them. */
export type Side = 'a' | 'b' | 'either';

export const STATES = ['pass', 'fail', 'error', 'unstable'] as const;
export type State = (typeof STATES)[number];

/** Numbers of an answer that can be asked for; `tokens` is in and out together, `time` in seconds. */
export const NUMBERS = ['cost', 'tokens', 'in', 'out', 'time', 'score'] as const;
export type NumberName = (typeof NUMBERS)[number];

const OPERATORS = ['<=', '>=', '<', '>', '='] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a case must be to stay in the list. */
export type Condition = { readonly not: boolean } & (
  | { readonly type: 'tag'; readonly tag: number }
  | { readonly type: 'id'; readonly part: string }
  | { readonly type: 'state'; readonly side: Side; readonly state: State }
  | {
      readonly type: 'number';
      readonly side: Side;
      readonly name: NumberName;
      readonly operator: Operator;
      readonly value: number;
    }
  | {
      readonly type: 'grader';
      readonly side: Side;
      readonly grader: number;
      readonly operator: Operator;
      readonly value: number;
    }
);

/** A word that cannot be what was meant, in one line, and what the whole query would be if it were mended. */
export interface Problem {
  readonly message: string;
  readonly mended: string | null;
}

export interface Query {
  readonly conditions: readonly Condition[];
  /** Texts that must all occur in a case. */
  readonly needles: readonly string[];
  readonly problems: readonly Problem[];
}

/** The names that a run knows. */
export interface Vocabulary {
  readonly tags: readonly string[];
  readonly graders: readonly string[];
}

const KEYS = ['tag', 'id', 'a', 'b', 'is', 'grader', ...NUMBERS];
const LONGER_OPERATOR = /^(.+?)(<=|>=|<|>|=|:)(.*)$/s;

/**
 * Reads a query: `tag:billing -tag:"two words" cost>0.01 b.time>2 a:fail is:unstable grader:exact<0.5 id:case-2`,
 * with `-` or `!` for "not". Every other word, and whatever stands in quotes, is a text that must occur.
 */
export function parseQuery(text: string, vocabulary: Vocabulary): Query {
  const conditions: Condition[] = [];
  const needles: string[] = [];
  const problems: Problem[] = [];
  for (const word of wordsOf(text)) {
    const read = readWord(word.text, vocabulary);
    if (read === null) needles.push(unquoted(word.text));
    else if ('type' in read) conditions.push(read);
    else {
      const mended = read.mended;
      problems.push({
        message: read.message,
        mended: mended === null ? null : text.slice(0, word.from) + mended + text.slice(word.to),
      });
    }
  }
  return { conditions, needles: needles.filter((needle) => needle !== ''), problems };
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Split at blanks that are not between quotes. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g), (match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** A condition, a problem, or null: the word is just a text. */
function readWord(word: string, vocabulary: Vocabulary): Condition | Problem | null {
  const not = /^[-!]/.test(word);
  const body = not ? word.slice(1) : word;
  const match = body.startsWith('"') ? null : LONGER_OPERATOR.exec(body);
  if (match === null) return null;
  const [, head, operator, tail] = match as unknown as [string, string, Operator | ':', string];
  const [, prefix, key] = /^(?:([ab])\.)?(.*)$/s.exec(head) as unknown as [
    string,
    'a' | 'b' | undefined,
    string,
  ];
  const side: Side = prefix ?? 'either';
  const mend = (mended: string) => word.replace(body, () => mended);
  if (!KEYS.includes(key)) return unknownKey(key, operator, (near) => mend(body.replace(key, near)));
  if (key === 'tag' && operator === ':') {
    const tag = vocabulary.tags.indexOf(unquoted(tail));
    if (tag >= 0) return { type: 'tag', tag, not };
    return unknownName('tag', unquoted(tail), vocabulary.tags, (near) => mend(`tag:${quoted(near)}`));
  }
  if (key === 'id' && operator === ':') return { type: 'id', part: unquoted(tail).toLowerCase(), not };
  if ((key === 'a' || key === 'b' || key === 'is') && operator === ':') {
    const state = STATES.find((name) => name === tail.toLowerCase());
    const of = key === 'is' ? 'either' : key;
    if (state !== undefined) return { type: 'state', side: of, state, not };
    return unknownName('state', tail, STATES, (near) => mend(`${key}:${near}`));
  }
  if (key === 'grader') return readGrader(tail, { side, not }, vocabulary, mend);
  const name = NUMBERS.find((one) => one === key);
  if (name !== undefined && operator !== ':') {
    const value = numberOf(tail);
    return value === null ? notANumber(key, tail) : { type: 'number', side, name, operator, value, not };
  }
  if (name !== undefined) return { message: `“${key}” compares numbers`, mended: mend(`${head}>${tail}`) };
  return { message: `“${key}” takes a colon`, mended: mend(`${head}:${tail}`) };
}

/** `exact<0.5`, `"has a space">=1`. */
function readGrader(
  text: string,
  base: { readonly side: Side; readonly not: boolean },
  { graders }: Vocabulary,
  mend: (mended: string) => string,
): Condition | Problem {
  const [, name, operator, tail] = /^("[^"]*"|[^<>=]*)(<=|>=|<|>|=)?(.*)$/s.exec(text) as unknown as [
    string,
    string,
    Operator | undefined,
    string,
  ];
  const grader = graders.indexOf(unquoted(name));
  const prefix = base.side === 'either' ? '' : `${base.side}.`;
  if (grader < 0) {
    return unknownName('grader', unquoted(name), graders, (near) =>
      mend(`${prefix}grader:${quoted(near)}${operator ?? '<'}${operator === undefined ? '1' : tail}`),
    );
  }
  if (operator === undefined)
    return { message: 'a grader is compared with a score', mended: mend(`${prefix}grader:${name}<1`) };
  const value = numberOf(tail);
  return value === null ? notANumber('grader', tail) : { type: 'grader', grader, operator, value, ...base };
}

/** Only a key that nearly is one: `http://…` is a text. */
function unknownKey(key: string, operator: string, mend: (near: string) => string): Problem | null {
  if (key.length < 3 || !/^[a-z]+$/.test(key)) return null;
  const near = nearest(
    key,
    KEYS.filter((known) => known.length > 2),
  );
  if (near === undefined) return null;
  return { message: `There is no filter “${key}${operator}”`, mended: mend(near) };
}

function unknownName(
  kind: string,
  name: string,
  known: readonly string[],
  mend: (near: string) => string,
): Problem {
  if (name === '') return { message: `Which ${kind}?`, mended: null };
  const near = known.find((one) => one.toLowerCase().startsWith(name.toLowerCase())) ?? nearest(name, known);
  return {
    message: `There is no ${kind} “${name}”`,
    mended: near === undefined ? null : mend(near),
  };
}

function notANumber(key: string, text: string): Problem {
  return {
    message: text === '' ? `“${key}” than what?` : `“${text}” is not a number`,
    mended: null,
  };
}

function numberOf(text: string): number | null {
  const match = /^\$?(\d+(?:\.\d*)?|\.\d+)(k|s|ms|%)?$/i.exec(text.replaceAll(',', ''));
  if (match === null) return null;
  const scale = { k: 1000, ms: 0.001, '%': 0.01 }[match[2]?.toLowerCase() ?? ''] ?? 1;
  return Number(match[1]) * scale;
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

/** A name as a query takes it. */
export function quoted(name: string): string {
  return /^[^\s"<>=]+$/.test(name) ? name : `"${name.replaceAll('"', '')}"`;
}
