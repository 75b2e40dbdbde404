import { deflateRawSync } from 'node:zlib';
import { type BlockRow, encodeBlock } from '../../pack/blocks.ts';

/** A block as it is written. */
export interface TextBlock {
  readonly cases: number;
  readonly deflated: Buffer;
}

/** UTF-16 units of text in a block. The first are small: what is looked at first is soon there. */
const FIRST_BLOCK = 1 << 16;
const BLOCK = 1 << 18;
const SMALL_BLOCKS = 2;

/** Of compression: more gains nothing. */
const PAGE_LEVEL = 6;

/** All rows in blocks, each compressed by itself, so that any can be read without the others. */
export function* textBlocks(rows: Iterable<BlockRow>, level: number): Generator<TextBlock> {
  for (const group of blockRows(rows)) yield textBlock(group, level);
}

/** The rows of each block. */
export function* blockRows(rows: Iterable<BlockRow>): Generator<readonly BlockRow[]> {
  let held: BlockRow[] = [];
  let length = 0;
  let written = 0;
  for (const row of rows) {
    held.push(row);
    length += row.shape.length + row.texts.reduce((total, text) => total + text.length, 0);
    if (length < (written < SMALL_BLOCKS ? FIRST_BLOCK : BLOCK)) continue;
    yield held;
    written++;
    held = [];
    length = 0;
  }
  if (held.length > 0) yield held;
}

export function textBlock(rows: readonly BlockRow[], level = PAGE_LEVEL): TextBlock {
  return { cases: rows.length, deflated: deflate(encodeBlock(rows), level) };
}

/** As `DecompressionStream('deflate-raw')` reads it. */
export function deflate(bytes: Uint8Array, level = PAGE_LEVEL): Buffer {
  return deflateRawSync(bytes, { level });
}

/** Bytes of base64. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
