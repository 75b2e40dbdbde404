import { useEffect, useState } from 'preact/hooks';

/** Copies the page's address as it is. */
export function useCopyLink(addressOf: () => string) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(addressOf()).then(
      () => setCopied(true),
      // The address of the page says the same.
      () => setCopied(false),
    );
  return { copied, copy };
}
