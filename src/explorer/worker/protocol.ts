import type { CaseText } from '../../pack/case-text.ts';

/**
 * What the page and its worker say to each other. Positions are places in the order of the texts; `id` names a
 * request, and its answers carry it.
 */
export type ToWorker =
  /** Cases of each block of the page, before the blocks themselves. */
  | { readonly type: 'blocks'; readonly cases: readonly number[] }
  /** The next block, compressed. */
  | { readonly type: 'block'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** No more blocks come: where some are missing, the page was cut. */
  | { readonly type: 'end' }
  /** All texts stand in a file, from its start: they take the place of the page's. */
  | {
      readonly type: 'file';
      readonly file: Blob;
      readonly cases: readonly number[];
      readonly bytes: readonly number[];
    }
  | { readonly type: 'read'; readonly id: number; readonly position: number }
  | { readonly type: 'lines'; readonly id: number; readonly positions: readonly number[] }
  /** Ends the search before it. */
  | { readonly type: 'search'; readonly id: number; readonly needles: readonly string[] }
  | { readonly type: 'stop' }
  | { readonly type: 'diff'; readonly id: number; readonly a: string; readonly b: string };

export type FromWorker =
  | { readonly type: 'read'; readonly id: number; readonly text: CaseText }
  /** By position; null: the texts of the case are damaged. */
  | { readonly type: 'lines'; readonly id: number; readonly lines: readonly (string | null)[] }
  /** Positions of cases, as they are found; `searched` of `total` cases are done. */
  | {
      readonly type: 'hits';
      readonly id: number;
      readonly positions: readonly number[];
      readonly searched: number;
      readonly total: number;
      readonly done: boolean;
    }
  | { readonly type: 'diff'; readonly id: number; readonly diff: WordDiff }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

export interface WordDiff {
  /** Of all words of both, the share that both have. */
  readonly shared: number;
  /** Why not: they share too little for a comparison to say anything, or it took too long. */
  readonly parts: readonly DiffPart[] | 'unlike' | 'too long';
}

export interface DiffPart {
  readonly text: string;
  readonly in: 'a' | 'b' | 'both';
}
