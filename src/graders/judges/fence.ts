import { digest } from '../../model/digest.ts';

const TOKEN_LENGTH = 12;

/**
 * A token that none of the texts holds, so that no text can end the fence that it stands in. It comes from the
 * texts themselves: the same texts, the same request.
 */
export function tokenFor(texts: readonly string[]): string {
  const held = texts.map((text) => text.toLowerCase());
  let hash = digest(JSON.stringify(texts));
  while (held.some((text) => text.includes(hash.slice(0, TOKEN_LENGTH)))) hash = digest(hash);
  return hash.slice(0, TOKEN_LENGTH);
}

/** A text between tags that name it and end in the token; the text as it is. */
export function fence(name: string, token: string, text: string): string {
  return `<${name}-${token}>\n${text}\n</${name}-${token}>`;
}
