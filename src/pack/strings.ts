import { type ByteReader, joinBytes } from './bytes.ts';
import { fromPlanes, toPlanes } from './planes.ts';

/** Bytes that a string takes over from the one before it, at the most: what one byte counts. */
const LONGEST_SHARED = 255;

/**
 * A list of strings in UTF-8, each without what it shares with the one before it at its start: ids mostly count up.
 * Halves of surrogate pairs become U+FFFD.
 */
export function encodeStrings(strings: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const shared = new Uint8Array(strings.length);
  const lengths = new Uint32Array(strings.length);
  const rests = new Uint8Array(strings.reduce((length, string) => length + string.length * MOST_PER_UNIT, 0));
  let before = new Uint8Array();
  let end = 0;
  strings.forEach((string, place) => {
    const bytes = encoder.encode(string);
    const most = Math.min(bytes.length, before.length, LONGEST_SHARED);
    let same = 0;
    while (same < most && bytes[same] === before[same]) same++;
    shared[place] = same;
    lengths[place] = bytes.length - same;
    rests.set(bytes.subarray(same), end);
    end += bytes.length - same;
    before = bytes;
  });
  return joinBytes([shared, toPlanes(lengths, 4), rests.subarray(0, end)]);
}

/** Bytes in UTF-8 of a UTF-16 unit. */
const MOST_PER_UNIT = 3;

export function decodeStrings(reader: ByteReader, count: number): string[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const shared = reader.take(count);
  const lengths = fromPlanes(reader.take(count * 4), count, 4);
  let before = new Uint8Array();
  return Array.from(lengths, (length, place) => {
    const bytes = new Uint8Array(shared[place]! + length);
    bytes.set(before.subarray(0, shared[place]));
    bytes.set(reader.take(length), shared[place]);
    before = bytes;
    return decoder.decode(bytes);
  });
}
