import { custom, dataset, defineSuite, matrix, promptFile, recorded, type Sample } from 'assay';
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

  it('whose columns have names of their own', () => {
    dataset([{ input: { q: '1+1' }, cluster: 'sums' }], { columns: { cluster: 'document' } });
    // @ts-expect-error it is cluster
    dataset('datasets/tickets.csv', { columns: { clusters: 'document' } });
    // @ts-expect-error a row is in one cluster
    dataset([{ input: { q: '1+1' }, cluster: ['sums'] }]);
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

describe('a schema of the output', () => {
  const label = z.object({ label: z.enum(['billing', 'bug']) });
  const guess = z.object({ label: z.string(), sure: z.number().transform(String) });
  type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
  /** Fails to compile unless the value's type is exactly what was said. */
  function is<Wanted>() {
    return <Found>(_value: Found, ..._same: Same<Found, Wanted> extends true ? [] : [never]) => true;
  }
  type Ticket = { text: string; urgency: number };
  type Label = z.infer<typeof label>;
  type Guess = z.infer<typeof guess>;

  it('types what graders see parsed, which is nothing where the answer has another form', () => {
    defineSuite('s', tickets, {
      variants: {
        a: { ...model, prompt: ({ text }) => text, output: label },
        b: { ...model, prompt: '{{text}}', output: label },
      },
      graders: [
        function labelled({ parsed, expected }) {
          is<Label | undefined>()(parsed);
          return parsed?.label === expected;
        },
        custom('unannotated', ({ parsed, input }) => is<unknown>()(parsed) && input.urgency > 0),
        custom(
          'annotated',
          ({ parsed }: Sample<Ticket, 'billing' | 'bug', Label>) => parsed?.label === 'bug',
        ),
        { name: 'plain', grade: ({ parsed, parseError }) => parsed?.label === 'bug' || parseError === '' },
        function misspelt({ parsed }) {
          // @ts-expect-error it is label
          return parsed?.lable === 'bug';
        },
        function unheardOf({ parsed }) {
          // @ts-expect-error there is no such label
          return parsed?.label === 'refund';
        },
        anyGrader,
      ],
    });
  });

  it('is a union where variants differ, with transforms applied', () => {
    defineSuite('s', tickets, {
      variants: {
        a: { ...model, prompt: '{{text}}', output: label },
        b: { ...model, prompt: ({ text }) => text, output: guess, output_config: { effort: 'low' } },
        c: { ...model, prompt: '{{text}}' },
        d: recorded('old.jsonl', { output: 'answer' }),
      },
      graders: [
        function either({ parsed }) {
          return is<Label | Guess | undefined>()(parsed);
        },
      ],
    });
    defineSuite('s', tickets, {
      variants: {
        a: { ...model, prompt: '{{text}}', output: label },
        b: { ...model, prompt: ({ text }) => text, output: guess },
      },
      graders: [
        function both({ parsed }) {
          is<Label | Guess | undefined>()(parsed);
          return parsed !== undefined && 'sure' in parsed && parsed.sure === '1';
        },
      ],
    });
  });

  it('is undefined where no variant has one', () => {
    defineSuite('s', tickets, {
      variants: { a: { ...model, prompt: '{{text}}' }, d: recorded('old.jsonl', { output: 'answer' }) },
      graders: [{ name: 'none', grade: ({ parsed }) => is<undefined>()(parsed) }],
    });
  });

  it('is kept by a matrix', () => {
    defineSuite('s', tickets, {
      variants: matrix(tickets, {
        models: { haiku: model, sonnet: { model: 'claude-sonnet-5-5', max_tokens: 64 } },
        prompts: {
          a: { prompt: ({ text }) => text, output: label },
          b: { prompt: '{{text}}', output: guess },
        },
      }),
      graders: [{ name: 'both', grade: ({ parsed }) => is<Label | Guess | undefined>()(parsed) }],
    });
  });

  it('must be a schema', () => {
    expect(() =>
      defineSuite('s', tickets, {
        // @ts-expect-error a schema, not the name of a column
        variants: { a: { ...model, prompt: '{{text}}', output: 'label' } },
        graders: [anyGrader],
      }),
    ).toThrow('suite "s", variant "a": output is no zod schema');
  });
});
