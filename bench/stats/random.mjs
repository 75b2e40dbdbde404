/** Numbers in [0, 1): Chris Doty-Humphrey's sfc32 (PractRand), the same sequence for the same text. */
export function randomOf(text) {
  let [a, b, c, counter] = [hash(text, 1), hash(text, 2), hash(text, 3), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 20; warmUp++) next();
  return next;
}

/** FNV-1a. */
function hash(text, salt) {
  let value = 0x811c9dc5 ^ salt;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193);
  return value | 0;
}

/** From the beta distribution, by Jöhnk's method (1964, Metrika 8, 5–15): for small a + b. */
export function betaDraw(next, a, b) {
  for (;;) {
    const x = next() ** (1 / a);
    const y = next() ** (1 / b);
    // Where both are too small for a number, their logarithms decide.
    if (x + y > 0 && x + y <= 1) return x / (x + y);
    if (x + y === 0) return next() < a / (a + b) ? 1 : 0;
  }
}
