import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What a finished file holds: enough to notice when it has been altered. */
export interface WrittenFile {
  readonly lines: number;
  readonly bytes: number;
  readonly sha256: string;
}

const BUFFER_BYTES = 1 << 18;
const LINE_BREAK = 0x0a;

/**
 * A file that is there whole or not at all: written beside its place, flushed, renamed into it, and the
 * folder flushed, as if the power will fail at any of these.
 */
export class FileWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  readonly #hash: Hash | null;
  #pending: string[] = [];
  #pendingLength = 0;
  #lines = 0;
  #bytes = 0;
  #finished = false;

  /** Derived files, which may be lost and made again, go without the hash. */
  constructor(path: string, options: { readonly hashed: boolean }) {
    this.#path = path;
    this.#temporary = `${path}.tmp`;
    this.#hash = options.hashed ? createHash('sha256') : null;
    this.#descriptor = openSync(this.#temporary, 'w');
  }

  /** Adds a line; the line break is added. */
  line(text: string): void {
    this.#lines++;
    this.#pending.push(text, '\n');
    this.#pendingLength += text.length + 1;
    if (this.#pendingLength >= BUFFER_BYTES) this.#flush();
  }

  /** Adds bytes as they are. Their line breaks are not counted as lines. */
  bytes(chunk: Uint8Array): void {
    this.#flush();
    this.#write(chunk);
  }

  finish(): WrittenFile {
    this.#flush();
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    this.#finished = true;
    renameSync(this.#temporary, this.#path);
    flushFolder(dirname(this.#path));
    return { lines: this.#lines, bytes: this.#bytes, sha256: this.#hash?.digest('hex') ?? '' };
  }

  /** Leaves nothing behind; a file that is finished stays. */
  discard(): void {
    if (this.#finished) return;
    closeSync(this.#descriptor);
    rmSync(this.#temporary, { force: true });
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    this.#write(Buffer.from(this.#pending.join('')));
    this.#pending = [];
    this.#pendingLength = 0;
  }

  #write(chunk: Uint8Array): void {
    writeAll(this.#descriptor, chunk);
    this.#hash?.update(chunk);
    this.#bytes += chunk.length;
  }
}

/** Writes a file whole or not at all. */
export function writeDurably(path: string, chunks: Iterable<string | Uint8Array>): void {
  const writer = new FileWriter(path, { hashed: false });
  try {
    for (const chunk of chunks) writer.bytes(Buffer.from(chunk));
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}

/** A file that grows a line at a time; each line is on the disk before `append` returns. */
export class AppendFile {
  readonly #descriptor: number;
  /** In bytes: where the last line ends that was reported as written. */
  #end: number;
  /** A write failed, and may have left a part of its line. */
  #isTorn = true;

  /** Half a line at the end, left by a crash, is cut off: it was never reported as written. */
  constructor(path: string) {
    this.#descriptor = openSync(path, 'a+');
    this.#end = endOfLastLine(this.#descriptor);
    try {
      this.#mend();
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  /** What an earlier append left that failed, on a disk that was full for a moment, is cut off first. */
  append(line: string): void {
    this.#mend();
    const bytes = Buffer.from(`${line}\n`);
    this.#isTorn = true;
    writeAll(this.#descriptor, bytes);
    fdatasyncSync(this.#descriptor);
    this.#end += bytes.length;
    this.#isTorn = false;
  }

  #mend(): void {
    if (!this.#isTorn) return;
    ftruncateSync(this.#descriptor, this.#end);
    this.#isTorn = false;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

export interface Line {
  readonly text: string;
  /** In bytes, from the file's start. */
  readonly offset: number;
  /** In bytes, without the line break. */
  readonly length: number;
  /** The file ends after it without a line break. */
  readonly torn: boolean;
}

/** The lines of a file, read a chunk at a time. */
export function* readLines(path: string): Generator<Line> {
  const descriptor = openSync(path, 'r');
  try {
    let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    /** Bytes in the buffer that are no whole line yet, and their place in the file. */
    let held = 0;
    let offset = 0;
    for (;;) {
      if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      const read = readSync(descriptor, buffer, held, buffer.length - held, null);
      if (read === 0) break;
      const end = held + read;
      let start = 0;
      for (
        let at = buffer.indexOf(LINE_BREAK, held);
        at !== -1 && at < end;
        at = buffer.indexOf(LINE_BREAK, start)
      ) {
        yield {
          text: buffer.toString('utf8', start, at),
          offset: offset + start,
          length: at - start,
          torn: false,
        };
        start = at + 1;
      }
      buffer.copyWithin(0, start, end);
      held = end - start;
      offset += start;
    }
    if (held > 0) yield { text: buffer.toString('utf8', 0, held), offset, length: held, torn: true };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads from places in a file. */
export class RandomReader {
  readonly #descriptor: number;
  #buffer = Buffer.allocUnsafe(1 << 16);

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
  }

  /** The text of `length` bytes from `offset`. */
  text(offset: number, length: number): string {
    if (length > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(length * 2);
    const read = readSync(this.#descriptor, this.#buffer, 0, length, offset);
    return this.#buffer.toString('utf8', 0, read);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** SHA-256 of a file's bytes, in hex. */
export function digestFile(path: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    for (;;) {
      const read = readSync(descriptor, buffer, 0, buffer.length, null);
      if (read === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A new name is on the disk only when its folder is. */
export function flushFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, chunk: Uint8Array): void {
  for (let written = 0; written < chunk.length; ) {
    written += writeSync(descriptor, chunk, written, chunk.length - written);
  }
}

function endOfLastLine(descriptor: number): number {
  const { size } = fstatSync(descriptor);
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - buffer.length);
    const read = readSync(descriptor, buffer, 0, end - start, start);
    const at = buffer.subarray(0, read).lastIndexOf(LINE_BREAK);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}

/** The first bytes of a file, as text. */
export function headOf(path: string, bytes: number): string {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(bytes);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, bytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
