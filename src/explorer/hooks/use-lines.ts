import { useCallback, useRef, useState } from 'preact/hooks';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';

/** Lines that are kept: some screens full. */
const KEPT = 2000;

/** The start of an input, or why there is none. */
export type Line =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reading' | 'left out' | 'damaged' };

/** The first line of each case's input, as far as it is known; and what asks for those of some cases. */
export function useLines(run: Run, texts: TextWorker, available: number) {
  const lines = useRef(new Map<number, Line>());
  const [, draw] = useState(0);
  const load = useCallback(
    (places: readonly number[]) => {
      const wanted = places.filter(
        (place) => !lines.current.has(place) && run.positionOf[place]! < available,
      );
      if (wanted.length === 0) return;
      if (lines.current.size > KEPT) lines.current.clear();
      // Asked once: until it comes, there is nothing to show.
      for (const place of wanted) lines.current.set(place, { type: 'reading' });
      texts
        .lines(wanted.map((place) => run.positionOf[place]!))
        .then((found) => {
          wanted.forEach((place, i) => {
            const text = found[i]!;
            lines.current.set(place, text === null ? { type: 'damaged' } : { type: 'text', text });
          });
          draw((count) => count + 1);
        })
        .catch(() => {});
    },
    [run, texts, available],
  );
  const none: Line = { type: 'left out' };
  return { lineOf: (place: number) => lines.current.get(place) ?? none, load };
}
