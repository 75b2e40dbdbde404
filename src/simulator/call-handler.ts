import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Account } from './account.ts';
import { admit } from './admission.ts';
import { ApiError, errorBody } from './api-error.ts';
import { type Call, createCallFaults } from './fault.ts';
import type { SimulatorSettings } from './options.ts';
import type { Caller, Reply } from './reply.ts';
import { newRequestId } from './request-id.ts';
import { routeOf } from './route.ts';
import { befall, sendReply } from './send-reply.ts';

/** A call with everything an endpoint may want to know. */
export interface Exchange {
  readonly call: Call;
  readonly caller: Caller;
  readonly query: URLSearchParams;
  readonly body: IncomingMessage;
}

/** What every call goes through: its faults, who calls, the endpoint, the reply, and the log. */
export function createCallHandler(
  settings: SimulatorSettings,
  account: Account,
  answer: (exchange: Exchange) => Promise<Reply>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const chanceFault = createCallFaults(settings.shares, settings.seed);

  return async (request, response) => {
    const { method = 'GET', url: path = '/', headers } = request;
    const origin = `http://${headers.host}`;
    const { pathname, searchParams: query } = new URL(path, origin);
    const call: Call = { ordinal: ++account.calls, method, path, ...routeOf(method, pathname) };
    const requestId = newRequestId();
    response.setHeader('request-id', requestId);
    response.setHeader('anthropic-organization-id', 'simulator');

    const replyTo = async (): Promise<Reply> => {
      try {
        const caller = admit(headers, settings.workspaces, origin);
        response.setHeader('anthropic-workspace-id', caller.workspace);
        return await answer({ call, caller, query, body: request });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const json = errorBody(error.type, error.message, requestId);
        return { status: error.status, headers: error.headers, content: { json } };
      }
    };
    const log = (status: number | null, { batch, requests }: Partial<Reply> = {}): void =>
      settings.log?.({
        at: new Date(settings.now()).toISOString(),
        method,
        path,
        status,
        ...(batch !== undefined && { batch }),
        ...(requests !== undefined && { requests }),
      });

    const fault = settings.onCall?.(call) ?? chanceFault();
    if (fault?.at === 'arrival') {
      log(await befall(response, fault.how, requestId));
      return;
    }
    const reply = await replyTo();
    if (settings.latencyMs > 0) await setTimeout(settings.latencyMs);
    if (fault?.at === 'reply') {
      log(await befall(response, fault.how, requestId), reply);
      return;
    }
    await sendReply(response, reply, fault);
    log(reply.status, reply);
  };
}
