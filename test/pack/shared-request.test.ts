import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { sharedOf, splitRequest, wholeRequest } from '../../src/pack/shared-request.ts';

const request: JsonObject = {
  model: 'claude-haiku-5-5',
  system: [{ type: 'text', text: 'Be brief.' }],
  messages: [{ role: 'user', content: 'Double 2' }],
};

it('a request has only of its own what differs', () => {
  const shared = sharedOf(request);
  const messages = [{ role: 'user', content: 'Double 3' }];
  expect(splitRequest({ ...request, messages }, shared)).toEqual({ shares: true, own: { messages } });
});

it('a request comes back whole, whatever is shared', () => {
  const params = fc.dictionary(fc.constantFrom('model', 'system', 'tools', 'messages'), fc.jsonValue());
  fc.assert(
    fc.property(params, params, fc.boolean(), (one, other, none) => {
      const [whole, shared] = [one as JsonObject, none ? null : sharedOf(other as JsonObject)];
      const sent = JSON.parse(JSON.stringify(splitRequest(whole, shared)));
      expect(wholeRequest(sent, shared)).toEqual(JSON.parse(JSON.stringify(whole)));
    }),
  );
});
