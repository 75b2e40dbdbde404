import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const KEYS = [
  ['j, k', 'next and previous case'],
  ['/', 'search'],
  ['d', 'side by side, or word diff'],
  ['i', 'show invisible characters'],
  ['c', 'copy a link to the case'],
  ['Esc', 'clear the search; back to the list'],
  ['?', 'this help'],
] as const;

const FILTERS = [
  ['refund "two words"', 'cases whose texts hold all of these'],
  ['tag:billing', 'cases of a slice'],
  ['a:fail b:pass', 'state under the first and the second variant: pass, fail, error, unstable'],
  ['is:unstable', 'the same of either'],
  ['cost>0.01 tokens>4k', 'of either answer; also in, out, time (seconds), score'],
  ['b.time>2.5', 'of the second one only'],
  ['grader:exact-match<0.5', 'by what a grader gave'],
  ['id:case-2', 'by a part of the id'],
  ['-tag:billing', 'not these'],
] as const;

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly keys: boolean;
  readonly onKeys: (enabled: boolean) => void;
}

/** What can be typed, and which keys do something. */
export function Help({ isOpen, onClose, keys, onKeys }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current!.showModal();
    else dialog.current!.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="help-text" aria-labelledby="help-heading" onClose={onClose}>
      <div class="help-head">
        <h3 id="help-heading">Filters and keys</h3>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <dl>
        {FILTERS.map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <dl>
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={keys}
          onChange={({ currentTarget }) => onKeys(currentTarget.checked)}
        />
        Single keys do something
      </label>
    </dialog>
  );
}
