import { useCallback, useRef, useState } from 'preact/hooks';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';

/** Lines that are kept: some screens full. */
const KEPT = 2000;

/** The first line of each case's input, as far as it is known; and what asks for those of some cases. */
export function useLines(run: Run, texts: TextWorker, available: number) {
  const lines = useRef(new Map<number, string | null>());
  const [, draw] = useState(0);
  const load = useCallback(
    (places: readonly number[]) => {
      const wanted = places.filter(
        (place) => !lines.current.has(place) && run.positionOf[place]! < available,
      );
      if (wanted.length === 0) return;
      if (lines.current.size > KEPT) lines.current.clear();
      // Asked once: until it comes, there is nothing to show.
      for (const place of wanted) lines.current.set(place, '');
      texts
        .lines(wanted.map((place) => run.positionOf[place]!))
        .then((found) => {
          wanted.forEach((place, i) => lines.current.set(place, found[i]!));
          draw((count) => count + 1);
        })
        .catch(() => {});
    },
    [run, texts, available],
  );
  return { lineOf: (place: number) => lines.current.get(place), load };
}
