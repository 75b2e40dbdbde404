/** JSON inside a `<script>`: nothing in it can end the script, begin a comment, or end a line of it. */
export function pageJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
