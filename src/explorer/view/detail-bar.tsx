import { h } from 'preact';
import { count } from '../../render/wording/numbers.ts';

interface Props {
  /** Place in the list; -1: the case is not in it. */
  readonly at: number;
  readonly listed: number;
  readonly copied: boolean;
  readonly onGo: (at: number) => void;
  readonly onBack: () => void;
  readonly onCopy: () => void;
}

/** Where one is in the list, and the ways on. */
export function DetailBar({ at, listed, copied, onGo, onBack, onCopy }: Props) {
  return (
    <div class="detail-bar">
      <button type="button" class="back" onClick={onBack}>
        ← Cases
      </button>
      <span class="soft where">{at < 0 ? 'not in the list' : `${count(at + 1)} of ${count(listed)}`}</span>
      <button
        type="button"
        disabled={at <= 0}
        title="Previous case (k)"
        aria-label="Previous case"
        onClick={() => onGo(at - 1)}
      >
        ↑ <span class="word">Previous</span>
      </button>
      <button
        type="button"
        disabled={at >= listed - 1}
        title="Next case (j)"
        aria-label="Next case"
        onClick={() => onGo(at + 1)}
      >
        ↓ <span class="word">Next</span>
      </button>
      <button type="button" title="Copy a link to this case (c)" onClick={onCopy}>
        {copied ? '✓ Copied' : 'Copy link'}
      </button>
    </div>
  );
}
