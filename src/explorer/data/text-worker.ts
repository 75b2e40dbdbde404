import type { CaseText } from '../../pack/case-text.ts';
import type { BlockEntry } from '../../pack/pack-index.ts';
import { PAGE } from '../../pack/page-layout.ts';
import type { FromWorker, ToWorker, WordDiff } from '../worker/protocol.ts';
import { fromBase64 } from './base64.ts';
import { textOf } from './run.ts';

export interface Hits {
  readonly positions: readonly number[];
  /** Cases whose texts were searched, of those that are there. */
  readonly searched: number;
  readonly total: number;
  readonly done: boolean;
}

/** A request without its number. */
type Asked = ToWorker extends infer Message
  ? Message extends { id: number }
    ? Omit<Message, 'id'>
    : never
  : never;

/** The page's side of the worker that has the texts. */
export class TextWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (message: FromWorker) => void; reject: (error: Error) => void }
  >();
  #next = 1;
  #search = { id: 0, onHits: (_: Hits) => {} };

  /** @param source of the worker. */
  constructor(source: string) {
    this.#worker = new Worker(workerUrl(source) as string);
    this.#worker.onerror = ({ message }) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(message || 'the browser refuses the worker'));
    };
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'hits') {
        if (data.id === this.#search.id) this.#search.onHits(data);
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.type === 'failed') waiting?.reject(new Error(data.message));
      else waiting?.resolve(data);
    };
  }

  async read(position: number): Promise<CaseText> {
    return (await this.#ask<'read'>({ type: 'read', position })).text;
  }

  /** The start of each case's input; null: it cannot be read. */
  async lines(positions: readonly number[]): Promise<readonly (string | null)[]> {
    return (await this.#ask<'lines'>({ type: 'lines', positions })).lines;
  }

  async diff(a: string, b: string): Promise<WordDiff> {
    return (await this.#ask<'diff'>({ type: 'diff', a, b })).diff;
  }

  /** Replaces the search before it. */
  search(needles: readonly string[], onHits: (hits: Hits) => void): void {
    this.#search = { id: this.#next++, onHits };
    this.#send({ type: 'search', id: this.#search.id, needles });
  }

  stopSearch(): void {
    this.#search = { id: 0, onHits: () => {} };
    this.#send({ type: 'stop' });
  }

  /** Reads all texts from a file instead of from the page. */
  useFile(file: Blob, blocks: readonly BlockEntry[]): void {
    const [cases, bytes] = [blocks.map((block) => block.cases), blocks.map((block) => block.bytes)];
    this.#send({ type: 'file', file, cases, bytes });
  }

  /** Hands over the page's blocks, those that are still to be parsed as they come. */
  takeBlocks(blocks: readonly BlockEntry[]): void {
    this.#send({ type: 'blocks', cases: blocks.map(({ cases }) => cases) });
    let next = 0;
    const take = () => {
      while (next < blocks.length && isWhole(PAGE.block(next))) {
        const bytes = bytesOf(textOf(PAGE.block(next++)));
        this.#worker.postMessage({ type: 'block', bytes } satisfies ToWorker, [bytes.buffer]);
      }
      if (next === blocks.length) observer.disconnect();
    };
    const observer = new MutationObserver(take);
    observer.observe(document.body, { childList: true });
    take();
    const end = () => {
      take();
      this.#send({ type: 'end' });
    };
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', end);
    else end();
  }

  #ask<Type extends FromWorker['type']>(message: Asked): Promise<Extract<FromWorker, { type: Type }>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (message: FromWorker) => void, reject });
      this.#send({ ...message, id } as ToWorker);
    });
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

/** None where the text is damaged, which is found when they are needed. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(text);
  } catch {
    return new Uint8Array();
  }
}

/** The parser is past it. */
function isWhole(id: string): boolean {
  const element = document.getElementById(id);
  return element !== null && (element.nextSibling !== null || document.readyState !== 'loading');
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

/** The one address that the page's policy lets a script come from: what is in this page already. */
function workerUrl(source: string): unknown {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return url;
  const createScriptURL = (asked: string) => {
    if (asked !== url) throw new TypeError('only the worker of the page is a script');
    return asked;
  };
  return trustedTypes.createPolicy(PAGE.policy, { createScriptURL }).createScriptURL(url);
}
