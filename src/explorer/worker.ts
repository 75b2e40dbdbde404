import { unpackCase } from '../pack/case-text.ts';
import { caseText } from '../render/wording/case-text.ts';
import { clipLine } from '../render/wording/clip.ts';
import { needleOf } from './worker/needle.ts';
import type { FromWorker, ToWorker } from './worker/protocol.ts';
import { rowsWith } from './worker/rows-with.ts';
import { TextStore } from './worker/text-store.ts';
import { wordDiff } from './worker/word-diff.ts';

/** UTF-16 units of a line in the list. */
const LINE = 200;
/** UTF-16 units of an input that are looked at for a line. */
const LINE_FROM = 2000;

/** As a worker has it; the types here are a page's. */
const send = (message: FromWorker) => (postMessage as (message: unknown) => void)(message);

let store = new TextStore([], () => Promise.reject(new RangeError('no texts yet')));
/** Blocks that have come, and what waits for those that have not. */
let came: Delivery[] = [];
let next = 0;
let searching = 0;
const turn = new MessageChannel();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'blocks':
      came = data.cases.map(() => delivery());
      store = new TextStore(data.cases, (block) => came[block]!.promise);
      break;
    case 'block':
      came[next++]?.resolve(data.bytes);
      break;
    case 'end':
      for (const { reject } of came.slice(next))
        reject(new RangeError('this file was cut short: copy it again'));
      break;
    case 'file':
      store = fileStore(data.file, data.cases, data.bytes);
      break;
    case 'stop':
      searching = 0;
      break;
    case 'search':
      searching = data.id;
      answer(data.id, search(data.id, data.needles));
      break;
    case 'read':
      answer(
        data.id,
        read(data.position).then((text) => send({ type: 'read', id: data.id, text })),
      );
      break;
    case 'lines':
      answer(
        data.id,
        Promise.all(data.positions.map(lineOf)).then((lines) => send({ type: 'lines', id: data.id, lines })),
      );
      break;
    case 'diff':
      send({ type: 'diff', id: data.id, diff: wordDiff(data.a, data.b) });
  }
});

function answer(id: number, work: Promise<void>): void {
  work.catch((error: unknown) =>
    send({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) }),
  );
}

async function read(position: number) {
  const { block, row } = store.placeOf(position);
  return unpackCase((await store.block(block)).row(row));
}

async function lineOf(position: number): Promise<string | null> {
  try {
    const text = caseText((await read(position)).input).slice(0, LINE_FROM);
    return clipLine(text.trim().replaceAll(/\s+/g, ' '), LINE);
  } catch {
    return null;
  }
}

/** Block by block; what was found is sent as it is, so that the list fills while the search goes on. */
async function search(id: number, texts: readonly string[]): Promise<void> {
  const needles = texts.map(needleOf);
  const { starts, blocks, cases: total } = store;
  const from = store;
  for (let place = 0; place < blocks; place++) {
    // What is damaged holds nothing.
    const block = await from.block(place).catch(() => null);
    await otherWork();
    if (searching !== id || store !== from) return;
    const hits = block === null ? new Uint8Array() : rowsWith(block, needles);
    const positions = Array.from(hits.keys()).flatMap((row) => (hits[row] ? [starts[place]! + row] : []));
    const done = place === blocks - 1;
    send({ type: 'hits', id, positions, searched: starts[place + 1]!, total, done });
  }
  if (blocks === 0) send({ type: 'hits', id, positions: [], searched: 0, total: 0, done: true });
}

/** Lets a newer search, or a case to read, come in between. Timers would wait at least four milliseconds each. */
function otherWork(): Promise<unknown> {
  return new Promise((resolve) => {
    turn.port1.onmessage = resolve;
    turn.port2.postMessage(null);
  });
}

/** Reads no more of the file than what is asked for. */
function fileStore(file: Blob, cases: readonly number[], bytes: readonly number[]): TextStore {
  const starts = [0];
  for (const length of bytes) starts.push(starts.at(-1)! + length);
  return new TextStore(cases, async (block) => {
    const part = file.slice(starts[block], starts[block + 1]);
    return new Uint8Array(await part.arrayBuffer());
  });
}

interface Delivery {
  readonly promise: Promise<Uint8Array<ArrayBuffer>>;
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

function delivery(): Delivery {
  let [resolve, reject]: [Delivery['resolve'], Delivery['reject']] = [() => {}, () => {}];
  const promise = new Promise<Uint8Array<ArrayBuffer>>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  // Whoever asks for it hears of it; that nobody has yet is no error of its own.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
