import { once } from 'node:events';
import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Batch } from '../../src/model/result.ts';
import { ended, params, simulatedApi } from './simulated-api.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const REQUESTS = 8000;
const PROMPT = 'x'.repeat(8000);

// Node's fetch keeps a copy of a body that it might have to send again after a redirect.
const UNBUFFERED = { redirect: 'error', window: null } as const;

/** Memory that something still refers to: garbage is collected first. */
function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function writeBody(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write('{"requests":[');
  for (let i = 0; i < REQUESTS; i++) {
    const request = {
      custom_id: `case-${i}`,
      params: params({ messages: [{ role: 'user', content: PROMPT + i }] }),
    };
    if (!file.write((i === 0 ? '' : ',') + JSON.stringify(request))) await once(file, 'drain');
  }
  file.end(']}');
  await once(file, 'finish');
}

it('takes and answers a batch of 64 MB without holding it in memory', { timeout: 30_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-large-batch-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'body.json');
  await writeBody(path);
  const { client } = await simulatedApi();
  const body = await openAsBlob(path, { type: 'application/json' });
  expect(body.size).toBeGreaterThan(64_000_000);

  const before = bytesInUse();
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, bytesInUse() - before);
  }, 50);
  const { id } = await client.post<Batch>('/v1/messages/batches', { body, fetchOptions: UNBUFFERED });
  const { request_counts } = await ended(client, id);
  let lines = 0;
  for await (const _ of await client.messages.batches.results(id)) lines++;
  clearInterval(sampling);

  expect(request_counts.succeeded).toBe(REQUESTS);
  expect(lines).toBe(REQUESTS);
  expect(peak).toBeLessThan(body.size / 4);
});

describe('the files of a simulator', () => {
  const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('assay-simulator-'));

  it('are gone when it is closed, also in the middle of a batch', async () => {
    const before = await folders();
    const { client, simulator } = await simulatedApi({ batchSeconds: 3600 });
    await client.messages.batches.create({ requests: [{ custom_id: 'a', params: params() }] });
    const own = (await folders()).filter((name) => !before.includes(name));
    expect(own.length).toBeGreaterThan(0);
    await simulator.close();
    expect((await folders()).filter((name) => own.includes(name)).length).toBeLessThan(own.length);
  });
});

it('says so when its port is taken', async () => {
  const { simulator } = await simulatedApi();
  await expect(simulatedApi({ port: simulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
