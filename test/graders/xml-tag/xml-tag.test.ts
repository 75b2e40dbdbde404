import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { custom } from '../../../src/graders/custom.ts';
import { exactMatch } from '../../../src/graders/exact-match.ts';
import { levenshtein } from '../../../src/graders/levenshtein.ts';
import { readTag } from '../../../src/graders/read-tag.ts';
import { xmlTag } from '../../../src/graders/xml-tag.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Decider } from '../../../src/model/grader.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { label, outcome, reason, sample } from '../sample.ts';
import { cases } from './cases.ts';

const exact = exactMatch({ trim: false }) as Decider;

describe('xmlTag', () => {
  test.each(cases)('$why: $output', ({ output, last, first = last }) => {
    for (const [which, content] of [
      ['last', last],
      ['first', first],
    ] as const) {
      expect(outcome(xmlTag('a', { which }), output, null), which).toBe(content === null ? 'fail' : 'pass');
      expect(outcome(xmlTag('a', exact, { which }), output, content ?? ''), which).toBe(
        content === null ? 'fail' : 'pass',
      );
    }
  });

  test('whatever is wrapped is found again, if it has no such tag of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (content, before, after) => {
        fc.pre(![content, before, after].some((text) => text.includes('a')));
        expect(readTag(`${before}<a>${content}</a>${after}`, 'a', 'last')).toEqual({ text: content });
        // Elements within each other, as deep as it goes.
        expect(readTag(`<a><a>${content}</a></a>`, 'a', 'first')).toEqual({ text: `<a>${content}</a>` });
      }),
    );
  });

  test('a long run of white space within a tag takes no time', () => {
    expect(readTag(`<a${' '.repeat(200_000)}`.repeat(3), 'a', 'last')).toEqual({ nothing: 'no <a>' });
  });

  test('a wrong answer has the expected label and none of its own', () => {
    const grader = xmlTag('a', exactMatch() as Decider);
    expect(label(grader, '<a>bug</a>', 'bug')).toEqual({ expected: 'bug', predicted: 'bug' });
    expect(label(grader, '<a>bug', 'bug')).toEqual({ expected: 'bug', predicted: null });
  });

  test('with what only measures it only measures', () => {
    const grader = xmlTag('a', levenshtein() as never);
    expect(scoreOf(grader, sample('<a>abcx</a>', 'abcd'))).toMatchObject({ score: 0.75, pass: null });
    expect(scoreOf(grader, sample('abcd', 'abcd'))).toMatchObject({ score: 0, pass: null });
    const decides = xmlTag('a', levenshtein({ threshold: 0.7 }) as never);
    expect(scoreOf(decides, sample('<a>abcx</a>', 'abcd'))).toMatchObject({ score: 0.75, pass: true });
  });

  test('is called like its grader, and says what it was made with', () => {
    expect(xmlTag('a').name).toBe('xmlTag');
    expect(xmlTag('a', exact).name).toBe('exactMatch');
    expect(xmlTag('a', exact, { name: 'own', weight: 2, role: 'metric' })).toMatchObject({
      name: 'own',
      weight: 2,
      role: 'metric',
      settings: { kind: 'xmlTag', tag: 'a', part: { name: 'exactMatch' } },
    });
    expect(JSON.stringify(xmlTag('a').settings)).not.toBe(JSON.stringify(xmlTag('b').settings));
  });

  test('the reason says what is missing', () => {
    expect(reason(xmlTag('a'), 'x', null)).toBe('no <a> in "x"');
    expect(reason(xmlTag('a'), '<a>x', null)).toBe('<a> is not closed in "<a>x"');
    expect(reason(xmlTag('a'), '<a>x</a>', null)).toBe('<a> has "x"');
  });

  test('what is no tag, no grader or no option is a UserError at definition', () => {
    for (const tag of ['', '<a>', 'a b', '1a', 'a.*(', undefined]) {
      expect(() => xmlTag(tag as string)).toThrow(UserError);
    }
    expect(() => xmlTag('a', { which: 'lst' as never })).toThrow("which: 'lst' is not known");
    expect(() => xmlTag('a', { whch: 'last' } as never)).toThrow("unknown option 'whch'");
    expect(() => xmlTag('a', exact, { threshold: 1 } as never)).toThrow('a threshold says nothing here');
    expect(() =>
      xmlTag(
        'a',
        custom('x', () => true, { role: 'metric' }),
      ),
    ).toThrow('has the role metric');
  });
});
