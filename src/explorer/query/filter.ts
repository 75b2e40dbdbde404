import { isUnstable } from '../../pack/changes.ts';
import type { CaseColumns, VariantColumns } from '../../pack/columns.ts';
import { KINDS, type Show } from './kinds.ts';
import type { Condition, NumberName, Operator, Side, State } from './parse-query.ts';

/** Places of the two variants that are compared; the same one twice where there is only one. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

export interface Filter {
  readonly pair: Pair;
  /** How each case changed between them: places in `KINDS`. */
  readonly kinds: Uint8Array;
  readonly conditions: readonly Condition[];
  /** A place among the tags; null: any. */
  readonly tag: number | null;
  /** By case, 1 where its texts hold what is looked for; null: nothing is. */
  readonly hits: Uint8Array | null;
  readonly show: Show;
}

/** What the filter lets through, and how many would be there with another choice of kind or of tag. */
export interface Filtered {
  /** Places of cases, in the order of the run. */
  readonly places: Uint32Array;
  readonly byShow: Readonly<Record<Show, number>>;
  readonly byTag: Uint32Array;
  /** Whatever the tag. */
  readonly anyTag: number;
}

export function filterCases(columns: CaseColumns, filter: Filter): Filtered {
  const { ids, tags, tagStarts, tagNames, variants } = columns;
  const { kinds, hits, tag, show, pair } = filter;
  const holds = filter.conditions.map((condition) => test(columns, pair, condition));
  const shown = [variants[pair.a]!, variants[pair.b]!];
  const byKind = new Uint32Array(KINDS.length);
  const byTag = new Uint32Array(tagNames.length);
  const places = new Uint32Array(ids.length);
  const kind = (KINDS as readonly string[]).indexOf(show);
  let [found, anyTag, unstable] = [0, 0, 0];
  cases: for (let i = 0; i < ids.length; i++) {
    if (hits !== null && hits[i] === 0) continue;
    for (const hold of holds) if (!hold(i)) continue cases;
    const isShaky = shown.some((variant) => isUnstable(variant, i));
    const inShow = kind >= 0 ? kinds[i] === kind : show === 'all' || isShaky;
    let tagged = tag === null;
    for (let at = tagStarts[i]!; at < tagStarts[i + 1]!; at++) {
      if (tags[at] === tag) tagged = true;
      if (inShow) byTag[tags[at]!]!++;
    }
    if (inShow) anyTag++;
    if (!tagged) continue;
    byKind[kinds[i]!]!++;
    if (isShaky) unstable++;
    if (inShow) places[found++] = i;
  }
  const counts = Object.fromEntries(KINDS.map((one, i) => [one, byKind[i]!])) as Record<Show, number>;
  const all = byKind.reduce((sum, count) => sum + count, 0);
  return { places: places.slice(0, found), byShow: { ...counts, unstable, all }, byTag, anyTag };
}

type Test = (place: number) => boolean;

function test(columns: CaseColumns, pair: Pair, condition: Condition): Test {
  const holds = testOf(columns, pair, condition);
  return condition.not ? (i) => !holds(i) : holds;
}

function testOf(columns: CaseColumns, pair: Pair, condition: Condition): Test {
  const { ids, tags, tagStarts } = columns;
  switch (condition.type) {
    case 'tag':
      return (i) => tags.subarray(tagStarts[i], tagStarts[i + 1]).includes(condition.tag);
    case 'id':
      return (i) => ids[i]!.toLowerCase().includes(condition.part);
    case 'state':
      return some(columns, pair, condition.side, (variant) => stateTest(variant, condition.state));
    case 'number':
      return some(columns, pair, condition.side, (variant) => {
        const number = numberOf(variant, condition.name);
        return (i) => compare(number(i), condition.operator, condition.value);
      });
    case 'grader':
      return some(columns, pair, condition.side, ({ scores }) => {
        const column = scores[condition.grader]!;
        return (i) => compare(column[i]!, condition.operator, condition.value);
      });
  }
}

function some(
  { variants }: CaseColumns,
  { a, b }: Pair,
  side: Side,
  of: (variant: VariantColumns) => Test,
): Test {
  const [first, second] = [of(variants[a]!), of(variants[b]!)];
  if (side === 'either') return (i) => first(i) || second(i);
  return side === 'a' ? first : second;
}

function stateTest(variant: VariantColumns, state: State): Test {
  const { passed, decided, samples, missing } = variant;
  switch (state) {
    case 'pass':
      return (i) => decided[i]! > 0 && passed[i] === decided[i];
    case 'fail':
      return (i) => decided[i]! > 0 && passed[i]! < decided[i]!;
    case 'unstable':
      return (i) => isUnstable(variant, i);
    case 'error':
      return (i) => !(samples[i]! > 0) || missing[i]! > 0;
  }
}

/** Of an answer; the mean where there are several samples. NaN: not known. */
export function numberOf(variant: VariantColumns, name: NumberName): (place: number) => number {
  const { samples, passed, decided, cost, tokensIn, tokensOut, latency } = variant;
  switch (name) {
    case 'cost':
      return (i) => cost[i]! / samples[i]!;
    case 'in':
      return (i) => tokensIn[i]! / samples[i]!;
    case 'out':
      return (i) => tokensOut[i]! / samples[i]!;
    case 'tokens':
      return (i) => (tokensIn[i]! + tokensOut[i]!) / samples[i]!;
    case 'time':
      return (i) => (latency === null ? Number.NaN : latency[i]! / 1000);
    case 'score':
      return (i) => passed[i]! / decided[i]!;
  }
}

/** What is not known is neither more nor less than anything. */
function compare(value: number, operator: Operator, than: number): boolean {
  switch (operator) {
    case '<':
      return value < than;
    case '<=':
      return value <= than;
    case '>':
      return value > than;
    case '>=':
      return value >= than;
    case '=':
      return value === than;
  }
}
