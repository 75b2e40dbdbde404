import type { ModelFacts } from './models.ts';

/** An image or a PDF counts by its size in pixels or pages, not by the length of its base64. */
const CHARACTERS_OF_A_FILE = 6000;

type Tokenizer = ModelFacts['tokenizer'];

/** Characters of text that make a token, on average. */
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

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
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
