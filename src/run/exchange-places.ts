import { existsSync, readdirSync } from 'node:fs';
import { parseRequestId, type RequestId } from '../model/request.ts';
import { type Place, readRawLines } from './disk.ts';
import { parseResultId, type RunFolder } from './run-folder.ts';

/** A line of a file of the run. */
export interface FilePlace extends Place {
  readonly file: string;
}

/** Where a trial's requests and its answer stand. Undefined: nowhere. */
export interface ExchangePlaces {
  /** Of the first turn, as it was sent last. */
  opening(trial: number): FilePlace | undefined;
  /** Of the last turn that was sent. */
  request(trial: number): FilePlace | undefined;
  /** Of the last turn, whatever came of it. */
  result(trial: number): FilePlace | undefined;
}

/** The places of all trials of a run in their own conversations: judges' are left out. */
export function exchangePlaces(folder: RunFolder): ExchangePlaces {
  const { trials } = folder.manifest;
  const [opening, request, result] = [new PlaceTable(trials), new PlaceTable(trials), new PlaceTable(trials)];
  for (const { place, id } of linesOf(folder, 'requests')) {
    if (id.turn === 0) opening.put(id, place);
    request.put(id, place);
  }
  for (const { place, id } of linesOf(folder, 'results')) result.put(id, place);
  return {
    opening: (trial) => opening.at(trial),
    request: (trial) => request.at(trial),
    result: (trial) => result.at(trial),
  };
}

/** For each trial the place of the latest turn, and of it the latest attempt. */
class PlaceTable {
  readonly #files: string[] = [];
  /** Places in `#files`, plus one. */
  readonly #file: Uint32Array;
  readonly #offset: Float64Array;
  readonly #length: Uint32Array;
  readonly #turn: Uint16Array;

  constructor(trials: number) {
    this.#file = new Uint32Array(trials);
    this.#offset = new Float64Array(trials);
    this.#length = new Uint32Array(trials);
    this.#turn = new Uint16Array(trials);
  }

  /** Of several attempts the last that is put stays: files are numbered as they were made. */
  put({ trial, turn }: RequestId, { file, offset, length }: FilePlace): void {
    if (turn < this.#turn[trial]!) return;
    if (this.#files.at(-1) !== file) this.#files.push(file);
    this.#turn[trial] = turn;
    this.#file[trial] = this.#files.length;
    this.#offset[trial] = offset;
    this.#length[trial] = length;
  }

  at(trial: number): FilePlace | undefined {
    const file = this.#files[this.#file[trial]! - 1];
    return file === undefined
      ? undefined
      : { file, offset: this.#offset[trial]!, length: this.#length[trial]! };
  }
}

/** The lines of all files of a kind that are about trials of the run. */
function* linesOf(
  folder: RunFolder,
  kind: 'requests' | 'results',
): Generator<{ place: FilePlace; id: RequestId }> {
  if (!existsSync(folder.file(kind))) return;
  const { key, trials } = folder.manifest;
  const numbers = readdirSync(folder.file(kind)).flatMap((name) => /^(\d+)\.jsonl$/.exec(name)?.[1] ?? []);
  for (const number of numbers.sort((a, b) => Number(a) - Number(b))) {
    const file = `${kind}/${number}.jsonl`;
    for (const { bytes, offset, length } of readRawLines(folder.file(file))) {
      const id = idOf(bytes);
      if (id?.run === key && id.thread === 0 && id.trial < trials)
        yield { place: { file, offset, length }, id };
    }
  }
}

const ID = /^\{"custom_id":"([^"\\]*)"/;
const ID_BYTES = 96;

/** Mostly the line begins with it, and need not be parsed. */
function idOf(line: Buffer): RequestId | undefined {
  const [, id] = ID.exec(line.toString('latin1', 0, ID_BYTES)) ?? [];
  return id === undefined ? parseResultId(line.toString()) : parseRequestId(id);
}
