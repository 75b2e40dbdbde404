import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, emptyAccount } from './account.ts';
import { createAnswerer } from './answer.ts';
import { createCallHandler } from './call-handler.ts';
import { createEndpoints } from './endpoints.ts';
import { type SimulatorOptions, withDefaults } from './options.ts';

/** A running simulator of the Claude API. */
export interface Simulator {
  /** `http://127.0.0.1:port`: the SDK's `baseURL`. */
  readonly url: string;
  readonly port: number;
  readonly account: Readonly<Account>;
  /** Closes open connections, drops unfinished batches, and removes the files. */
  close(): Promise<void>;
}

/**
 * Serves Messages, Message Batches, Models and token counting on loopback, as the API does, at no cost.
 * Requests and results live in files of a temporary folder, so a batch may be larger than memory. Ids of
 * batches and messages tell that they are simulated (`isSimulatedId`). Rejects when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const settings = withDefaults(options);
  const folder = await mkdtemp(join(tmpdir(), 'assay-simulator-'));
  const account = emptyAccount();
  const endpoints = createEndpoints({ settings, folder, answer: createAnswerer(settings), account });
  const handle = createCallHandler(settings, account, endpoints.answer);

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A client that hung up while it was sending is its own affair; anything else is a bug.
      if (!request.destroyed || request.complete) throw error;
    });
  });
  try {
    await once(server.listen(settings.port, '127.0.0.1'), 'listening');
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    account,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await endpoints.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
