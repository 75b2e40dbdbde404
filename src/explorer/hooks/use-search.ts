import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';

export interface Search {
  /** By case: 1 where all texts that are looked for were found. */
  readonly hits: Uint8Array;
  readonly searched: number;
  readonly total: number;
  readonly done: boolean;
  /** What was looked for, and where. */
  readonly of: unknown;
}

/** Milliseconds without a key, after which a search begins. */
const PAUSE = 120;
/** Milliseconds between two states of a search that are shown. */
const FRAME = 100;

/** What was found so far of texts to look for; null: nothing is looked for. */
export function useSearch(
  run: Run,
  texts: TextWorker,
  needles: readonly string[],
  source: unknown,
): { readonly search: Search | null; readonly isSearching: boolean } {
  const [search, setSearch] = useState<Search | null>(null);
  // Another source is another search for the same texts.
  const of = useMemo(() => ({}), [needles.join('\0'), source]);
  useEffect(() => {
    if (needles.length === 0) {
      setSearch(null);
      return;
    }
    const hits = new Uint8Array(run.order.length);
    let [shown, timer] = [0, 0];
    const start = setTimeout(() => {
      texts.search(needles, ({ positions, searched, total, done }) => {
        for (const position of positions) hits[run.order[position]!] = 1;
        clearTimeout(timer);
        const show = () => {
          shown = performance.now();
          setSearch({ hits: hits.slice(), searched, total, done, of });
        };
        const wait = shown + FRAME - performance.now();
        if (done || wait <= 0) show();
        else timer = window.setTimeout(show, wait);
      });
    }, PAUSE);
    return () => {
      clearTimeout(start);
      clearTimeout(timer);
      texts.stopSearch();
    };
  }, [of]);
  // What was found before stays until there is something new to show.
  return {
    search: needles.length === 0 ? null : search,
    isSearching: needles.length > 0 && !(search?.of === of && search.done),
  };
}
