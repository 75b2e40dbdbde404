import { ByteReader, joinBytes } from './bytes.ts';
import { fromPlanes, toPlanes } from './planes.ts';

/** A case's texts: what stands where, without any, and the texts one by one (see `case-text.ts`). */
export interface BlockRow {
  readonly shape: string;
  readonly texts: readonly string[];
}

/**
 * Texts of some cases, as they are decoded: `text[ends[k - 1] ?? 0]` up to `ends[k]` is text `k` in UTF-8, and row `r`
 * has the texts `firsts[r]` up to `firsts[r + 1] - 1`. A search reads `text`; nothing but texts is in it.
 */
export interface Block {
  readonly rows: number;
  readonly text: Uint8Array;
  /** Where each text ends, in bytes. */
  readonly ends: Uint32Array;
  /** One more than there are rows. */
  readonly firsts: Uint32Array;
  row(place: number): BlockRow;
}

const HEAD = 2;

/**
 * Numbers of rows and of texts, texts of each row, lengths of shapes, lengths of texts, shapes, texts: numbers of 32
 * bits, the latter by planes; UTF-8. Halves of surrogate pairs become U+FFFD.
 */
export function encodeBlock(rows: readonly BlockRow[]): Uint8Array {
  const encoder = new TextEncoder();
  const shapes = rows.map(({ shape }) => encoder.encode(shape));
  const texts = rows.flatMap((row) => row.texts.map((text) => encoder.encode(text)));
  return joinBytes([
    toPlanes([rows.length, texts.length], 4),
    toPlanes(
      rows.map((row) => row.texts.length),
      4,
    ),
    toPlanes(
      shapes.map(({ length }) => length),
      4,
    ),
    toPlanes(
      texts.map(({ length }) => length),
      4,
    ),
    ...shapes,
    ...texts,
  ]);
}

/** @throws RangeError when the bytes are no block, or end too early. */
export function decodeBlock(bytes: Uint8Array): Block {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const reader = new ByteReader(bytes);
  const numbers = (count: number) => fromPlanes(reader.take(count * 4), count, 4);
  const [rows, texts] = numbers(HEAD) as unknown as [number, number];
  const firsts = runningSum(numbers(rows));
  const shapeStarts = runningSum(numbers(rows));
  const starts = runningSum(numbers(texts));
  const shapes = reader.take(shapeStarts[rows]!);
  const text = reader.take(starts[texts]!);
  return {
    rows,
    text,
    ends: starts.subarray(1),
    firsts,
    row(place) {
      const own = starts.subarray(firsts[place]!, firsts[place + 1]! + 1);
      return {
        shape: decoder.decode(shapes.subarray(shapeStarts[place], shapeStarts[place + 1])),
        texts: Array.from(own.subarray(1), (end, i) => decoder.decode(text.subarray(own[i], end))),
      };
    },
  };
}

function runningSum(numbers: Uint32Array): Uint32Array {
  const sums = new Uint32Array(numbers.length + 1);
  for (let i = 0; i < numbers.length; i++) sums[i + 1] = sums[i]! + numbers[i]!;
  return sums;
}
