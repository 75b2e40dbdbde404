import { closedQA, factuality, type Judge, judge, pairwise, panel, rubric, score } from 'assay';
import { describe, expect, it } from 'vitest';

/** Each `@ts-expect-error` is a specification: `npm run typecheck` fails when the line below it compiles. */
const model = { model: 'claude-sonnet-5-5' } as const;
const anchors = { 1: 'bad', 5: 'good' } as const;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile unless `Value` is exactly what was said. */
function is<Wanted>() {
  return <Found>(_value: Found, ..._same: Same<Found, Wanted> extends true ? [] : [never]) => true;
}

describe('judges', () => {
  it('take the types of the suite that they stand in', () => {
    const judges: Judge<{ text: string }, 'a' | 'b'>[] = [
      judge({
        ...model,
        question: ({ input, expected }) => (is<'a' | 'b'>()(expected) ? input.text : ''),
        choices: { yes: 1, no: 0 },
      }),
      score({ ...model, question: ({ input }) => input.text, anchors }),
      closedQA({ ...model, criterion: ({ expected }) => expected }),
      pairwise({ ...model, question: ({ input }) => input.text }),
      rubric({ ...model, criteria: { polite: 'Is it polite?' } }),
      factuality(model),
      panel({ judges: [closedQA({ ...model, criterion: 'Short.' })], votes: 3 }),
      // @ts-expect-error no such field in the input
      closedQA({ ...model, criterion: ({ input }) => input.txt }),
      // @ts-expect-error a question never sees the answer: it would stand outside of its fence
      closedQA({ ...model, criterion: ({ output }) => output }),
    ];
    expect(judges).toHaveLength(9);
  });

  it('know their choices', () => {
    const right = judge({ ...model, question: 'Is it right?', choices: { correct: 1, wrong: 0 } });
    is<Readonly<Record<'correct' | 'wrong', number>>>()(right.choices);
    // @ts-expect-error there is no such choice
    expect(right.choices.corect).toBeUndefined();
    is<Readonly<Record<'yes' | 'no', number>>>()(closedQA({ ...model, criterion: 'Short.' }).choices);
    is<Readonly<Record<'A' | 'B' | 'C' | 'D' | 'E', number>>>()(factuality(model).choices);
    expect(right.choices).toEqual({ correct: 1, wrong: 0 });
  });

  it('refuse what would be refused when the suite is loaded', () => {
    const makers = [
      // @ts-expect-error who judges?
      () => judge({ question: 'Is it right?', choices: { yes: 1, no: 0 } }),
      // @ts-expect-error there is no such effort
      () => factuality({ ...model, effort: 'least' }),
      // @ts-expect-error a judge has no weight
      () => factuality({ ...model, weight: 2 }),
      // @ts-expect-error no model takes a temperature
      () => factuality({ ...model, temperature: 0 }),
      // @ts-expect-error the relations are A to E
      () => factuality({ ...model, scores: { A: 1, B: 1, C: 1, D: 0 } }),
      // @ts-expect-error a choice scores a number
      () => judge({ ...model, question: 'Is it right?', choices: { yes: '1', no: 0 } }),
      // @ts-expect-error there is no such rule
      () => panel({ judges: [factuality(model)], votes: 3, rule: 'most' }),
    ];
    for (const make of makers) expect(make).toThrow();
  });
});
