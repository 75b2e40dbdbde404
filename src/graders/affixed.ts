import { UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText } from './expected-text.ts';
import { type FindTextOptions, searchable } from './find-text.ts';
import { makeGrader } from './grader-options.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface AffixOptions extends FindTextOptions {
  /** True unless told otherwise: white space at that end of the answer and of the text is left out. */
  readonly trim?: boolean;
}

const AFFIXES = {
  startsWith: {
    has: (text: string, affix: string) => text.startsWith(affix),
    trimmed: (text: string) => text.trimStart(),
    verb: 'begin',
  },
  endsWith: {
    has: (text: string, affix: string) => text.endsWith(affix),
    trimmed: (text: string) => text.trimEnd(),
    verb: 'end',
  },
};

/** `startsWith` and `endsWith`, which look at one end of the answer each. */
export function affixed(
  kind: keyof typeof AFFIXES,
  options: AffixOptions & { readonly value?: string | ((sample: Sample) => unknown) },
): Decider {
  checkOptions(kind, options, { caseSensitive: 'boolean', trim: 'boolean', value: 'string function' });
  const { name = kind, value, trim = true } = options;
  const { has, trimmed, verb } = AFFIXES[kind];
  const folded = searchable(options);
  const normalize = (text: string) => (trim ? trimmed(folded(text)) : folded(text));
  if (typeof value === 'string' && normalize(value) === '') {
    throw new UserError(`${kind}: value is empty`, `Every text ${verb}s with it. Name the text to find.`);
  }

  return makeGrader(kind, options, (sample: Sample) => {
    const wanted = expectedText(
      name,
      typeof value === 'function' ? value(sample) : value === undefined ? sample.expected : value,
    );
    if (normalize(wanted) === '') {
      throw new Error(`${name} has nothing to look for: every text ${verb}s with ${quote(wanted)}`);
    }
    const found = has(normalize(sample.output), normalize(wanted));
    return verdict(
      found,
      `${quote(sample.output)} ${found ? `${verb}s` : `does not ${verb}`} with ${quote(wanted)}`,
    );
  });
}
