import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly note?: string;
  /** Drawn only when it is asked for: it may be long. */
  readonly children: () => ComponentChildren;
}

/** What most readers leave folded. */
export function Fold({ title, note, children }: Props) {
  const [isOpen, open] = useState(false);
  return (
    <details class="fold" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>
        {title} <span class="soft">{note}</span>
      </summary>
      {isOpen && children()}
    </details>
  );
}
