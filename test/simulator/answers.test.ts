import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/model/result.ts';
import { outcomes, params, simulatedApi, stoppedClock } from './simulated-api.ts';

const LONG = 'word '.repeat(1000);
const CACHED = { type: 'ephemeral' } as const;

describe('an answer', () => {
  it('is what `simulate` says, from the params as a model would see them', async () => {
    const { client } = await simulatedApi({
      simulate: ({ messages }) => `You said: ${messages[0]?.content}`,
    });
    expect(textOf(await client.messages.create(params()))).toBe('You said: Good morning');
  });

  it('has every key of a Message and of its usage', async () => {
    const { client } = await simulatedApi({ simulate: () => 'Four char' });
    const message = await client.messages.create(params({ model: 'claude-haiku-4-5' }));
    expect(message).toEqual({
      id: expect.stringMatching(/^msg_sim_/),
      type: 'message',
      role: 'assistant',
      model: 'claude-haiku-4-5-20251001',
      content: [{ type: 'text', text: 'Four char', citations: null }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      stop_details: null,
      container: null,
      diagnostics: null,
      usage: {
        input_tokens: expect.any(Number),
        output_tokens: 3,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
        output_tokens_details: { thinking_tokens: 0 },
        server_tool_use: null,
        service_tier: 'standard',
        inference_geo: 'global',
        speed: 'standard',
      },
    });
  });

  it('begins with a thinking block where the model thinks by default', async () => {
    const { client } = await simulatedApi();
    const { content } = await client.messages.create(params({ model: 'claude-sonnet-5-5' }));
    expect(content.map((block) => block.type)).toEqual(['thinking', 'text']);
  });

  it('is billed as a batch in a batch', async () => {
    const { client } = await simulatedApi();
    const results = await outcomes(client, [{ custom_id: 'a', params: params() }]);
    expect(results.get('a')).toMatchObject({ message: { usage: { service_tier: 'batch' } } });
  });

  it('counts about 30 % more tokens on a model with the newer tokenizer', async () => {
    const { client } = await simulatedApi({ simulate: () => LONG });
    const tokens = async (model: string) => {
      const asked = params({ model, max_tokens: 8000, messages: [{ role: 'user', content: LONG }] });
      return (await client.messages.create(asked)).usage;
    };
    const [classic, dense] = [await tokens('claude-haiku-4-5'), await tokens('claude-haiku-5-5')];
    expect(dense.input_tokens / classic.input_tokens).toBeCloseTo(1.3, 2);
    expect(dense.output_tokens / classic.output_tokens).toBeCloseTo(1.3, 2);
  });

  it('ends at max_tokens', async () => {
    const { client } = await simulatedApi({ simulate: () => LONG });
    const message = await client.messages.create(params({ max_tokens: 10 }));
    expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 10 } });
    expect(LONG.startsWith(textOf(message))).toBe(true);
  });

  it('ends at the first stop sequence, which it leaves out', async () => {
    const { client } = await simulatedApi({ simulate: () => 'one, two; three' });
    const message = await client.messages.create(params({ stop_sequences: [';', ','] }));
    expect(message).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: ',' });
    expect(textOf(message)).toBe('one');
  });

  it('asks for tools when its content does', async () => {
    const { client } = await simulatedApi({
      simulate: () => [{ type: 'tool_use', name: 'look_up', input: { city: 'Rome' } }],
    });
    const message = await client.messages.create(params());
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content).toEqual([
      {
        type: 'tool_use',
        id: expect.stringMatching(/^toolu_sim_/),
        name: 'look_up',
        input: { city: 'Rome' },
        caller: { type: 'direct' },
      },
    ]);
  });

  it('may refuse, and state its own usage', async () => {
    const { client } = await simulatedApi({
      simulate: () => ({ content: '', stop_reason: 'refusal', usage: { output_tokens: 0 } }),
    });
    const message = await client.messages.create(params());
    expect(message).toMatchObject({
      content: [],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal' },
      usage: { output_tokens: 0 },
    });
  });
});

describe('an error of `simulate`', () => {
  it.each([
    ['returned', () => ({ error: { type: 'overloaded_error', message: 'Overloaded' } }), 529, 'Overloaded'],
    ['thrown', () => Promise.reject(new Error('no such row')), 500, 'no such row'],
    [
      'a missing answer',
      () => undefined as never,
      500,
      expect.stringContaining('simulate returned undefined'),
    ],
  ] as const)('(%s) is the error of the request', async (_, simulate, status, apiMessage) => {
    const { client } = await simulatedApi({ simulate });
    await expect(client.messages.create(params())).rejects.toMatchObject({ status, apiMessage });
    const results = await outcomes(client, [{ custom_id: 'a', params: params() }]);
    expect(results.get('a')).toMatchObject({ type: 'errored', error: { error: { message: apiMessage } } });
  });
});

describe('chance', () => {
  it('is the same for the same request, and differs between requests', async () => {
    const { client } = await simulatedApi({ simulate: (_, { random }) => String(random()) });
    const ask = async (content: string) =>
      textOf(await client.messages.create(params({ messages: [{ role: 'user', content }] })));
    expect(await ask('a')).toBe(await ask('a'));
    expect(await ask('a')).not.toBe(await ask('b'));
  });
});

describe('without `simulate`', () => {
  it('an answer says that it is simulated', async () => {
    const { client } = await simulatedApi();
    const answer = textOf(await client.messages.create(params()));
    expect(answer).toMatch(/simulated answer/);
    expect(textOf(await client.messages.create(params()))).toBe(answer);
  });

  it('an answer fits the schema asked for', async () => {
    const { client } = await simulatedApi();
    const schema = {
      type: 'object',
      properties: {
        label: { enum: ['bug', 'idea'] },
        author: { $ref: '#/$defs/author' },
        parts: { type: 'array', items: { type: 'integer' }, minItems: 1 },
        note: { type: 'string' },
      },
      required: ['label', 'author', 'parts'],
      additionalProperties: false,
      $defs: {
        author: {
          type: 'object',
          properties: { email: { type: 'string', format: 'email' } },
          required: ['email'],
          additionalProperties: false,
        },
      },
    };
    const asked = params({ output_config: { format: { type: 'json_schema', schema } } });
    expect(JSON.parse(textOf(await client.messages.create(asked)))).toEqual({
      label: expect.stringMatching(/^(bug|idea)$/),
      author: { email: 'someone@example.com' },
      parts: [expect.any(Number)],
    });
  });

  it('a forced tool is called', async () => {
    const { client } = await simulatedApi();
    const input_schema = {
      type: 'object',
      properties: { ok: { type: 'boolean' } },
      required: ['ok'],
    } as const;
    const asked = params({
      tools: [{ name: 'judge', input_schema: { ...input_schema, required: ['ok'] } }],
      tool_choice: { type: 'tool', name: 'judge' },
    });
    const { content } = await client.messages.create(asked);
    expect(content).toMatchObject([{ type: 'tool_use', name: 'judge', input: { ok: expect.any(Boolean) } }]);
  });
});

describe('the prompt cache', () => {
  const asked = (question: string) =>
    params({
      system: [{ type: 'text', text: LONG, cache_control: CACHED }],
      messages: [{ role: 'user', content: question }],
    });

  it('is written by the first request and read by the next that begins alike', async () => {
    const clock = stoppedClock();
    const { client } = await simulatedApi({ now: clock.now });
    const { usage: first } = await client.messages.create(asked('first'));
    const { usage: second } = await client.messages.create(asked('second'));
    expect(first.cache_creation_input_tokens).toBeGreaterThan(1000);
    expect(first.cache_creation?.ephemeral_5m_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(first.cache_read_input_tokens).toBe(0);
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.cache_creation_input_tokens).toBe(0);
    clock.advance(300);
    const { usage: late } = await client.messages.create(asked('late'));
    expect(late.cache_read_input_tokens).toBe(0);
  });

  it('takes no prefix that is too short for the model', async () => {
    const { client } = await simulatedApi();
    const system = [{ type: 'text' as const, text: 'Be brief.', cache_control: CACHED }];
    const { usage } = await client.messages.create(params({ system }));
    expect(usage.cache_creation_input_tokens).toBe(0);
  });
});

describe('Messages', () => {
  it('refuses at once what a batch would refuse in its results', async () => {
    const { client } = await simulatedApi();
    const refused = client.messages.create(params({ temperature: 0 }));
    await expect(refused).rejects.toMatchObject({
      status: 400,
      apiMessage: 'temperature: Extra inputs are not permitted',
    });
  });

  it('refuses a prompt that is longer than the context window', async () => {
    const { client } = await simulatedApi();
    const content = 'x'.repeat(900_000);
    const refused = client.messages.create(
      params({ model: 'claude-haiku-4-5', messages: [{ role: 'user', content }] }),
    );
    await expect(refused).rejects.toMatchObject({
      apiMessage: expect.stringContaining('prompt is too long'),
    });
  });

  it('counts tokens', async () => {
    const { client } = await simulatedApi();
    const { model, messages } = params();
    const { input_tokens } = await client.messages.countTokens({ model, messages });
    expect(input_tokens).toBe((await client.messages.create(params())).usage.input_tokens);
  });
});

describe('Models', () => {
  const { now } = stoppedClock();

  it('lists the models that answer, newest first', async () => {
    const { client } = await simulatedApi({ now });
    const ids: string[] = [];
    for await (const model of client.models.list({ limit: 7 })) ids.push(model.id);
    expect(ids[0]).toBe('claude-fable-5-2');
    expect(ids).toContain('claude-sonnet-4-5-20250929');
    expect(ids).not.toContain('claude-3-haiku-20240307');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lists by lifecycle', async () => {
    const { client } = await simulatedApi({ now });
    const { data } = await client.models.list({ lifecycle: ['deprecated'] });
    expect(data.map((model) => model.id)).toEqual(['claude-mythos-preview', 'claude-sonnet-4-5-20250929']);
  });

  it('resolves aliases, and says what a model takes', async () => {
    const { client } = await simulatedApi({ now });
    const model = await client.models.retrieve('claude-opus-4-5');
    expect(model).toMatchObject({
      id: 'claude-opus-4-5-20251101',
      line: 'opus',
      lifecycle: 'active',
      max_tokens: 64_000,
      capabilities: { batch: { supported: true }, thinking: { types: { adaptive: { supported: false } } } },
    });
    await expect(client.models.retrieve('claude-9')).rejects.toMatchObject({ status: 404 });
  });

  it('retires a model on its day', async () => {
    const clock = stoppedClock('2026-11-30T00:00:00Z');
    const { client } = await simulatedApi({ now: clock.now, batchSeconds: 0 });
    expect((await client.models.retrieve('claude-sonnet-4-5')).lifecycle).toBe('retired');
    const asked = params({ model: 'claude-sonnet-4-5' });
    const results = await outcomes(client, [{ custom_id: 'a', params: asked }]);
    expect(results.get('a')).toMatchObject({
      type: 'errored',
      error: { error: { type: 'not_found_error', message: 'model: claude-sonnet-4-5' } },
    });
  });
});
