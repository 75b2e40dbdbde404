import { useEffect, useState } from 'preact/hooks';
import type { TextWorker } from '../data/text-worker.ts';
import type { WordDiff } from '../worker/protocol.ts';

/** Two answers word by word; null: not asked for, not known yet, or there are no two answers. */
export function useWordDiff(
  texts: TextWorker,
  a: string | null,
  b: string | null,
  wanted: boolean,
): WordDiff | null {
  const [state, setState] = useState<{ a: string; b: string; diff: WordDiff } | null>(null);
  useEffect(() => {
    if (!wanted || a === null || b === null) return;
    let isCurrent = true;
    texts.diff(a, b).then(
      (diff) => {
        if (isCurrent) setState({ a, b, diff });
      },
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [texts, a, b, wanted]);
  return wanted && state !== null && state.a === a && state.b === b ? state.diff : null;
}
