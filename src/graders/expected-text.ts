/** What is compared as text: a string, or a number or boolean as JavaScript writes it. */
export type Text = string | number | boolean;

/**
 * The text of an expected value: a string as it is, `18` as "18", `true` as "true".
 *
 * Anything else throws, which makes the score a failed one: a case without an expected value (null,
 * undefined) must not pass because the answer happens to be "null", and an object must not be compared as
 * "[object Object]".
 */
export function expectedText(grader: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const what =
    value === null || typeof value !== 'object'
      ? String(value)
      : Array.isArray(value)
        ? 'a list'
        : 'an object';
  throw new Error(
    `${grader} has nothing to compare with: expected is ${what}, not a text, number or boolean`,
  );
}
