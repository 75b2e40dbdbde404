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

/** Bytes that a block takes in its place in the page. */
export type SizeOf = (block: TextBlock, place: number) => number;

/**
 * As many rows from the front as the budget holds. Where it does not hold all, long texts are cut first.
 *
 * @param rows read from their start each time.
 */
export function fillBudget(rows: () => Iterable<BlockRow>, budget: number, sizeOf: SizeOf): HeldTexts {
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

/** Whole blocks, then as much of the next one as fits. */
function fill(rows: Iterable<BlockRow>, budget: number, sizeOf: SizeOf) {
  const blocks: TextBlock[] = [];
  let left = budget;
  let complete = true;
  const fits = (block: TextBlock) => sizeOf(block, blocks.length) <= left;
  const take = (block: TextBlock) => {
    left -= sizeOf(block, blocks.length);
    blocks.push(block);
  };
  for (const group of blockRows(rows)) {
    const whole = textBlock(group);
    complete = fits(whole);
    const block = complete ? whole : largestPart(group, fits);
    if (block) take(block);
    if (!complete) break;
  }
  return { blocks, cases: blocks.reduce((total, block) => total + block.cases, 0), complete };
}

/** Of as many rows from the front as fit, found by halving; null: none does. */
function largestPart(rows: readonly BlockRow[], fits: (block: TextBlock) => boolean): TextBlock | null {
  let largest: TextBlock | null = null;
  let [fitting, tooMany] = [0, rows.length];
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    const block = textBlock(rows.slice(0, middle));
    if (fits(block)) [largest, fitting] = [block, middle];
    else tooMany = middle;
  }
  return largest;
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
