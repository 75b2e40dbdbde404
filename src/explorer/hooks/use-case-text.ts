import { useEffect, useState } from 'preact/hooks';
import type { CaseText } from '../../pack/case-text.ts';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';

/** The texts of a case, or why there are none. */
export type Reading =
  | { readonly type: 'reading' }
  | { readonly type: 'there'; readonly text: CaseText }
  | { readonly type: 'left out' }
  | { readonly type: 'damaged'; readonly message: string };

/**
 * @param place of the case; -1: none is chosen.
 * @param available cases whose texts can be read: the first ones of the order.
 * @param source changes when the texts come from elsewhere.
 */
export function useCaseText(
  run: Run,
  texts: TextWorker,
  place: number,
  available: number,
  source: unknown,
): Reading {
  const [state, setState] = useState<{ of: number; reading: Reading }>({
    of: -1,
    reading: { type: 'reading' },
  });
  useEffect(() => {
    if (place < 0) return;
    const position = run.positionOf[place]!;
    if (position >= available) {
      setState({ of: place, reading: { type: 'left out' } });
      return;
    }
    let wanted = true;
    const show = (reading: Reading) => {
      if (wanted) setState({ of: place, reading });
    };
    texts.read(position).then(
      (text) => show({ type: 'there', text }),
      (error: Error) => show({ type: 'damaged', message: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [place, available, source]);
  return state.of === place ? state.reading : { type: 'reading' };
}
