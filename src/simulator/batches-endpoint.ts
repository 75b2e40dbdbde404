import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { checkBatchSupport } from '../model/request-rules.ts';
import type { Account } from './account.ts';
import type { AnswerRequest } from './answer.ts';
import { ApiError } from './api-error.ts';
import { describeBatch, isArchived, type StoredBatch } from './batch.ts';
import type { SimulatorSettings } from './options.ts';
import { pageOf } from './page.ts';
import { processBatch } from './process-batch.ts';
import { MAX_BATCH_BYTES, receiveBatch, tooLarge } from './receive-batch.ts';
import { type Caller, jsonReply, type Reply } from './reply.ts';
import { createRequestSpool, type RequestSpool } from './request-spool.ts';

export interface BatchesEndpoint {
  create(body: IncomingMessage, caller: Caller): Promise<Reply>;
  retrieve(id: string, caller: Caller): Reply;
  list(query: URLSearchParams, caller: Caller): Reply;
  cancel(id: string, caller: Caller): Reply;
  remove(id: string, caller: Caller): Promise<Reply>;
  results(id: string, caller: Caller): Reply;
  /** Stops work on unfinished batches. Their files are the owner's to remove. */
  close(): Promise<void>;
}

/** The Message Batches API over batches that live in `folder` and in memory. */
export function createBatchesEndpoint(deps: {
  readonly settings: SimulatorSettings;
  readonly folder: string;
  readonly answer: AnswerRequest;
  readonly account: Account;
}): BatchesEndpoint {
  const { settings, folder, answer, account } = deps;
  const { now, quirks } = settings;
  const batches = new Map<string, StoredBatch>();
  const work = new Set<Promise<void>>();
  const closing = new AbortController();
  // Each batch at work listens to it.
  setMaxListeners(0, closing.signal);

  const find = (id: string, { workspace }: Caller): StoredBatch => {
    const batch = batches.get(id);
    if (batch?.workspace === workspace) return batch;
    throw new ApiError('not_found_error', `Message batch ${id} not found`);
  };

  const describe = (batch: StoredBatch, { origin }: Caller) =>
    describeBatch(batch, { now: now(), origin, keepsUrl: quirks.resultsUrlAfterArchival === 'kept' });

  const queued = (): number => {
    let requests = 0;
    for (const batch of batches.values()) if (batch.endedAt === null) requests += batch.total;
    return requests;
  };

  const start = (batch: StoredBatch, spool: RequestSpool, spoolPath: string): void => {
    const processing = {
      answer,
      now,
      durationMs: settings.batchSeconds * 1000,
      seed: settings.seed,
      signal: closing.signal,
    };
    const finished = processBatch(batch, spool, processing)
      .then(() => {
        for (const type of ['succeeded', 'errored', 'canceled', 'expired'] as const) {
          account[type] += batch.counts[type];
        }
        return rm(spoolPath);
      })
      .catch((error: unknown) => {
        if (!closing.signal.aborted) throw error;
      })
      .finally(() => work.delete(finished));
    work.add(finished);
  };

  return {
    async create(body, caller) {
      const length = body.headers['content-length'];
      if (Number(length) > MAX_BATCH_BYTES) throw tooLarge();
      if (length === undefined && quirks.chunkedUploads === 'refuse') {
        throw new ApiError('invalid_request_error', 'A content-length header is required');
      }
      const id = `msgbatch_sim_${randomBytes(12).toString('hex')}`;
      const spoolPath = join(folder, `${id}.requests`);
      const spool = await createRequestSpool(spoolPath);
      try {
        await receiveBatch(body, spool, (params) =>
          quirks.unsupportedParams === 'sync' ? checkBatchSupport(params)[0]?.message : undefined,
        );
        if (queued() + spool.count > settings.queueLimit) {
          const text = `This request would exceed your organization's limit of ${settings.queueLimit} batch requests in the processing queue`;
          throw new ApiError('rate_limit_error', text);
        }
      } catch (error) {
        await spool.close();
        await rm(spoolPath, { force: true });
        throw error;
      }
      const batch: StoredBatch = {
        id,
        workspace: caller.workspace,
        apiVersion: caller.apiVersion,
        createdAt: now(),
        total: spool.count,
        resultsPath: join(folder, `${id}.results`),
        canceledAt: null,
        endedAt: null,
        counts: { processing: spool.count, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
      };
      batches.set(id, batch);
      account.batches++;
      account.requests += batch.total;
      start(batch, spool, spoolPath);
      return { ...jsonReply(describe(batch, caller)), batch: id, requests: batch.total };
    },

    retrieve(id, caller) {
      const batch = find(id, caller);
      const reply = { ...jsonReply(describe(batch, caller)), batch: id };
      if (batch.endedAt !== null || settings.retryAfterSeconds === null) return reply;
      return { ...reply, headers: { 'retry-after': String(settings.retryAfterSeconds) } };
    },

    list(query, caller) {
      const own = [...batches.values()].filter((batch) => batch.workspace === caller.workspace);
      const page = pageOf(own.reverse(), query);
      return jsonReply({ ...page, data: page.data.map((batch) => describe(batch, caller)) });
    },

    cancel(id, caller) {
      const batch = find(id, caller);
      if (batch.endedAt !== null) {
        throw new ApiError('invalid_request_error', `Batch ${id} cannot be canceled: it has ended`);
      }
      batch.canceledAt ??= now();
      return { ...jsonReply(describe(batch, caller)), batch: id };
    },

    async remove(id, caller) {
      const batch = find(id, caller);
      if (batch.endedAt === null) {
        throw new ApiError('invalid_request_error', `Batch ${id} cannot be deleted: it is still processing`);
      }
      batches.delete(id);
      await rm(batch.resultsPath);
      return { ...jsonReply({ id, type: 'message_batch_deleted' }), batch: id };
    },

    results(id, caller) {
      const batch = find(id, caller);
      if (batch.endedAt === null) {
        const text = `Batch ${id} has no results yet: it is still processing`;
        throw new ApiError('invalid_request_error', text);
      }
      if (isArchived(batch, now())) {
        throw new ApiError('not_found_error', `Results of batch ${id} are no longer available`);
      }
      return {
        status: 200,
        headers: { 'content-disposition': `attachment; filename="${id}_results.jsonl"` },
        content: { file: batch.resultsPath },
        batch: id,
      };
    },

    async close() {
      closing.abort();
      await Promise.all(work);
    },
  };
}
