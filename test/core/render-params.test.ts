import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingRequest } from '../../src/core/plan.ts';
import { renderParams } from '../../src/core/render-params.ts';
import { contentId, digest } from '../../src/model/digest.ts';
import { UserError } from '../../src/model/errors.ts';
import type { LoadedVariant } from '../../src/model/suite.ts';

interface Row {
  readonly text: string;
}

const variant = (changes: Partial<LoadedVariant<Row>> = {}): LoadedVariant<Row> => ({
  model: 'claude-sonnet-5-5',
  max_tokens: 100,
  prompt: '{{text}}',
  ...changes,
});
const messages = (changes: Partial<LoadedVariant<Row>>, input: Row = { text: 'Hi' }) =>
  renderParams(variant(changes), input).messages;

describe('the prompt', () => {
  it('is a text with placeholders', () => {
    expect(messages({ prompt: 'Ticket: {{text}}' })).toEqual([{ role: 'user', content: 'Ticket: Hi' }]);
  });

  it('is a function that returns a text, which is not filled again', () => {
    expect(messages({ prompt: ({ text }) => `${text} {{text}}` })).toEqual([
      { role: 'user', content: 'Hi {{text}}' },
    ]);
  });

  it('is a function that returns blocks: they are one user message', () => {
    const blocks = [
      { type: 'text', text: 'What is this?' },
      { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
    ] as const;
    expect(messages({ prompt: () => blocks })).toEqual([{ role: 'user', content: blocks }]);
  });

  it('is a function that returns a conversation: it is sent as it is', () => {
    const turns = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'Bye' },
    ] as const;
    expect(messages({ prompt: () => turns })).toEqual(turns);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['5', 5],
    ['a promise', Promise.resolve('x')],
    ['{"text":"x"}', { text: 'x' }],
  ])('is no function that returns %s, as one with a misspelled column does', (what, returned) => {
    const render = () => messages({ prompt: () => returned as never });
    expect(render).toThrow(UserError);
    expect(render).toThrow(`the prompt function returned ${what}`);
  });
});

describe('the system prompt', () => {
  const system = (own: LoadedVariant<Row>['system']) =>
    renderParams(variant({ system: own! }), { text: 'Hi' }).system;

  it('is a text with placeholders, a function, or blocks as they stand', () => {
    expect(system('Answer {{text}}.')).toBe('Answer Hi.');
    expect(system(({ text }) => `${text}!`)).toBe('Hi!');
    const blocks = [
      { type: 'text' as const, text: '{{text}}', cache_control: { type: 'ephemeral' as const } },
    ];
    expect(system(blocks)).toEqual(blocks);
    expect(system(() => blocks)).toEqual(blocks);
  });

  it('is left out where there is none', () => {
    expect('system' in renderParams(variant(), { text: 'Hi' })).toBe(false);
  });

  it('is not left out because a function returned nothing', () => {
    expect(() => system(() => undefined as never)).toThrow('the system function returned undefined');
    expect(() => system((() => Promise.resolve('x')) as never)).toThrow(UserError);
  });
});

describe('examples', () => {
  const examples = [
    { input: { text: 'one' }, output: '1' },
    { input: { text: 'two' }, output: '2' },
  ];

  it('are earlier turns in their order, rendered by the same prompt', () => {
    expect(messages({ prompt: 'Count: {{text}}', examples })).toEqual([
      { role: 'user', content: 'Count: one' },
      { role: 'assistant', content: '1' },
      { role: 'user', content: 'Count: two' },
      { role: 'assistant', content: '2' },
      { role: 'user', content: 'Count: Hi' },
    ]);
  });

  it('are no parameter of the request', () => {
    expect(Object.keys(renderParams(variant({ examples }), { text: 'Hi' }))).toEqual([
      'model',
      'max_tokens',
      'messages',
    ]);
  });
});

describe('rendering', () => {
  it('passes all other parameters on', () => {
    const parameters = { temperature: 0, stop_sequences: ['END'], metadata: { user_id: 'u' } };
    expect(renderParams(variant(parameters), { text: 'Hi' })).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 100,
      ...parameters,
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('is pure: the same row, the same bytes, and the variant stays as it was', () => {
    const turns = [{ role: 'user' as const, content: 'Hi' }];
    const own = variant({
      prompt: () => turns,
      system: 'Be {{text}}.',
      examples: [{ input: { text: 'x' }, output: 'y' }],
    });
    const before = JSON.stringify(own);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = () => JSON.stringify(renderParams(own, { text }));
        expect(bytes()).toBe(bytes());
      }),
    );
    expect(JSON.stringify(own)).toBe(before);
    expect(turns).toHaveLength(1);
  });
});

describe('the opening request of a case', () => {
  const row = { id: 'c1', input: { text: 'Hi' }, expected: null, tags: [] };
  const open = (own: LoadedVariant<Row>) =>
    openingRequest(
      [
        { name: 'a', variant: { recorded: 'old.csv', output: 'answer' } },
        { name: 'b', variant: own as never },
      ],
      1,
      row,
    );

  it('is its bytes and their hash', () => {
    const { variant: index, params, json, hash } = open(variant());
    expect(index).toBe(1);
    expect(json).toBe(
      '{"model":"claude-sonnet-5-5","max_tokens":100,"messages":[{"role":"user","content":"Hi"}]}',
    );
    expect(params).toEqual(JSON.parse(json));
    expect(hash).toBe(digest(json));
  });

  it('of a recorded variant asks which row it is', () => {
    const variants = [{ name: 'old', variant: { recorded: 'old.csv', output: 'answer' } }];
    expect(openingRequest(variants, 0, row).params).toEqual({
      recorded: 'old.csv',
      case: 'c1',
      content: contentId(row.input),
    });
  });

  it('says variant and case where it cannot be rendered', () => {
    const fault = (own: LoadedVariant<Row>): UserError => {
      try {
        open(own);
      } catch (error) {
        return error as UserError;
      }
      throw new Error('it was rendered');
    };
    const missing = fault(variant({ prompt: '{{txt}}' }));
    expect(missing.message).toMatch(/^variant "b", case "c1": /);
    expect(missing.hint).toBe('did you mean "text"?');
    const thrown = fault(
      variant({
        prompt: () => {
          throw new TypeError('no such thing');
        },
      }),
    );
    expect(thrown).toBeInstanceOf(UserError);
    expect([thrown.message, thrown.hint]).toEqual([
      'variant "b", case "c1": no such thing',
      'the prompt function threw',
    ]);
  });
});
