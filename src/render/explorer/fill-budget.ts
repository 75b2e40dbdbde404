import type { BlockRow } from '../../pack/blocks.ts';
import { clipRow, isLong } from './pack-row.ts';
import { blockRows, type TextBlock, textBlock } from './text-blocks.ts';

/** The texts that a page holds. */
export interface HeldTexts {
  readonly blocks: readonly TextBlock[];
  /** Cases in them. */
  readonly cases: number;
  /** Long ones are cut to head and tail. */
  readonly clipped: boolean;
}

/**
 * As many rows from the front as the budget holds. Where it does not hold all, long texts are cut first.
 *
 * @param rows read from their start each time.
 * @param sizeOf bytes that a block takes in its place in the page.
 */
export function fillBudget(
  rows: () => Iterable<BlockRow>,
  budget: number,
  sizeOf: (block: TextBlock, place: number) => number,
): HeldTexts {
  let long = false;
  const whole = fill(
    watch(rows(), (row) => {
      long ||= isLong(row);
    }),
    budget,
    sizeOf,
  );
  if (whole.complete || !long) return { blocks: whole.blocks, cases: whole.cases, clipped: false };
  return { ...fill(clipEach(rows()), budget, sizeOf), clipped: true };
}

/** Whole blocks, then the largest part of the next one that is found by halving. */
function fill(rows: Iterable<BlockRow>, budget: number, sizeOf: (block: TextBlock, place: number) => number) {
  const blocks: TextBlock[] = [];
  let left = budget;
  let complete = true;
  const take = (block: TextBlock): boolean => {
    const size = sizeOf(block, blocks.length);
    if (size > left) return false;
    left -= size;
    blocks.push(block);
    return true;
  };
  for (const group of blockRows(rows)) {
    if (take(textBlock(group))) continue;
    complete = false;
    for (let part = group; part.length > 1; ) {
      part = part.slice(0, part.length >> 1);
      if (take(textBlock(part))) break;
    }
    break;
  }
  return { blocks, cases: blocks.reduce((total, block) => total + block.cases, 0), complete };
}

function* watch(rows: Iterable<BlockRow>, see: (row: BlockRow) => void): Generator<BlockRow> {
  for (const row of rows) {
    see(row);
    yield row;
  }
}

function* clipEach(rows: Iterable<BlockRow>): Generator<BlockRow> {
  for (const row of rows) yield clipRow(row);
}
