import { jsonErrorIndex } from '../model/json-error-index.ts';
import { fencedBlocks } from './fenced-blocks.ts';
import { quote } from './quote.ts';

/**
 * The JSON of an answer: all of it, or, with `fenced`, else its last block fenced as `json` (where no fence says
 * so, the last without a language). Otherwise one line that tells what is wrong where.
 */
export function readJson(
  output: string,
  extract: 'fenced' | 'whole',
): { value: unknown } | { error: string } {
  const whole = read(output, '');
  if (extract === 'whole' || 'value' in whole) return whole;
  const blocks = fencedBlocks(output);
  const language = blocks.some((block) => block.language === 'json') ? 'json' : '';
  const block = blocks.findLast((candidate) => candidate.language === language);
  return block ? read(block.content, ' of the fenced block') : whole;
}

function read(text: string, where: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(text.trim()) };
  } catch (error) {
    const trimmed = text.trimStart();
    const index = jsonErrorIndex(trimmed.trimEnd());
    if (index === null) throw error;
    if (trimmed === '') return { error: `not JSON: nothing is there${where}` };
    const lines = text.slice(0, text.length - trimmed.length + index).split('\n');
    const place = `line ${lines.length}, column ${lines.at(-1)!.length + 1}${where}`;
    const rest = trimmed.trimEnd().slice(index);
    return {
      error: `not JSON: ${rest === '' ? `ends too early at ${place}` : `unexpected ${quote(rest.slice(0, 20))} at ${place}`}`,
    };
  }
}
