const encoder = new TextEncoder();

/** A text to look for in UTF-8 bytes, whatever its case: its forms, one of which must occur. */
export interface Needle {
  readonly forms: readonly Form[];
}

export interface Form {
  /** ASCII letters in lower case; never empty. */
  readonly bytes: Uint8Array;
  /** By the byte under the last place: how far to move on. */
  readonly shift: Int32Array;
}

/** `FOLD[byte]`: the byte with ASCII capitals made small. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/**
 * ASCII letters are compared without their case. Other letters have no such fold byte by byte, so a text that
 * holds them is looked for as it was typed, in lower and in upper case.
 */
export function needleOf(text: string): Needle {
  const forms = new Set([text, text.toLowerCase(), text.toUpperCase()].map(asciiLower));
  return { forms: Array.from(forms, formOf) };
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function formOf(text: string): Form {
  const bytes = encoder.encode(text);
  const shift = new Int32Array(256).fill(bytes.length);
  for (let i = 0; i < bytes.length - 1; i++) {
    const byte = bytes[i]!;
    shift[byte] = bytes.length - 1 - i;
    if (byte >= 97 && byte <= 122) shift[byte - 32] = bytes.length - 1 - i;
  }
  return { bytes, shift };
}

/** Where the form first stands in `text[from, to)`; -1: nowhere. Horspool's algorithm. */
export function indexIn({ bytes, shift }: Form, text: Uint8Array, from: number, to: number): number {
  const last = bytes.length - 1;
  let end = from + last;
  while (end < to) {
    let i = last;
    while (i >= 0 && FOLD[text[end - last + i]!] === bytes[i]) i--;
    if (i < 0) return end - last;
    end += shift[text[end]!]!;
  }
  return -1;
}
