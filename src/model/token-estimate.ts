import type { ModelFacts } from './models.ts';

/** An image or a PDF counts by its size in pixels or pages, not by the length of its base64. */
const CHARACTERS_OF_A_FILE = 6000;

type Tokenizer = ModelFacts['tokenizer'];

/** ASCII characters that make a token, on average. */
export function charactersPerToken(tokenizer: Tokenizer): number {
  return tokenizer === 'dense' ? 4 / 1.3 : 4;
}

/** Tokens of a value that holds text: a string, content blocks, messages, tools. Rounded up. */
export function estimateTokens(value: unknown, tokenizer: Tokenizer): number {
  return Math.ceil(charactersOf(value) / charactersPerToken(tokenizer));
}

/** Tokens of everything in the params that a model reads. */
export function estimateInputTokens(params: Readonly<Record<string, unknown>>, tokenizer: Tokenizer): number {
  const { tools, system, messages, output_config } = params;
  return estimateTokens([tools, system, messages, output_config], tokenizer);
}

/**
 * A text's length in ASCII characters of about as many tokens. Tokenizers work on UTF-8 and know English best:
 * an accented or Cyrillic letter (two bytes) weighs two, a character of Chinese, Japanese or Korean (three
 * bytes, about a token each) four, an emoji (four bytes, two or three tokens) eight.
 */
function weightOf(text: string): number {
  // Nearly all text is ASCII, and the native count is fast.
  if (Buffer.byteLength(text) === text.length) return text.length;
  let weight = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    weight += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 4 : 8;
  }
  return weight;
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return weightOf(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 4;
  let characters = 0;
  if (Array.isArray(value)) {
    for (const item of value) characters += charactersOf(item);
    return characters;
  }
  const fields = value as Record<string, unknown>;
  if (fields.type === 'base64') return CHARACTERS_OF_A_FILE;
  for (const name in fields) characters += name.length + charactersOf(fields[name]);
  return characters;
}
