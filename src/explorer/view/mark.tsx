import { h } from 'preact';

/** How something turned out, by sign, word and colour, as the rest of the page marks it. */
export function Mark({
  kind,
  glyph,
  word,
}: {
  readonly kind: string;
  readonly glyph: string;
  readonly word: string;
}) {
  return (
    <span class={`mark ${kind}`}>
      <span aria-hidden="true">{glyph}</span> {word}
    </span>
  );
}
