import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Link, NO_LINK, readLink, writeLink } from '../query/link.ts';

/** Browsers refuse addresses that change with each key. Milliseconds. */
const SETTLED = 150;

/**
 * What the page's address says is shown, and how to change it. A link elsewhere on the page that says so too takes
 * the reader to the explorer.
 */
export function useLink(onArrive: () => void): readonly [Link, (changes: Partial<Link>) => void] {
  const [link, setLink] = useState(() => readLink(location.hash) ?? NO_LINK);
  const timer = useRef(0);

  useEffect(() => {
    const arrive = () => {
      const asked = readLink(location.hash);
      if (asked === null) return;
      clearTimeout(timer.current);
      setLink(asked);
      onArrive();
    };
    if (readLink(location.hash) !== null) onArrive();
    addEventListener('hashchange', arrive);
    return () => removeEventListener('hashchange', arrive);
  }, []);

  const change = useCallback((changes: Partial<Link>) => {
    setLink((before) => {
      const after = { ...before, ...changes };
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        // A place of the page that was asked for before stays until something is chosen.
        history.replaceState(null, '', writeLink(after) || location.pathname + location.search);
      }, SETTLED);
      return after;
    });
  }, []);
  return [link, change];
}
