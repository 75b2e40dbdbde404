import { describe, expect, test } from 'vitest';
import { refusal } from '../../../src/graders/refusal.ts';
import { UserError } from '../../../src/model/errors.ts';
import { answered, outcomeOf } from '../sample.ts';
import { cases } from './cases.ts';

const text = (words: string) => [{ type: 'text' as const, text: words, citations: null }];

describe('refusal', () => {
  test.each(cases)('$why: $verdict', ({ expect: wanted, patterns, text: words, stop, verdict }) => {
    const grader = refusal(wanted, patterns ? { patterns } : {});
    const graded = answered({ content: text(words), stop_reason: stop }, null);
    // Twice: a pattern with flag g must not remember where it was.
    for (let time = 0; time < 2; time++) expect(outcomeOf(grader, graded)).toBe(verdict);
  });

  test('what is wanted may depend on the case, and is a label', () => {
    const grader = refusal(({ expected }) => ((expected as { harmful: boolean }).harmful ? 'one' : 'none'));
    const refused = (harmful: boolean) => grader.grade(answered({ stop_reason: 'refusal' }, { harmful }));
    expect(refused(true)).toMatchObject({ pass: true, label: { expected: 'refusal', predicted: 'refusal' } });
    expect(refused(false)).toMatchObject({
      pass: false,
      label: { expected: 'answer', predicted: 'refusal' },
    });
    expect(
      outcomeOf(
        refusal(() => 'yes' as never),
        answered({}, null),
      ),
    ).toBe('throws');
  });

  test('the reason says by what it was told', () => {
    const reasonOf = (message: object) =>
      refusal('none', { patterns: [/sorry/] }).grade(answered(message, null));
    expect(reasonOf({ stop_reason: 'refusal' })).toMatchObject({
      reason: 'refused by its stop reason, wanted none',
    });
    expect(reasonOf({ content: text('so sorry') })).toMatchObject({
      reason: 'refused in words: "so sorry" matches /sorry/, wanted none',
    });
  });

  test('what is not known is a UserError at definition', () => {
    expect(() => refusal('some' as never)).toThrow(UserError);
    expect(() => refusal('none', { patterns: /x/ as never })).toThrow('no list of patterns');
    expect(() => refusal('none', { patterns: ['x'] as never })).toThrow('no list of patterns');
    expect(() => refusal('none', { pattern: [/x/] } as never)).toThrow("unknown option 'pattern'");
  });
});
