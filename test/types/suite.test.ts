import { dataset, defineSuite, matrix, promptFile, recorded } from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Grader } from '../../src/model/grader.ts';

/** Each `@ts-expect-error` is a specification: `npm run typecheck` fails when the line below it compiles. */
const tickets = dataset('datasets/tickets.csv', {
  input: z.object({ text: z.string(), urgency: z.number() }),
  expected: z.enum(['billing', 'bug']),
});
const model = { model: 'claude-haiku-5-5', max_tokens: 64 } as const;
const anyGrader: Grader = { name: 'any', grade: () => true };

describe('a suite infers its types from the dataset', () => {
  it('in prompts, systems and examples', () => {
    defineSuite('s', tickets, {
      variants: {
        a: { ...model, prompt: ({ text, urgency }) => `${text.toUpperCase()} ${urgency.toFixed(1)}` },
        b: { ...model, system: ({ text }) => text, prompt: '{{text}} and {{ urgency }}' },
        c: { ...model, prompt: promptFile('prompts/a.md') },
        d: {
          ...model,
          prompt: '{{text}}',
          examples: [{ input: { text: 'x', urgency: 1 }, output: 'billing' }],
          output_config: { effort: 'low' },
          thinking: { type: 'disabled' },
        },
        e: recorded('old.jsonl', { output: 'answer' }),
      },
      graders: [anyGrader],
      baseline: 'b',
    });
  });

  it('so that a misspelt column in a prompt is a compile error', () => {
    defineSuite('s', tickets, {
      // @ts-expect-error the column is "text"
      variants: { a: { ...model, prompt: ({ txt }) => txt } },
      graders: [anyGrader],
    });
    defineSuite('s', tickets, {
      // @ts-expect-error the column is "text"
      variants: { a: { ...model, prompt: 'Classify: {{txt}}' } },
      graders: [anyGrader],
    });
    defineSuite('s', tickets, {
      // @ts-expect-error the column is "text"
      variants: { a: { ...model, system: ({ txt }) => txt, prompt: '{{text}}' } },
      graders: [anyGrader],
    });
    defineSuite('s', tickets, {
      variants: {
        // @ts-expect-error the example lacks "urgency"
        a: { ...model, prompt: '{{text}}', examples: [{ input: { text: 'x' }, output: 'bug' }] },
      },
      graders: [anyGrader],
    });
  });

  it('so that a misspelt column or label in a grader is a compile error', () => {
    defineSuite('s', tickets, {
      variants: { a: { ...model, prompt: '{{text}}' } },
      graders: [
        function labelled({ input, expected, output }) {
          const label: 'billing' | 'bug' = expected;
          return output === label && input.text.length > 0;
        },
        function column({ input, output }) {
          // @ts-expect-error the column is "text"
          return output === input.txt;
        },
        function label({ expected }) {
          // @ts-expect-error there is no such label
          return expected === 'biling';
        },
      ],
    });
  });

  it('so that a misspelt parameter, baseline or model setting is a compile error', () => {
    defineSuite('s', tickets, {
      // @ts-expect-error it is max_tokens
      variants: { a: { model: 'claude-haiku-5-5', max_token: 64, prompt: '{{text}}' } },
      graders: [anyGrader],
    });
    defineSuite('s', tickets, {
      // @ts-expect-error it is cache_control
      variants: { a: { ...model, prompt: '{{text}}', cache_controll: { type: 'ephemeral' } } },
      graders: [anyGrader],
    });
    expect(() =>
      defineSuite('s', tickets, {
        variants: { a: { ...model, prompt: '{{text}}' } },
        graders: [anyGrader],
        // @ts-expect-error there is no variant "b"
        baseline: 'b',
      }),
    ).toThrow('baseline "b" is not a variant');
    defineSuite('s', tickets, {
      // @ts-expect-error a batch cannot stream
      variants: { a: { ...model, prompt: '{{text}}', stream: true } },
      graders: [anyGrader],
    });
    defineSuite('s', tickets, {
      // @ts-expect-error no such effort
      variants: { a: { ...model, prompt: '{{text}}', output_config: { effort: 'lots' } } },
      graders: [anyGrader],
    });
  });

  it('in matrices and in inline rows', () => {
    const inline = dataset([{ input: { q: '1+1' }, expected: 2 }]);
    const suite = defineSuite('s', inline, {
      variants: matrix(inline, {
        models: { haiku: model, sonnet: { model: 'claude-sonnet-5-5', max_tokens: 64 } },
        prompts: { plain: { prompt: ({ q }) => q }, polite: { prompt: ({ q }) => `Please: ${q}` } },
      }),
      graders: [{ name: 'sum', grade: ({ expected, output }) => Number(output) === expected + 0 }],
    });
    defineSuite('s', tickets, {
      // @ts-expect-error the column is "text"
      variants: matrix(tickets, { models: { m: model }, prompts: { p: { prompt: '{{txt}}' } } }),
      graders: [anyGrader],
    });
    defineSuite('s', tickets, {
      // @ts-expect-error the column is "text"
      variants: matrix(tickets, { models: { m: model }, prompts: { p: { prompt: ({ txt }) => txt } } }),
      graders: [anyGrader],
    });
    expect(Object.keys(suite.variants)).toEqual([
      'haiku-plain',
      'haiku-polite',
      'sonnet-plain',
      'sonnet-polite',
    ]);
  });
});
