import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import type { BatchRequest } from '../../src/model/request.ts';
import { ended, params, resultsOf, simulatedApi, stoppedClock } from '../simulator/simulated-api.ts';

/**
 * What Assay relies on in the Message Batches API. Runs against the simulator, and against the API itself
 * when `ASSAY_CONTRACT_REAL=1` and `ANTHROPIC_API_KEY` are set: that costs a cent and may take an hour.
 */
const realKey = process.env.ASSAY_CONTRACT_REAL === '1' ? process.env.ANTHROPIC_API_KEY : undefined;

interface Target {
  readonly name: string;
  readonly client: () => Promise<Anthropic>;
  /** A client whose batches do not end before they are looked at. */
  readonly slowClient: () => Promise<Anthropic>;
  readonly isSimulated: boolean;
}

const simulator: Target = {
  name: 'the simulator',
  client: async () => (await simulatedApi()).client,
  slowClient: async () => (await simulatedApi({ now: stoppedClock().now })).client,
  isSimulated: true,
};

const realClient = async () => new Anthropic({ apiKey: realKey!, maxRetries: 0 });
const real: Target = { name: 'the API', client: realClient, slowClient: realClient, isSimulated: false };

const HOURS = 3_600_000;

describe.each(realKey ? [simulator, real] : [simulator])('$name', ({ client, slowClient, isSimulated }) => {
  const timeout = isSimulated ? 5_000 : 2 * HOURS;
  const onlySimulated = it.skipIf(!isSimulated);
  const say = (custom_id: string, overrides: object = {}): BatchRequest => ({
    custom_id,
    params: params({ max_tokens: 32, ...overrides }),
  });
  const refusalOf = async (requests: unknown): Promise<InstanceType<typeof Anthropic.APIError>> => {
    const { messages } = await client();
    return messages.batches.create({ requests: requests as never }).then(
      () => expect.fail('the batch was accepted'),
      (error) => error,
    );
  };

  describe('a new batch', () => {
    it('is in progress, with all ten keys', { timeout }, async () => {
      const { messages } = await slowClient();
      const batch = await messages.batches.create({ requests: [say('a'), say('b')] });
      expect(batch).toEqual({
        id: expect.stringMatching(/^msgbatch_/),
        type: 'message_batch',
        processing_status: 'in_progress',
        request_counts: { processing: 2, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
        created_at: expect.any(String),
        expires_at: expect.any(String),
        ended_at: null,
        cancel_initiated_at: null,
        archived_at: null,
        results_url: null,
      });
      expect(Date.parse(batch.expires_at) - Date.parse(batch.created_at)).toBe(24 * HOURS);
      await messages.batches.cancel(batch.id);
    });

    it('hints at the next poll, on a 200', { timeout }, async () => {
      const { messages } = await slowClient();
      const { id } = await messages.batches.create({ requests: [say('a')] });
      const { response } = await messages.batches.retrieve(id).withResponse();
      expect(response.status).toBe(200);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      await messages.batches.cancel(id);
    });

    it('is the first of the list', { timeout }, async () => {
      const { messages } = await slowClient();
      const older = await messages.batches.create({ requests: [say('a')] });
      const newer = await messages.batches.create({ requests: [say('a')] });
      const first = await messages.batches.list({ limit: 1 });
      expect(first).toMatchObject({ first_id: newer.id, last_id: newer.id, has_more: true });
      const second = await first.getNextPage();
      expect(second.data.map((batch) => batch.id)).toEqual([older.id]);
      const back = await messages.batches.list({ limit: 1, before_id: older.id });
      expect(back.data.map((batch) => batch.id)).toEqual([newer.id]);
      await Promise.all([older, newer].map(({ id }) => messages.batches.cancel(id)));
    });

    it('has no results, and cannot be deleted', { timeout }, async () => {
      const { messages } = await slowClient();
      const { id } = await messages.batches.create({ requests: [say('a')] });
      await expect(messages.batches.results(id)).rejects.toThrow('No batch `results_url`');
      await expect(messages.batches.delete(id)).rejects.toBeInstanceOf(Anthropic.APIError);
      await messages.batches.cancel(id);
    });

    it('cancels at once, and ends later', { timeout }, async () => {
      const { messages } = await slowClient();
      const { id } = await messages.batches.create({ requests: [say('a')] });
      const canceling = await messages.batches.cancel(id);
      expect(canceling).toMatchObject({
        processing_status: 'canceling',
        cancel_initiated_at: expect.any(String),
        request_counts: { processing: 1, canceled: 0 },
      });
    });
  });

  describe('an ended batch', () => {
    it('has a result for every request, whatever became of it', { timeout }, async () => {
      const api = await client();
      const { id } = await api.messages.batches.create({
        requests: [
          say('good'),
          say('no-such-model', { model: 'claude-none-such' }),
          say('no-room', { max_tokens: 10_000_000 }),
          say('sampled', { temperature: 0 }),
          say('other-model', { model: 'claude-haiku-4-5' }),
        ],
      });
      const batch = await ended(api, id);
      expect(batch).toMatchObject({
        request_counts: { processing: 0, succeeded: 2, errored: 3, canceled: 0, expired: 0 },
        ended_at: expect.any(String),
        results_url: expect.stringContaining(`/v1/messages/batches/${id}/results`),
      });
      const lines = await resultsOf(api, id);
      const results = new Map(lines.map((line) => [line.custom_id, line.result]));
      expect(lines).toHaveLength(5);
      expect(results.get('good')).toMatchObject({
        type: 'succeeded',
        message: { type: 'message', role: 'assistant', usage: { service_tier: 'batch' } },
      });
      expect(results.get('other-model')?.type).toBe('succeeded');
      const error = (type: string, message: unknown) => ({
        type: 'errored',
        error: { type: 'error', error: { type, message } },
      });
      expect(results.get('no-such-model')).toMatchObject(
        error('not_found_error', expect.stringContaining('claude-none-such')),
      );
      expect(results.get('no-room')).toMatchObject(
        error('invalid_request_error', expect.stringMatching(/^max_tokens: /)),
      );
      expect(results.get('sampled')).toMatchObject(
        error('invalid_request_error', 'temperature: Extra inputs are not permitted'),
      );
    });

    it('can be deleted, and is gone', { timeout }, async () => {
      const api = await client();
      const { id } = await api.messages.batches.create({ requests: [say('a')] });
      await ended(api, id);
      expect(await api.messages.batches.delete(id)).toEqual({ id, type: 'message_batch_deleted' });
      await expect(api.messages.batches.retrieve(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
    });

    onlySimulated('cannot be canceled', async () => {
      const api = await client();
      const { id } = await api.messages.batches.create({ requests: [say('a')] });
      await ended(api, id);
      await expect(api.messages.batches.cancel(id)).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    });
  });

  describe('a whole batch is refused at once', () => {
    it('for a custom_id that is too long', async () => {
      expect(await refusalOf([say('a'.repeat(65)), say('b')])).toMatchObject({
        status: 400,
        apiMessage: 'requests.0.custom_id: String should have at most 64 characters',
      });
    });

    it('for a custom_id with other characters', async () => {
      const refusal = await refusalOf([say('a'), say('suite/case#3')]);
      expect(refusal.status).toBe(400);
      expect(refusal.apiMessage).toMatch(/^requests\.1\.custom_id: String should match pattern/);
    });

    it('for a custom_id that appears twice', async () => {
      expect((await refusalOf([say('a'), say('a')])).status).toBe(400);
    });

    it('for having no requests', async () => {
      expect((await refusalOf([])).status).toBe(400);
    });

    it('for a request without params', async () => {
      expect((await refusalOf([{ custom_id: 'a' }])).status).toBe(400);
    });

    onlySimulated.each([
      ['no JSON', '{"requests":[', 'The request body is not valid JSON'],
      ['a JSON string', '"{}"', 'Input should be an object'],
      ['no list', '{"requests":5}', 'requests: Input should be a valid list'],
      ['a list of other things', '{"requests":[5]}', 'requests.0: Input should be an object'],
      [
        'something beside the requests',
        '{"requests":[{"custom_id":"a","params":{}}],"name":"x"}',
        'name: Extra inputs are not permitted',
      ],
    ])('for a body that is %s', async (_, body, message) => {
      const api = await client();
      const headers = { 'content-type': 'application/json' };
      await expect(api.post('/v1/messages/batches', { body, headers })).rejects.toMatchObject({
        status: 400,
        apiMessage: expect.stringContaining(message),
      });
    });
  });

  describe('errors', () => {
    it('name the batch that is not there', async () => {
      const api = await client();
      const error = await api.messages.batches.retrieve('msgbatch_none').catch((refusal) => refusal);
      expect(error).toBeInstanceOf(Anthropic.NotFoundError);
      expect(error.error).toMatchObject({
        type: 'error',
        error: { type: 'not_found_error' },
        request_id: error.requestID,
      });
    });

    it('refuse a list that is too long', async () => {
      const api = await client();
      const refused = api.messages.batches.list({ limit: 1001 });
      await expect(refused).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    });

    it('refuse a call without a key', async () => {
      const { baseURL } = await client();
      const headers = { 'anthropic-version': '2026-10-21' };
      const reply = await fetch(`${baseURL}/v1/messages/batches`, { headers });
      expect(reply.status).toBe(401);
      expect(await reply.json()).toMatchObject({ error: { type: 'authentication_error' } });
    });

    it('refuse a call without a version', async () => {
      const { baseURL, apiKey } = await client();
      const headers = { 'x-api-key': apiKey! };
      const reply = await fetch(`${baseURL}/v1/messages/batches`, { headers });
      expect(reply.status).toBe(400);
      expect(await reply.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    });
  });

  it('takes a key in either header', async () => {
    const { baseURL, apiKey } = await client();
    for (const key of [{ 'x-api-key': apiKey! }, { authorization: `Bearer ${apiKey}` }]) {
      const headers = { 'anthropic-version': '2026-10-21', ...key } as Record<string, string>;
      const reply = await fetch(`${baseURL}/v1/messages/batches`, { headers });
      expect(reply.status).toBe(200);
      expect(reply.headers.get('request-id')).toMatch(/^req_/);
      expect(reply.headers.get('anthropic-organization-id')).toBeTruthy();
    }
  });
});
