import { UserError } from '../model/errors.ts';
import type { Decider, Grader, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { extracting } from './extracting.ts';
import { makeGrader } from './grader-options.ts';
import { type CompositionOptions, checkPart, partSettings, refuseThreshold } from './part.ts';
import { quote } from './quote.ts';
import { readTag } from './read-tag.ts';
import { verdict } from './verdict.ts';

export interface XmlTagOptions extends CompositionOptions {
  /** Which of several elements counts. `last` unless told otherwise: a model that thinks aloud corrects itself. */
  readonly which?: 'last' | 'first';
}

/** No grader, so that options are not mistaken for one because they have a name. */
type OnlyOptions = XmlTagOptions & { readonly grade?: never };

/**
 * Lets a grader see the content of a tag only: `<label>bug</label>`. Without a grader it passes where there is one.
 *
 * - Of several elements the last counts, or the first; elements of the same name within one belong to its content, so
 *   that it ends at the tag that closes it and not at the next one.
 * - An answer without the tag is wrong, and so is one in which it is never closed: what was cut off is no answer, and
 *   what stood before it is not read in its stead. It scores 0 and fails, and is no failed score.
 * - Attributes are allowed, `<label/>` is empty, case counts. The rest of the answer need be no XML, entities are not
 *   read, and a comment or a fence hides nothing.
 * - The content is given as it stands, white space included; most graders trim.
 * - Called like the grader, unless told otherwise, and labels are the grader's.
 *
 *     xmlTag('label', exactMatch())
 *     xmlTag('draft', wordCount({ max: 100 }), { which: 'first' })
 *     xmlTag('sources')
 */
export function xmlTag<Input, Expected>(tag: string, options?: OnlyOptions): Decider<Input, Expected>;
export function xmlTag<Input, Expected>(
  tag: string,
  grader: Decider<Input, Expected>,
  options?: XmlTagOptions,
): Decider<Input, Expected>;
export function xmlTag<Input, Expected>(
  tag: string,
  grader: Grader<Input, Expected>,
  options?: XmlTagOptions,
): Grader<Input, Expected>;
export function xmlTag(tag: string, second: Grader | OnlyOptions = {}, third: XmlTagOptions = {}): Grader {
  if (typeof tag !== 'string' || !/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(tag)) {
    throw new UserError(`xmlTag: ${quote(String(tag))} is no name of a tag`, "xmlTag('label', exactMatch())");
  }
  const grader = 'grade' in second ? (second as Grader) : undefined;
  const options = grader ? third : (second as OnlyOptions);
  if (grader) checkPart('xmlTag', grader);
  checkOptions('xmlTag', options, { which: 'string' });
  refuseThreshold('xmlTag', options);
  const { which = 'last', name = grader?.name ?? 'xmlTag' } = options;
  if (which !== 'last' && which !== 'first') {
    throw new UserError(`xmlTag: which: '${which}' is not known`, "It takes 'last' or 'first'.");
  }

  const find = ({ output }: Sample) => {
    const content = readTag(output, tag, which);
    return 'text' in content ? content : { nothing: `${content.nothing} in ${quote(output)}` };
  };
  if (grader)
    return extracting('xmlTag', grader, { ...options, name, tag, part: partSettings(grader) }, find);
  return makeGrader('xmlTag', { ...options, name, tag }, (sample: Sample) => {
    const found = find(sample);
    return 'text' in found
      ? verdict(true, `<${tag}> has ${quote(found.text)}`)
      : verdict(false, found.nothing);
  });
}
