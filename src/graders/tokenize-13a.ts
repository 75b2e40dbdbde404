import { PYTHON_SPACE } from './python-space.ts';
import { trimWhere } from './trim-where.ts';

/**
 * The words and punctuation marks of a text as WMT's mteval-v13a parts them, and sacrebleu after it: for western
 * languages. ASCII symbols stand alone, but for apostrophes, hyphens within words, and points and commas within
 * numbers. Four HTML entities are read, line breaks are spaces, and a hyphen at the end of a line joins its two halves.
 */
export function tokenize13a(text: string): readonly string[] {
  // At its end white space is taken off first, so that a last hyphen joins nothing.
  const line = trimWhere(text, PYTHON_SPACE)
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  return (
    ` ${line} `
      // All of ASCII's symbols but ' , - . and digits.
      .replace(/[{-~[-` -&(-+:-@/]/g, ' $& ')
      // A point or a comma stands alone unless a digit is before it, and unless one is behind it.
      .replace(/([^0-9])([.,])/gu, '$1 $2 ')
      .replace(/([.,])([^0-9])/gu, ' $1 $2')
      .replace(/([0-9])(-)/g, '$1 $2 ')
      .split(PYTHON_SPACE)
      .filter((token) => token !== '')
  );
}
