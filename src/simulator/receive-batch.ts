import { isFields } from '../model/request-rules/fault.ts';
import { ApiError } from './api-error.ts';
import { createRequestScanner } from './request-scanner.ts';
import type { RequestSpool } from './request-spool.ts';

export const MAX_BATCH_BYTES = 256_000_000;
export const MAX_BATCH_REQUESTS = 100_000;

const CUSTOM_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Reads the body of a create call into the spool, and checks what the API checks at once: the envelope and
 * the custom_ids. What is in `params` is `checkItem`'s business, or comes to light in the results. The body
 * is read to its end also when it is refused, as the client sends it anyway. Throws the ApiError.
 */
export async function receiveBatch(
  body: AsyncIterable<Buffer>,
  spool: RequestSpool,
  checkItem: (params: Readonly<Record<string, unknown>>) => string | undefined,
): Promise<void> {
  const customIds = new Set<string>();
  const scanner = createRequestScanner((element) => {
    const index = customIds.size;
    if (index === MAX_BATCH_REQUESTS) {
      throw invalid(`requests: List should have at most ${MAX_BATCH_REQUESTS} items after validation`);
    }
    const path = `requests.${index}`;
    const request = parse(element.toString('utf8')) as Record<string, unknown>;
    const customId = checkCustomId(request.custom_id, `${path}.custom_id`);
    if (customIds.has(customId)) {
      throw invalid(`requests: custom_id must be unique within a batch: "${customId}" appears again`);
    }
    customIds.add(customId);
    const fault = checkFields(request);
    if (fault) throw invalid(`${path}.${fault}`);
    const refusal = checkItem(request.params as Record<string, unknown>);
    if (refusal) throw invalid(`${path}.params.${refusal}`);
    spool.append(element);
  });

  let bytes = 0;
  let failure: unknown;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BATCH_BYTES) failure = tooLarge();
    if (failure) continue;
    try {
      scanner.push(chunk);
    } catch (error) {
      failure = error;
      continue;
    }
    await spool.flush();
  }
  if (failure) throw failure;
  checkEnvelope(parseEnd(scanner.end), spool.count);
  await spool.flush(true);
}

export function tooLarge(): ApiError {
  return new ApiError('request_too_large', 'Request exceeds the maximum size');
}

function checkCustomId(customId: unknown, path: string): string {
  if (customId === undefined) throw invalid(`${path}: Field required`);
  if (typeof customId !== 'string') throw invalid(`${path}: Input should be a valid string`);
  if (customId.length > 64) throw invalid(`${path}: String should have at most 64 characters`);
  if (customId === '') throw invalid(`${path}: String should have at least 1 character`);
  if (!CUSTOM_ID.test(customId)) {
    throw invalid(`${path}: String should match pattern '${CUSTOM_ID.source}'`);
  }
  return customId;
}

function checkFields(request: Readonly<Record<string, unknown>>): string | undefined {
  const { params } = request;
  if (params === undefined) return 'params: Field required';
  if (!isFields(params)) return 'params: Input should be an object';
  const extra = Object.keys(request).find((name) => name !== 'custom_id' && name !== 'params');
  return extra === undefined ? undefined : `${extra}: Extra inputs are not permitted`;
}

/** What stands around the requests: an object with one list of objects. */
function checkEnvelope(envelope: unknown, received: number): void {
  if (!isFields(envelope)) throw invalid('Input should be an object');
  const { requests, ...extra } = envelope;
  if (requests === undefined) throw invalid('requests: Field required');
  if (!Array.isArray(requests)) throw invalid('requests: Input should be a valid list');
  const odd = requests.findIndex((item) => !isFields(item));
  if (odd !== -1) throw invalid(`requests.${odd}: Input should be an object`);
  if (requests.length === 0) {
    throw invalid('requests: List should have at least 1 item after validation, not 0');
  }
  if (requests.length !== received) throw invalid('requests: Input appears more than once');
  const [name] = Object.keys(extra);
  if (name !== undefined) throw invalid(`${name}: Extra inputs are not permitted`);
}

function parseEnd(end: () => unknown): unknown {
  try {
    return end();
  } catch (error) {
    throw notJson(error);
  }
}

function parse(text: string): unknown {
  return parseEnd(() => JSON.parse(text));
}

function notJson(error: unknown): ApiError {
  return invalid(`The request body is not valid JSON: ${error instanceof Error ? error.message : error}`);
}

function invalid(message: string): ApiError {
  return new ApiError('invalid_request_error', message);
}
