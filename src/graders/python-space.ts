/** One character that Python's `split()` and `strip()` take for white space: unlike JavaScript's, no U+FEFF. */
export const PYTHON_SPACE = /[\p{White_Space}\x1c-\x1f]/u;
