/** A text without the characters (code points) at its ends that a pattern matches. Linear, unlike `/[…]+$/`. */
export function trimWhere(text: string, outer: RegExp): string {
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && outer.test(characters[start]!)) start++;
  while (end > start && outer.test(characters[end - 1]!)) end--;
  return characters.slice(start, end).join('');
}
