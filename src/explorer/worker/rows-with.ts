import type { Block } from '../../pack/blocks.ts';
import { type Form, indexIn, type Needle } from './needle.ts';

/** Which rows of a block hold all needles, each within one text: 1 or 0 by row. */
export function rowsWith(block: Block, needles: readonly Needle[]): Uint8Array {
  const hits = new Uint8Array(block.rows).fill(1);
  for (const { forms } of needles) {
    const own = new Uint8Array(block.rows);
    for (const form of forms) mark(block, form, own);
    for (let row = 0; row < hits.length; row++) hits[row]! &= own[row]!;
  }
  return hits;
}

/** The texts lie end to end: what begins in one and ends in the next was written by nobody. */
function mark({ text, ends, firsts }: Block, form: Form, hits: Uint8Array): void {
  let [from, place, row] = [0, 0, 0];
  for (;;) {
    const at = indexIn(form, text, from, text.length);
    if (at < 0) return;
    while (ends[place]! <= at) place++;
    if (at + form.bytes.length > ends[place]!) {
      from = at + 1;
      continue;
    }
    while (firsts[row + 1]! <= place) row++;
    hits[row] = 1;
    const last = firsts[row + 1]! - 1;
    from = ends[last]!;
  }
}
