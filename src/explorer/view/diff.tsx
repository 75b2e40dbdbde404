import { h } from 'preact';
import { visible } from '../../render/neutralise/visible.ts';
import type { DiffPart } from '../worker/protocol.ts';

interface Props {
  readonly parts: readonly DiffPart[];
  readonly side: 'a' | 'b';
}

/** One of two texts, with what the other one does not have. */
export function Diff({ parts, side }: Props) {
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label={side === 'a' ? 'First answer, compared' : 'Second answer, compared'}
    >
      {parts.map(({ text, in: where }, i) => {
        if (where === 'both') return visible(text);
        if (where !== side) return null;
        return side === 'a' ? <del key={i}>{visible(text)}</del> : <ins key={i}>{visible(text)}</ins>;
      })}
    </pre>
  );
}
