import { ByteReader, joinBytes } from './bytes.ts';
import {
  decodeNumbers,
  type EncodedColumn,
  encodeBuckets,
  encodeExact,
  encodeWhole,
  type NumberLayout,
} from './number-column.ts';
import { fromPlanes, toPlanes, widthFor } from './planes.ts';
import { decodeStrings, encodeStrings } from './strings.ts';

/** What is known of each case under one variant, by the case's place. NaN: there is none, or it is not known. */
export interface VariantColumns {
  /** Samples of the case. */
  readonly samples: Float64Array;
  /** Of those with a verdict, how many passed. */
  readonly passed: Float64Array;
  /** Samples that pass or fail. */
  readonly decided: Float64Array;
  /** Samples without an answer. */
  readonly missing: Float64Array;
  /** Mean score of the samples that have one, by grader. */
  readonly scores: readonly Float64Array[];
  /** US dollars, of all samples. */
  readonly cost: Float64Array;
  /** Of all samples that were answered; what the cache wrote and read is in it. */
  readonly tokensIn: Float64Array;
  readonly tokensOut: Float64Array;
  /** Milliseconds, mean over the samples. Null: no case has any, as in batches. */
  readonly latency: Float64Array | null;
}

/** Numbers, ids and tags of all cases, in the order of the run. */
export interface CaseColumns {
  readonly ids: readonly string[];
  readonly tagNames: readonly string[];
  /** Case `i` has the tags `tags[tagStarts[i]]` up to `tags[tagStarts[i + 1] - 1]`, places in `tagNames`. */
  readonly tags: Uint32Array;
  /** One more than there are cases. */
  readonly tagStarts: Uint32Array;
  readonly variants: readonly VariantColumns[];
}

/** How the columns of a pack are written. */
export interface ColumnsLayout {
  readonly cases: number;
  readonly tagNames: number;
  /** Tags of all cases. */
  readonly tags: number;
  readonly graders: number;
  readonly latency: boolean;
  /** Costs, tokens and latencies are in 8-bit logarithmic steps, so off by a few percent. */
  readonly coarse: boolean;
  /** Variant by variant. */
  readonly numbers: readonly NumberLayout[];
}

export interface EncodeOptions {
  /** Costs, tokens and latencies in a byte each, and scores in thousandths but for those of `exactGrader`. */
  readonly coarse: boolean;
  /** The grader by whose scores changes are told; null: they are told by passes. */
  readonly exactGrader: number | null;
}

export function encodeColumns(
  columns: CaseColumns,
  options: EncodeOptions,
): { layout: ColumnsLayout; bytes: Uint8Array } {
  const { ids, tagNames, tags, tagStarts, variants } = columns;
  const numbers = variants.flatMap((variant) => encodeVariant(variant, options));
  const counts = Uint32Array.from(ids, (_, i) => tagStarts[i + 1]! - tagStarts[i]!);
  const bytes = joinBytes([
    encodeStrings(ids),
    encodeStrings(tagNames),
    toPlanes(counts, 4),
    toPlanes(tags, widthFor(tagNames.length)),
    ...numbers.map((column) => column.bytes),
  ]);
  const layout = {
    cases: ids.length,
    tagNames: tagNames.length,
    tags: tags.length,
    graders: variants[0]?.scores.length ?? 0,
    latency: variants.some(({ latency }) => latency !== null),
    coarse: options.coarse,
    numbers: numbers.map((column) => column.layout),
  };
  return { layout, bytes };
}

function encodeVariant(variant: VariantColumns, { coarse, exactGrader }: EncodeOptions): EncodedColumn[] {
  const measured = (column: Float64Array, units: readonly number[]) =>
    coarse ? encodeBuckets(column) : encodeWhole(column, units);
  const { samples, passed, decided, missing, scores, cost, tokensIn, tokensOut, latency } = variant;
  return [
    ...[samples, passed, decided, missing].map((column) => encodeWhole(column, [1])),
    ...scores.map((column, grader) =>
      coarse && grader !== exactGrader ? encodeWhole(column, [1e-3]) : encodeExact(column),
    ),
    measured(cost, [1e-9, 1e-6]),
    measured(tokensIn, [1]),
    measured(tokensOut, [1]),
    ...(latency ? [measured(latency, [1])] : []),
  ];
}

/** @throws RangeError when the bytes are fewer than the layout says. */
export function decodeColumns(bytes: Uint8Array, layout: ColumnsLayout): CaseColumns {
  const { cases, graders, latency } = layout;
  const reader = new ByteReader(bytes);
  const ids = decodeStrings(reader, cases);
  const tagNames = decodeStrings(reader, layout.tagNames);
  const counts = fromPlanes(reader.take(cases * 4), cases, 4);
  const width = widthFor(tagNames.length);
  const tags = fromPlanes(reader.take(layout.tags * width), layout.tags, width);
  const tagStarts = new Uint32Array(cases + 1);
  for (let i = 0; i < cases; i++) tagStarts[i + 1] = tagStarts[i]! + counts[i]!;
  const numbers = layout.numbers.map((each) => decodeNumbers(reader, cases, each));
  const perVariant = 4 + graders + 3 + Number(latency);
  const variants: VariantColumns[] = [];
  for (let at = 0; at < numbers.length; at += perVariant) {
    const own = numbers.slice(at, at + perVariant);
    variants.push({
      samples: own[0]!,
      passed: own[1]!,
      decided: own[2]!,
      missing: own[3]!,
      scores: own.slice(4, 4 + graders),
      cost: own[4 + graders]!,
      tokensIn: own[5 + graders]!,
      tokensOut: own[6 + graders]!,
      latency: own[7 + graders] ?? null,
    });
  }
  return { ids, tagNames, tags, tagStarts, variants };
}
