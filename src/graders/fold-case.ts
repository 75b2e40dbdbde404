/**
 * A text with its case folded, for comparing without regard to case: Unicode's full, locale-independent
 * folding, composed (NFC).
 *
 * `toLowerCase()` is not enough: it is for display. It leaves "ß" apart from "SS", writes the last sigma of
 * a word as "ς" (so that "ΟΔΟΣ" is no part of "ΟΔΟΣΑΣ"), and keeps "ſ" apart from "s". Lower, then upper,
 * then lower again expands and unifies those; the final sigma is mapped to the plain one.
 *
 * The dotless "ı" is the exception: its upper case is "I", but it folds to itself. As Unicode has it without
 * a locale, "I" is the upper case of "i", "İ" is "i" with a dot above, and "ı" equals neither.
 */
export function foldCase(text: string): string {
  return text
    .normalize('NFC')
    .split('ı')
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase())
    .join('ı')
    .replaceAll('ς', 'σ')
    .normalize('NFC');
}
