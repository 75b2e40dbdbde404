/**
 * Ids of a page's elements, in the order in which they stand after the finished summary. Data is text of `<script>`s of
 * types that no browser runs: the index is JSON, all else base64 of what `deflate-raw` made of it.
 */
export const PAGE = {
  /** Where the explorer is drawn; without scripts its first rows are in it. */
  explorer: 'explorer',
  index: 'pack-index',
  columns: 'pack-columns',
  /** The worker's source, as it is. */
  worker: 'pack-worker',
  /** Blocks of texts, each `text-0`, `text-1`, … in the order of the index. */
  block: (place: number) => `text-${place}`,
  /** The one Trusted Types policy: it admits the worker's `blob:` and nothing else. */
  policy: 'assay',
} as const;
