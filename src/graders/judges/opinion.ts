import type { Opinion } from '../../model/judge.ts';
import { type Message, textOf } from '../../model/result.ts';
import { quote } from '../quote.ts';

const LONGEST_REASON = 240;

/**
 * The object that a judge answered with: its whole text is one JSON object with these keys, each once, and no
 * other. Nothing is looked for within prose or fences, where a quoted answer would be found as well.
 *
 * @throws saying what is there instead.
 */
export function readOpinion(opinion: Opinion, keys: readonly string[]): Readonly<Record<string, unknown>> {
  if (opinion === null) throw new Error('no answer of the judge came back');
  const fault = faultOf(opinion);
  if (fault !== null) throw new Error(fault);
  const text = textOf(opinion);
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`the judge answered with JSON that is no object: ${quote(text)}`);
  }
  const found = Object.keys(value);
  const missing = keys.find((key) => !found.includes(key));
  if (missing !== undefined) throw new Error(`the judge's answer has no "${missing}": ${quote(text)}`);
  const foreign = found.find((key) => !keys.includes(key));
  if (foreign !== undefined)
    throw new Error(`the judge's answer has a ${quote(foreign)} that nobody asked for`);
  if (writtenKeys(text) !== found.length) throw new Error('the judge gave more than one verdict');
  return value as Readonly<Record<string, unknown>>;
}

/** The judge's reasoning on one line, for the reason of a verdict. */
export function reasoningLine(value: unknown): string {
  if (typeof value !== 'string') throw new Error("the judge's reasoning is no text");
  const line = value.replace(/[\s\u0085]+/g, ' ').trim();
  if (line.length <= LONGEST_REASON) return line;
  return `${line.slice(0, LONGEST_REASON).replace(/[\ud800-\udbff]$/, '')}…`;
}

function faultOf({ stop_reason, stop_details, content }: Message): string | null {
  switch (stop_reason) {
    case 'end_turn':
      return textOf({ content }).trim() === '' ? 'the judge answered nothing' : null;
    case 'refusal':
      return `the judge refused to judge (${stop_details?.category ?? 'no category'})`;
    case 'max_tokens':
      return "the judge's answer was cut short at max_tokens: give the judge a higher one";
    case 'model_context_window_exceeded':
      return 'the judge ran out of its context window';
    default:
      return `the judge did not end its answer: stop reason ${stop_reason}`;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the judge's answer is not JSON alone: ${quote(text)}`);
  }
}

/** How many keys stand in a JSON text, doubled ones included: in JSON, a string before a colon is a key. */
function writtenKeys(text: string): number {
  return [...text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/gs)].filter(([, colon]) => colon !== undefined)
    .length;
}
