import type { CaseColumns } from './score-table.ts';

/** Which case of one table is which of another, by id. */
export interface Alignment {
  /** Cases in common. */
  readonly shared: number;
  /** The index of each common case in the one table and in the other, in the other's order. */
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** The pair in which a case of the other table stands; −1: none. */
  readonly placeOfB: (index: number) => number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** Common cases that are not what they were, and the id of one; null: none. */
  readonly changedInput: Changed | null;
  readonly changedExpected: Changed | null;
}

export interface Changed {
  readonly count: number;
  readonly first: string;
}

/** A table with itself. */
export function allOf({ ids }: CaseColumns): Alignment {
  const all = Uint32Array.from(ids, (_, index) => index);
  return {
    shared: ids.length,
    a: all,
    b: all,
    placeOfB: (index) => index,
    onlyA: 0,
    onlyB: 0,
    changedInput: null,
    changedExpected: null,
  };
}

export function alignCases(a: CaseColumns, b: CaseColumns): Alignment {
  const indexInA = indexOfIds(a, b);
  const pairs = new Int32Array(b.ids.length).fill(-1);
  const inA = new Uint32Array(b.ids.length);
  const inB = new Uint32Array(b.ids.length);
  let shared = 0;
  for (let index = 0; index < b.ids.length; index++) {
    const other = indexInA(index);
    if (other === undefined) continue;
    inA[shared] = other;
    inB[shared] = index;
    pairs[index] = shared++;
  }
  const alignment = { a: inA.subarray(0, shared), b: inB.subarray(0, shared) };
  return {
    shared,
    ...alignment,
    placeOfB: (index) => pairs[index]!,
    onlyA: a.ids.length - shared,
    onlyB: b.ids.length - shared,
    changedInput: changed(a.inputs, b.inputs, alignment, b.ids),
    changedExpected: changed(a.expected, b.expected, alignment, b.ids),
  };
}

/** From a case's index in b to that in a. The same cases in the same order, as of two runs of a suite, need no map. */
function indexOfIds(a: CaseColumns, b: CaseColumns): (index: number) => number | undefined {
  if (a.ids.length === b.ids.length && a.ids.every((id, index) => id === b.ids[index])) {
    return (index) => index;
  }
  const indices = new Map(a.ids.map((id, index) => [id, index]));
  return (index) => indices.get(b.ids[index]!);
}

function changed(
  a: Float64Array,
  b: Float64Array,
  pairs: Pick<Alignment, 'a' | 'b'>,
  ids: readonly string[],
): Changed | null {
  let count = 0;
  let first = '';
  pairs.b.forEach((index, pair) => {
    if (a[pairs.a[pair]!] === b[index]) return;
    if (count === 0) first = ids[index]!;
    count++;
  });
  return count === 0 ? null : { count, first };
}
