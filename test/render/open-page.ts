import { inflateRawSync } from 'node:zlib';
import { decodeBlock } from '../../src/pack/blocks.ts';
import { type CaseText, unpackCase } from '../../src/pack/case-text.ts';
import { type CaseColumns, decodeColumns } from '../../src/pack/columns.ts';
import type { PackIndex } from '../../src/pack/pack-index.ts';
import { PAGE } from '../../src/pack/page-layout.ts';
import { textOrder } from '../../src/pack/text-order.ts';

/** What the program of a page finds in it. */
export interface OpenedPage {
  readonly index: PackIndex;
  readonly columns: CaseColumns;
  /** By case, in the order of the texts. */
  readonly texts: ReadonlyMap<string, CaseText>;
}

export function openPage(html: string): OpenedPage {
  const part = (id: string) => new RegExp(`<script type="[^"]*" id="${id}">([^<]*)</script>`).exec(html)![1]!;
  const inflate = (id: string) => inflateRawSync(Buffer.from(part(id), 'base64'));
  const index: PackIndex = JSON.parse(part(PAGE.index));
  const columns = decodeColumns(inflate(PAGE.columns), index.columns);
  const blocks = index.blocks.map((_, place) => inflate(PAGE.block(place)));
  return { index, columns, texts: textsOf(blocks, columns, index) };
}

/** The texts of blocks that stand in the order of a page's. */
export function textsOf(
  blocks: readonly Uint8Array[],
  columns: CaseColumns,
  { judging }: PackIndex,
): ReadonlyMap<string, CaseText> {
  const order = textOrder(columns, judging);
  const texts = new Map<string, CaseText>();
  for (const bytes of blocks) {
    const block = decodeBlock(bytes);
    for (let row = 0; row < block.rows; row++)
      texts.set(columns.ids[order[texts.size]!]!, unpackCase(block.row(row)));
  }
  return texts;
}
