import { messageOf, UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { foldCase } from './fold-case.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface RegexGroupOptions extends GraderOptions {
  /** The number or the name of a group: what it captured is compared with the case's `expected`. */
  readonly group: number | string;
}

/**
 * The answer matches a pattern, anywhere in it unless the pattern is anchored.
 *
 * - A `RegExp` keeps its flags; a string is compiled without flags, where the suite is defined, so that a
 *   syntax error is a `UserError` before anything is asked. A function makes the pattern from the sample.
 * - `g` and `y` carry nothing from one sample to the next: every answer is searched from its start.
 * - With `group`, the **last** match counts (a model that thinks aloud corrects itself), and what the group
 *   captured must be the case's `expected`, both trimmed and composed (NFC), without regard to case when the
 *   pattern has flag `i`. No match, or a match in which the group took no part, fails.
 * - A group that the pattern lacks is a `UserError` at definition (a failed score for a function's pattern).
 *
 *     regex(/^\s*\{/)
 *     regex(/Answer: (\w+)/i, { group: 1 })
 *     regex(({ input }) => new RegExp(`order ${input.orderId}\\b`))
 */
export function regex<Input = unknown, Expected extends Text = Text>(
  pattern: string | RegExp,
  options: RegexGroupOptions,
): Decider<Input, Expected>;
export function regex<Input = unknown, Expected = unknown>(
  pattern: string | RegExp,
  options?: GraderOptions,
): Decider<Input, Expected>;
export function regex<Input, Expected extends Text>(
  pattern: (sample: Sample<Input, Expected>) => RegExp,
  options: RegexGroupOptions,
): Decider<Input, Expected>;
export function regex<Input, Expected>(
  pattern: (sample: Sample<Input, Expected>) => RegExp,
  options?: GraderOptions,
): Decider<Input, Expected>;
export function regex(
  pattern: string | RegExp | ((sample: Sample) => RegExp),
  options: GraderOptions & { readonly group?: number | string } = {},
): Decider {
  checkOptions('regex', options, { group: 'number string' });
  const { name = 'regex', group } = options;
  const fixed = typeof pattern === 'function' ? undefined : compile(name, pattern);
  if (fixed && group !== undefined && !hasGroup(fixed, group)) {
    throw new UserError(
      `${name}: ${fixed} has no group ${group}`,
      'Groups are numbered from 1, or named (?<name>…).',
    );
  }
  return makeGrader('regex', { ...options, pattern }, (sample: Sample) => {
    const regexp = fixed ?? (pattern as (sample: Sample) => RegExp)(sample);
    if (!(regexp instanceof RegExp)) throw new Error(`${name}: the pattern function returned no RegExp`);
    if (group === undefined) {
      // A copy, because `test` moves lastIndex along when the pattern has flag g or y.
      const found = new RegExp(regexp).test(sample.output);
      return verdict(found, `${quote(sample.output)} ${found ? 'matches' : 'does not match'} ${regexp}`);
    }
    if (!hasGroup(regexp, group)) throw new Error(`${name}: ${regexp} has no group ${group}`);
    const wanted = expectedText(name, sample.expected);
    const last = lastMatch(regexp, sample.output);
    if (!last)
      return verdict(false, `${quote(sample.output)} does not match ${regexp}, wanted ${quote(wanted)}`);
    const captured = typeof group === 'number' ? last[group] : last.groups?.[group];
    if (captured === undefined) {
      return verdict(false, `group ${group} took no part in ${quote(last[0])}, wanted ${quote(wanted)}`);
    }
    const normalize = (text: string) => (regexp.ignoreCase ? foldCase(text) : text.normalize('NFC')).trim();
    return verdict(
      normalize(captured) === normalize(wanted),
      `found ${quote(captured)}, wanted ${quote(wanted)}`,
    );
  });
}

function compile(name: string, pattern: string | RegExp): RegExp {
  if (pattern instanceof RegExp) return pattern;
  if (typeof pattern !== 'string') {
    throw new UserError(
      `${name}: the pattern is a ${typeof pattern}`,
      'It takes a RegExp, a string or a function.',
    );
  }
  try {
    return new RegExp(pattern);
  } catch (error) {
    const hint = pattern.startsWith('(?')
      ? 'For flags, give a RegExp: /pattern/i.'
      : 'It is read as new RegExp() reads it.';
    throw new UserError(`${name}: ${messageOf(error)}`, hint);
  }
}

/** An empty alternative matches anything, and its match lists all groups of the pattern. */
function hasGroup(regexp: RegExp, group: number | string): boolean {
  const match = new RegExp(`${regexp.source}|`, regexp.flags).exec('')!;
  if (typeof group === 'string') return match.groups !== undefined && Object.hasOwn(match.groups, group);
  return Number.isInteger(group) && group >= 0 && group < match.length;
}

function lastMatch(regexp: RegExp, text: string): RegExpExecArray | undefined {
  let last: RegExpExecArray | undefined;
  const everywhere = new RegExp(regexp, regexp.global ? regexp.flags : `${regexp.flags}g`);
  for (const match of text.matchAll(everywhere)) last = match;
  return last;
}
