import type { Account } from './account.ts';
import { createRateLimit } from './admission.ts';
import type { AnswerRequest } from './answer.ts';
import { ApiError } from './api-error.ts';
import { createBatchesEndpoint } from './batches-endpoint.ts';
import type { Exchange } from './call-handler.ts';
import { countTokens, createMessage } from './message-endpoint.ts';
import { listModels, retrieveModel } from './models-endpoint.ts';
import type { SimulatorSettings } from './options.ts';
import type { Reply } from './reply.ts';

export interface Endpoints {
  /** Rejects with an ApiError when the API would refuse. */
  answer(exchange: Exchange): Promise<Reply>;
  close(): Promise<void>;
}

/** Everything the simulator serves, by operation. */
export function createEndpoints(deps: {
  readonly settings: SimulatorSettings;
  readonly folder: string;
  readonly answer: AnswerRequest;
  readonly account: Account;
}): Endpoints {
  const { settings, answer, account } = deps;
  const { models, now } = settings;
  const batches = createBatchesEndpoint(deps);
  const limitRate = createRateLimit(settings.callsPerMinute, now);

  return {
    async answer({ call: { operation, id = '' }, caller, query, body }) {
      if (operation.includes('batch')) limitRate();
      switch (operation) {
        case 'create batch':
          return batches.create(body, caller);
        case 'list batches':
          return batches.list(query, caller);
        case 'retrieve batch':
          return batches.retrieve(id, caller);
        case 'cancel batch':
          return batches.cancel(id, caller);
        case 'delete batch':
          return batches.remove(id, caller);
        case 'batch results':
          return batches.results(id, caller);
        case 'create message': {
          const reply = await createMessage(body, caller, answer, now());
          account.messages++;
          return reply;
        }
        case 'count tokens':
          return countTokens(body, caller, models, now());
        case 'list models':
          return listModels(query, models, now());
        case 'retrieve model':
          return retrieveModel(id, models, now());
        case 'unknown':
          throw new ApiError('not_found_error', 'Not found');
      }
    },
    close: () => batches.close(),
  };
}
