import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/graders/judges/judge.ts';
import { panel } from '../../../src/graders/judges/panel.ts';
import type { Score } from '../../../src/model/grader.ts';
import { MODEL, opinion, saying, scored } from './bench.ts';
import { cases } from './cases.ts';

describe.each(Object.entries(cases))('%s', (_, list) => {
  it.each(list)('$why', ({ judge: one, opinions, is }) => {
    const found: Score = scored(one, opinions);
    expect(opinions).toHaveLength(one.opinions);
    if (typeof is === 'string') {
      expect(found).toEqual({ outcome: 'failed', reason: expect.stringContaining(is) });
    } else {
      const [score, pass, evidence] = is;
      expect(found).toMatchObject({ outcome: 'scored', score, pass });
      expect((found as { evidence?: object }).evidence).toEqual(evidence);
    }
    expect(found.reason).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
    expect(found.reason!.length).toBeLessThan(1000);
  });
});

const polite = judge({ ...MODEL, question: 'Is it polite?', choices: { yes: 1, no: 0 } });

describe('whatever a judge says', () => {
  const words = ['yes', 'no', 'YES', ' yes', '"yes"', 'pass', '{"choice":"yes"}', 'grade: yes', 'Y'];
  const fields = fc.record(
    {
      reasoning: fc.string(),
      choice: fc.oneof(fc.constantFrom(...words), fc.jsonValue()),
      pass: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('is a pass only where it is one object with one item of the menu', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(...words),
      fields.map((value) => JSON.stringify(value)),
      fc.tuple(fc.string(), fields, fc.string()).map(([a, value, b]) => a + JSON.stringify(value) + b),
    );
    fc.assert(
      fc.property(text, (said) => {
        const found = scored(polite, [saying(said)]);
        if (found.outcome === 'failed') return;
        const { reasoning, choice, ...others } = JSON.parse(said);
        expect(typeof reasoning).toBe('string');
        expect(others).toEqual({});
        expect(found.pass).toBe(choice.toLowerCase() === 'yes');
        expect(['yes', 'no']).toContain(choice.toLowerCase());
      }),
      { numRuns: 1000 },
    );
  });

  it('its reasoning is one short line of the reason', () => {
    const found = scored(polite, [
      opinion({ reasoning: ` It\n is\u2028polite. ${'And so on. '.repeat(100)}😀`, choice: 'YES' }),
    ]);
    expect(found.reason).toMatch(/^yes: It is polite\. And so on\. .*…$/);
    expect(found.reason!.length).toBeLessThan(260);
  });
});

describe('a panel', () => {
  const answers = fc.array(fc.constantFrom('yes', 'no', 'off'), { minLength: 2, maxLength: 9 });

  it('is what most of the readable votes say, whatever their order', () => {
    fc.assert(
      fc.property(answers, (said) => {
        const count = (word: string) => said.filter((one) => one === word).length;
        const [yes, no] = [count('yes'), count('no')];
        const found = scored(
          panel({ judges: [polite], votes: said.length }),
          said.map((choice) => opinion({ choice })),
        );
        if (yes === no || (yes + no) * 2 < said.length) expect(found.outcome).toBe('failed');
        else {
          const agreement = Math.max(yes, no) / (yes + no);
          expect(found).toMatchObject({ score: yes > no ? 1 : 0, pass: yes > no, evidence: { agreement } });
        }
      }),
    );
  });

  it('says how the votes fell, and which could not be read', () => {
    const found = scored(panel({ judges: [polite], votes: 3 }), [
      opinion({ choice: 'yes' }),
      null,
      opinion({ choice: 'yes' }),
    ]);
    expect(found.reason).toBe('2 × 1 in 2 of 3 votes; judge: no answer of the judge came back');
  });
});
