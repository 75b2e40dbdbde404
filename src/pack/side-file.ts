import type { BlockEntry } from './pack-index.ts';

export const SIDE_FORMAT = 'assay-evalpack/1';

/**
 * A side file: compressed blocks of the texts of all cases in the order of `textOrder`, one after another from its
 * start; the index as UTF-8 JSON; the index's length in bytes (32 bits, little endian); {@link SIDE_MARK}.
 */
export interface SideIndex {
  readonly format: typeof SIDE_FORMAT;
  readonly suite: string;
  readonly run: string;
  /** SHA-256 over the planned cases. */
  readonly dataset: string;
  /** As the page says it that the file belongs to. */
  readonly key: string;
  /** In all blocks. */
  readonly cases: number;
  readonly blocks: readonly BlockEntry[];
  readonly redacted: readonly string[];
}

/** What the file ends with. */
export const SIDE_MARK = 'evalpack';
/** Bytes after the index. */
export const SIDE_TAIL = 4 + SIDE_MARK.length;

/** Index and tail. */
export function sideEnd(index: SideIndex): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(index));
  const bytes = new Uint8Array(json.length + SIDE_TAIL);
  bytes.set(json);
  new DataView(bytes.buffer).setUint32(json.length, json.length, true);
  bytes.set(new TextEncoder().encode(SIDE_MARK), json.length + 4);
  return bytes;
}

/** Bytes of the index, from the last {@link SIDE_TAIL} bytes of a file; null: it is no side file. */
export function sideIndexLength(tail: Uint8Array): number | null {
  if (tail.length !== SIDE_TAIL || new TextDecoder().decode(tail.subarray(4)) !== SIDE_MARK) return null;
  return new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
}

/** The index; null: it is none, or of another version. */
export function parseSideIndex(bytes: Uint8Array): SideIndex | null {
  try {
    const index: SideIndex = JSON.parse(new TextDecoder().decode(bytes));
    return index.format === SIDE_FORMAT ? index : null;
  } catch {
    return null;
  }
}
