import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BatchPort, RequestFile } from '../../src/api/port.ts';
import type { ResultLine } from '../../src/model/result.ts';
import type { Call, Fault, Operation } from '../../src/simulator/fault.ts';

export const KEY = 'sk-ant-very-secret-0123456789';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-api-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A finished requests file, as the engine writes it. */
export function requestFile(requests: readonly object[]): RequestFile {
  const path = join(temporaryFolder(), '0001.jsonl');
  const text = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  writeFileSync(path, text);
  return { path, lines: requests.length, bytes: Buffer.byteLength(text) };
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** The results of a port, each chunk one line. */
export async function linesOf(port: BatchPort, requests: RequestFile, answered: readonly string[] = []) {
  const lines: ResultLine[] = [];
  for await (const chunk of port.results('batch', requests, new Set(answered))) {
    const text = Buffer.from(chunk).toString('utf8');
    lines.push(JSON.parse(text));
  }
  return lines;
}

/** Befalls every call of one kind. */
export function always(operation: Operation, fault: Fault) {
  return (call: Call): Fault | undefined => (call.operation === operation ? fault : undefined);
}

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that keeps what it is sent, and answers each call with the next of these replies. */
export async function recordingServer(
  reply: (call: number) => { status?: number; headers?: Record<string, string>; body: string },
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
    const { status = 200, headers: extra, body } = reply(received.length);
    response.writeHead(status, { 'content-type': 'application/json', ...extra });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export function textOfFile({ path }: RequestFile): string {
  return readFileSync(path, 'utf8');
}
