import { CHANGES } from '../model/transition.ts';
import { isUnstable, type Judging, worstChanges } from './changes.ts';
import type { CaseColumns } from './columns.ts';

/**
 * In which order the texts of the cases stand in a pack, as places of cases. Written nowhere: the page finds it again
 * from the columns. Broken, fixed, without a result, unstable though unchanged, still failing, still passing; within
 * these in the order of the run, but those that still pass so that any part from the front is an even sample of
 * each slice.
 */
export function textOrder(columns: CaseColumns, judging: Judging): Uint32Array {
  const changes = worstChanges(columns, judging);
  const groups: number[][] = Array.from({ length: CHANGES.length + 1 }, () => []);
  for (let place = 0; place < changes.length; place++)
    groups[groupOf(columns, place, changes[place]!)]!.push(place);
  const passing = groups.pop()!;
  return Uint32Array.from([...groups.flat(), ...evenly(columns, passing)]);
}

const FAILING = CHANGES.indexOf('both fail');

/** Unstable cases that did not change stand before those that still fail, and push these and the passing back. */
function groupOf(columns: CaseColumns, place: number, change: number): number {
  if (change < FAILING) return change;
  const unstable = columns.variants.some((variant) => isUnstable(variant, place));
  return unstable ? FAILING : change + 1;
}

/** A case of each slice in turn, the first of its tags being its slice; within a slice from all over the run. */
function evenly({ tags, tagStarts }: CaseColumns, places: readonly number[]): number[] {
  const slices = new Map<number, number[]>();
  for (const place of places) {
    const slice = tagStarts[place]! < tagStarts[place + 1]! ? tags[tagStarts[place]!]! : -1;
    const own = slices.get(slice);
    if (own) own.push(place);
    else slices.set(slice, [place]);
  }
  const order: number[] = [];
  let left = Array.from(slices.values(), spread);
  for (let turn = 0; left.length > 0; turn++) {
    for (const own of left) order.push(own[turn]!);
    left = left.filter(({ length }) => length > turn + 1);
  }
  return order;
}

/** First, middle, quarters, …: by the bits of the place, the lowest counting most. */
function spread(places: readonly number[]): number[] {
  const bits = Math.ceil(Math.log2(Math.max(2, places.length)));
  const order: number[] = [];
  for (let code = 0; code < 2 ** bits; code++) {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) if (code & (1 << bit)) reversed |= 1 << (bits - 1 - bit);
    if (reversed < places.length) order.push(places[reversed]!);
  }
  return order;
}
