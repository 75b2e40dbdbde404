import { describe, expect, it } from 'vitest';
import { checkParams, type RuleContext } from '../../src/model/request-rules.ts';
import { MODELS, params } from './simulated-api.ts';

const BATCH: RuleContext = { apiVersion: '2026-10-21', endpoint: 'batch', today: '2026-11-20' };
const OLD: RuleContext = { ...BATCH, apiVersion: '2023-06-01' };
const COUNT: RuleContext = { ...BATCH, endpoint: 'count_tokens' };
const SYNC: RuleContext = { ...BATCH, endpoint: 'messages' };

const USER = { role: 'user', content: 'Hi' };
const TOOLS = [{ name: 'judge', input_schema: { type: 'object' } }];
const FORCED = { tools: TOOLS, tool_choice: { type: 'tool', name: 'judge' } };

const faults = (overrides: object, context = BATCH): string[] =>
  checkParams({ ...params(), ...overrides }, MODELS, context).map((fault) => fault.message);

const model = (id: string, overrides: object = {}) => ({ model: id, ...overrides });
const effort = (level: string) => ({ output_config: { effort: level } });
const schema = (value: object) => ({ output_config: { format: { type: 'json_schema', schema: value } } });
const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const fields = (count: number, value: object) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i}`, value]));

describe('params are accepted', () => {
  it.each<[string, object, RuleContext]>([
    ['as they are', {}, BATCH],
    ['with a dated model id', model('claude-haiku-4-5-20251001'), BATCH],
    ['with thinking and effort', { thinking: { type: 'adaptive' }, ...effort('max') }, BATCH],
    [
      'with a budget on a 4.5 model',
      model('claude-sonnet-4-5', { max_tokens: 4096, thinking: { type: 'enabled', budget_tokens: 1024 } }),
      BATCH,
    ],
    ['with thinking off at a low effort', { thinking: { type: 'disabled' }, ...effort('high') }, BATCH],
    ['with a forced tool on Haiku 5.5', FORCED, BATCH],
    [
      'with a prefill on a 4.5 model',
      model('claude-opus-4-5', { messages: [USER, { role: 'assistant', content: 'A' }] }),
      BATCH,
    ],
    ['with a temperature on the old API version', model('claude-opus-4-6', { temperature: 0 }), OLD],
    ['with the default temperature on the old API version', { temperature: 1 }, OLD],
    ['with max_tokens 0 outside a batch', { max_tokens: 0 }, SYNC],
    ['with stream outside a batch', { stream: true }, SYNC],
    ['with a schema', schema(object({ label: { enum: ['a', 'b'] } })), BATCH],
    ['on its last day', model('claude-sonnet-4-5'), { ...BATCH, today: '2026-11-29' }],
    [
      'after a tool loop',
      {
        messages: [
          USER,
          { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'judge', input: {} }] },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1' }] },
        ],
      },
      BATCH,
    ],
  ])('%s', (_, overrides, context) => {
    expect(faults(overrides, context)).toEqual([]);
  });

  it('without max_tokens where tokens are counted', () => {
    const { max_tokens: _, ...counted } = params();
    expect(checkParams(counted, MODELS, COUNT)).toEqual([]);
  });
});

describe('params are refused, in the words of the API', () => {
  it.each<[string, object, RuleContext]>([
    ['temperature: Extra inputs are not permitted', { temperature: 1 }, BATCH],
    ['top_k: Extra inputs are not permitted', { top_k: 5 }, BATCH],
    ['max_token: Extra inputs are not permitted', { max_token: 5 }, BATCH],
    ['max_tokens: Extra inputs are not permitted', {}, COUNT],
    ['`temperature` is deprecated for this model.', { temperature: 0 }, OLD],
    [
      '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
      model('claude-haiku-4-5', { temperature: 0, top_p: 0.5 }),
      OLD,
    ],
    ['model: claude-9', model('claude-9'), BATCH],
    ['model: claude-3-haiku-20240307', model('claude-3-haiku-20240307'), BATCH],
    ['model: claude-sonnet-4-5', model('claude-sonnet-4-5'), { ...BATCH, today: '2026-11-30' }],
    ['model: Input should be a valid string', { model: 5 }, BATCH],
    ['max_tokens: Input should be greater than or equal to 1', { max_tokens: 0 }, BATCH],
    ['max_tokens: Input should be a valid integer', { max_tokens: 1.5 }, BATCH],
    [
      'max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5',
      model('claude-haiku-4-5', { max_tokens: 64_001 }),
      BATCH,
    ],
    ['messages: at least one message is required', { messages: [] }, BATCH],
    [
      "messages.0.role: Input should be 'user' or 'assistant'",
      { messages: [{ role: 'tool', content: 'x' }] },
      BATCH,
    ],
    [
      'messages: text content blocks must contain non-whitespace text',
      { messages: [{ role: 'user', content: ' ' }] },
      BATCH,
    ],
    [
      'messages.0: all messages must have non-empty content except for the optional final assistant message',
      { messages: [{ role: 'user', content: '' }] },
      BATCH,
    ],
    ['messages.0.content: Field required', { messages: [{ role: 'user' }] }, BATCH],
    [
      'This model does not support assistant message prefill. The conversation must end with a user message.',
      { messages: [USER, { role: 'assistant', content: 'A' }] },
      BATCH,
    ],
    [
      'messages.1.content.0: `document` blocks are not permitted in `assistant` messages',
      { messages: [USER, { role: 'assistant', content: [{ type: 'document' }] }, USER] },
      BATCH,
    ],
    [
      'messages.0.content.0.text.citations: citations are not permitted in `user` messages',
      { messages: [{ role: 'user', content: [{ type: 'text', text: 'x', citations: [{}] }] }] },
      BATCH,
    ],
    [
      'tool_choice: type "tool" and "any" are not supported for this model.',
      model('claude-sonnet-5-5', FORCED),
      BATCH,
    ],
    [
      "Tool 'other' not found in provided tools",
      { tools: TOOLS, tool_choice: { type: 'tool', name: 'other' } },
      BATCH,
    ],
    ['tool_choice: may only be specified while providing `tools`', { tool_choice: { type: 'auto' } }, BATCH],
    [
      'Thinking may not be enabled when tool_choice forces tool use.',
      model('claude-opus-4-6', {
        ...FORCED,
        max_tokens: 4096,
        thinking: { type: 'enabled', budget_tokens: 1024 },
      }),
      BATCH,
    ],
    [
      '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
      { thinking: { type: 'enabled', budget_tokens: 1024 } },
      BATCH,
    ],
    [
      '"thinking.type.disabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
      model('claude-opus-5-5', { thinking: { type: 'disabled' } }),
      BATCH,
    ],
    [
      'adaptive thinking is not supported on this model',
      model('claude-haiku-4-5', { thinking: { type: 'adaptive' } }),
      BATCH,
    ],
    [
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
      model('claude-haiku-4-5', { thinking: { type: 'enabled', budget_tokens: 100 } }),
      BATCH,
    ],
    [
      '`max_tokens` must be greater than `thinking.budget_tokens`.',
      model('claude-haiku-4-5', { max_tokens: 1024, thinking: { type: 'enabled', budget_tokens: 1024 } }),
      BATCH,
    ],
    [
      '"thinking.type.disabled" is not supported with "output_config.effort" set to "max" for this model.',
      { thinking: { type: 'disabled' }, ...effort('max') },
      BATCH,
    ],
    ['This model does not support the effort parameter.', model('claude-haiku-4-5', effort('low')), BATCH],
    [
      "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
      effort('extreme'),
      BATCH,
    ],
    [
      '`inference_geo` is not supported for this model.',
      model('claude-haiku-4-5', { inference_geo: 'us' }),
      BATCH,
    ],
    ['stream: This parameter is not supported in the Message Batches API.', { stream: true }, BATCH],
    ['speed: This parameter is not supported in the Message Batches API.', { speed: 'fast' }, BATCH],
    ['fallbacks: This parameter is not supported in the Message Batches API.', { fallbacks: [] }, BATCH],
    ['stop_sequences: each stop sequence must contain non-whitespace', { stop_sequences: ['\n'] }, BATCH],
    [
      "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
      schema({ type: 'object', properties: {} }),
      BATCH,
    ],
    [
      "output_config.format.schema: For 'integer' type, properties minimum, maximum are not supported",
      schema(object({ n: { type: 'integer', minimum: 0, maximum: 9 } })),
      BATCH,
    ],
    [
      "output_config.format.schema: For 'array' type, 'minItems' values other than 0 or 1 are not supported",
      schema(object({ a: { type: 'array', items: {}, minItems: 2 } })),
      BATCH,
    ],
    [
      'output_config.format.schema: Recursive schemas are not supported.',
      schema(
        object(
          { a: { $ref: '#/$defs/node' } },
          { $defs: { node: object({ next: { $ref: '#/$defs/node' } }) } },
        ),
      ),
      BATCH,
    ],
    [
      'Schemas contains too many optional parameters (25), which would make grammar compilation inefficient. Reduce the number of optional parameters in your schemas (limit: 24).',
      schema(object(fields(25, { type: 'string' }), { required: [] })),
      BATCH,
    ],
    [
      'Schemas contains too many parameters with union types (17), which would make grammar compilation inefficient. Reduce the number of parameters with union types in your schemas (limit: 16).',
      schema(object(fields(17, { type: ['string', 'null'] }))),
      BATCH,
    ],
    [
      'A maximum of 4 blocks with cache_control may be provided. Found 5.',
      { system: Array(5).fill({ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }) },
      BATCH,
    ],
  ])('%s', (message, overrides, context) => {
    expect(faults(overrides, context)).toEqual([message]);
  });

  it('where a tool call was not answered', () => {
    const call = { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'judge', input: {} }] };
    expect(faults({ messages: [USER, call, USER] })).toEqual([
      expect.stringContaining(
        '`tool_use` ids were found without `tool_result` blocks immediately after: t1.',
      ),
    ]);
  });

  it('with the path of each fault, all of them', () => {
    const found = checkParams({ model: 'claude-9', messages: [{ role: 'user' }] }, MODELS, BATCH);
    expect(found.map(({ type, path }) => [type, path])).toEqual([
      ['invalid_request_error', 'max_tokens'],
      ['invalid_request_error', 'messages.0.content'],
      ['not_found_error', 'model'],
    ]);
  });

  it.each([null, 'text', [], 5])('when they are no object: %j', (odd) => {
    expect(checkParams(odd, MODELS, BATCH)).toHaveLength(1);
  });
});
