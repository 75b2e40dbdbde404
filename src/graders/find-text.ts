import { UserError } from '../model/errors.ts';
import { expectedText, type Text } from './expected-text.ts';
import { foldCase } from './fold-case.ts';
import type { GraderOptions } from './grader-options.ts';

/** What every grader takes that looks for texts in the answer. */
export interface FindTextOptions extends GraderOptions {
  /** False: Unicode case folding, as in `exactMatch`. */
  readonly caseSensitive?: boolean;
}

/** A text as it is looked for, and looked in: composed (NFC), and folded where case is no difference. */
export function searchable({ caseSensitive = true }: FindTextOptions): (text: string) => string {
  return caseSensitive ? (text) => text.normalize('NFC') : foldCase;
}

/** Texts to look for, in their order. @throws what makes the score a failed one: no list, an empty one, an empty text. */
export function textsToFind(name: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new Error(`${name} has nothing to look for: it takes a list of texts`);
  if (value.length === 0) throw new Error(`${name} has nothing to look for: the list is empty`);
  return value.map((item) => {
    const text = expectedText(name, item);
    if (text === '') throw new Error(`${name} has nothing to look for: every text contains ""`);
    return text;
  });
}

/** @throws UserError where a list that a suite states could never be looked for. */
export function checkTextsToFind(name: string, values: readonly Text[]): void {
  try {
    textsToFind(name, values);
  } catch (error) {
    throw new UserError((error as Error).message, "values: ['refund', '14 days']");
  }
}
