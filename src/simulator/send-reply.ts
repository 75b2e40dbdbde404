import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorBody, errorTypeOf } from './api-error.ts';
import type { Mishap, ResultsFault } from './fault.ts';
import { jsonReply, type Reply } from './reply.ts';
import { resultStream } from './result-stream.ts';

/** Sends a reply as it is, or results spoiled by a fault. Resolves when the client has it or has gone. */
export async function sendReply(response: ServerResponse, reply: Reply, fault?: ResultsFault): Promise<void> {
  const { status, headers, content } = reply;
  if ('json' in content) {
    const body = Buffer.from(JSON.stringify(content.json));
    response.writeHead(status, {
      ...headers,
      'content-type': 'application/json',
      'content-length': body.length,
    });
    response.end(body);
    return;
  }
  response.writeHead(status, headers);
  const isDestroyed = fault?.cut?.end === 'destroy';
  const bytes = Readable.from(resultStream(content.file, fault), { objectMode: false });
  try {
    await pipeline(bytes, response, { end: !isDestroyed });
  } catch (error) {
    // A client that hangs up in the middle is its own affair.
    if (!response.destroyed) throw error;
  }
  if (isDestroyed) response.socket?.destroySoon();
}

/**
 * Does to the client what a mishap says, instead of a reply. Returns the status it saw: null for none.
 */
export async function befall(
  response: ServerResponse,
  mishap: Mishap,
  requestId: string,
): Promise<number | null> {
  if (mishap === 'silence') return null;
  if (mishap === 'drop') {
    response.socket?.destroy();
    return null;
  }
  const { status, message = 'Injected fault', retryAfter, errorCode } = mishap;
  const reply = jsonReply(errorBody(errorTypeOf(status), message, requestId, errorCode), status);
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  await sendReply(response, { ...reply, headers });
  return status;
}
