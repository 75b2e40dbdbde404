import { type ComponentChildren, Fragment, h } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { visible } from '../../render/neutralise/visible.ts';
import { count } from '../../render/wording/numbers.ts';
import { pieces } from './pieces.ts';

/** UTF-16 units that are drawn at first, and with the first wish for more. A browser takes long over more. */
const HEAD = 100_000;
const MORE = 1_000_000;
/** UTF-16 units of a line: browsers take minutes over lines of millions. */
const LONGEST_LINE = 10_000;
/** Longer texts scroll in a box of their own, which a keyboard must be able to reach. */
const SCROLLS = 900;

interface Props {
  readonly value: string;
  readonly label: string;
  /** Texts that are looked for. */
  readonly needles: readonly string[];
  /** Blanks, tabs, line ends and their look-alikes are drawn. */
  readonly blanks: boolean;
}

/** A foreign text: always a text node, in its own direction, its invisible characters made visible. */
export function Text({ value, label, needles, blanks }: Props) {
  const [limit, setLimit] = useState(HEAD);
  const { shown, isBroken } = useMemo(() => {
    // Half a pair at the cut is not the text's.
    const whole = visible(value.slice(0, limit).replace(/[\ud800-\udbff]$/, ''));
    const broken = whole.replace(LONG_LINE, '$&\n');
    return { shown: broken, isBroken: broken.length !== whole.length };
  }, [value, limit]);
  if (value === '') return <p class="empty">empty</p>;
  const rest = value.length - limit;
  const scrolling =
    shown.length > SCROLLS ? { tabIndex: 0, role: 'region' as const, 'aria-label': label } : {};
  return (
    <>
      <pre {...scrolling}>{drawn(shown, needles, blanks)}</pre>
      {isBroken && <p class="note">Lines of more than {count(LONGEST_LINE)} characters are broken here.</p>}
      {rest > 0 && (
        <p class="note">
          {count(limit)} of {count(value.length)} characters.{' '}
          <button type="button" onClick={() => setLimit(limit < MORE ? MORE : value.length)}>
            Show {limit < MORE && rest > MORE - limit ? 'more' : 'all'}
          </button>
        </p>
      )}
    </>
  );
}

const LONG_LINE = new RegExp(`[^\\n]{${LONGEST_LINE}}(?=[^\\n])`, 'g');

function drawn(text: string, needles: readonly string[], blanks: boolean): ComponentChildren {
  if (needles.length === 0 && !blanks) return text;
  return pieces(text, needles, blanks).map(({ kind, text: piece, title }, i) => {
    if (kind === 'plain') return piece;
    if (kind === 'found') return <mark key={i}>{piece}</mark>;
    return (
      <span key={i} class={`blank ${kind}`} title={title}>
        {piece}
      </span>
    );
  });
}
