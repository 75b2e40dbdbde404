import { type CaseColumns, decodeColumns } from '../../pack/columns.ts';
import type { PackIndex } from '../../pack/pack-index.ts';
import { PAGE } from '../../pack/page-layout.ts';
import { textOrder } from '../../pack/text-order.ts';
import { inflate } from '../worker/inflate.ts';
import { fromBase64 } from './base64.ts';

/** What the page knows of its run, but for the texts. */
export interface Run {
  readonly index: PackIndex;
  readonly columns: CaseColumns;
  /** By case, its position in the order of the texts. */
  readonly positionOf: Uint32Array;
  /** By position, the case. */
  readonly order: Uint32Array;
}

export function readIndex(): PackIndex {
  return JSON.parse(textOf(PAGE.index));
}

export async function readRun(index: PackIndex): Promise<Run> {
  const columns = decodeColumns(await inflate(fromBase64(textOf(PAGE.columns))), index.columns);
  const order = textOrder(columns, index.judging);
  const positionOf = new Uint32Array(order.length);
  for (let position = 0; position < order.length; position++) positionOf[order[position]!] = position;
  return { index, columns, positionOf, order };
}

/** Takes the text out of the page: nothing needs it twice. */
export function textOf(id: string): string {
  const element = document.getElementById(id)!;
  const text = element.textContent;
  element.remove();
  return text;
}
