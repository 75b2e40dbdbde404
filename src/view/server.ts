import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answer.ts';
import { Pages } from './pages.ts';

export interface ViewOptions {
  /** The folder of all runs; it need not be there yet. */
  readonly reports: string;
  /** 0: any that is free. */
  readonly port: number;
  /** How often a page that is followed is looked at, in milliseconds. */
  readonly lookEveryMs?: number;
  /** Milliseconds, for what is about to be lost. */
  readonly now?: () => number;
  /** Told of what goes wrong in answering that no reader can mend. */
  readonly onBug?: (error: unknown) => void;
}

/** A running server of a project's runs. */
export interface View {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  /** Ends what is under way. */
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 1000;

/** Serves the run folders of a project to this machine, and to nobody else. Rejects when the port is taken. */
export async function startView(options: ViewOptions): Promise<View> {
  const { reports, lookEveryMs = LOOK_EVERY_MS, now = Date.now, onBug } = options;
  const pages = new Pages(reports);
  const server = createServer((request, response) => {
    answer(pages, request, response, { port, lookEveryMs, now }).catch((error: unknown) => {
      if (!response.writableEnded) response.destroy();
      onBug?.(error);
    });
  });
  await once(server.listen(options.port, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
