import { Fragment, h, type RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { completions } from '../query/complete.ts';
import type { Problem, Vocabulary } from '../query/parse-query.ts';

interface Props {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly vocabulary: Vocabulary;
  readonly problems: readonly Problem[];
  readonly onChange: (value: string) => void;
  readonly onHelp: () => void;
}

/** Where a query is typed, with what a word may become, and with what is wrong with it. */
export function QueryBox({ box, value, vocabulary, problems, onChange, onHelp }: Props) {
  const [caret, setCaret] = useState<number | null>(null);
  const [picked, setPicked] = useState(-1);
  const { from, to, words } =
    caret === null ? { from: 0, to: 0, words: [] } : completions(value, caret, vocabulary);
  const isOpen = words.length > 0;

  const take = (word: string) => {
    const end = /[:<>]$/.test(word) ? '' : ' ';
    const rest = value.slice(to).trimStart();
    onChange(`${value.slice(0, from)}${word}${end}${rest}`);
    const at = from + word.length + end.length;
    setPicked(-1);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(at, at);
      setCaret(at);
    });
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (isOpen) setCaret(null);
      else if (value !== '') onChange('');
      else box.current?.blur();
    } else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setPicked((picked + step + words.length + (picked < 0 && step < 0 ? 1 : 0)) % words.length);
    } else if (isOpen && picked >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(words[picked]!.word);
    } else if (event.key === 'Enter') setCaret(null);
  };

  return (
    <div class="query">
      <label for="query">Search and filter</label>
      <div class="query-line">
        <input
          ref={box}
          type="text"
          value={value}
          placeholder="Search texts, or tag:… cost>… b:fail"
          id="query"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls="completions"
          aria-autocomplete="list"
          aria-activedescendant={isOpen && picked >= 0 ? `completion-${picked}` : undefined}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            onChange(currentTarget.value);
            setCaret(currentTarget.selectionStart);
            setPicked(-1);
          }}
          onBlur={() => setCaret(null)}
          onKeyDown={keyDown}
        />
        <button
          type="button"
          class="help"
          aria-label="Help: filters and keys"
          title="Filters and keys (?)"
          onClick={onHelp}
        >
          ?
        </button>
      </div>
      <ul id="completions" role="listbox" aria-label="Completions" hidden={!isOpen}>
        {words.map(({ word, meaning }, i) => (
          <li
            key={word}
            id={`completion-${i}`}
            role="option"
            aria-selected={i === picked}
            // Not the click, before which the box would lose the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              take(word);
            }}
          >
            <code>{word}</code> <span class="soft">{meaning}</span>
          </li>
        ))}
      </ul>
      {caret === null || !isOpen
        ? problems.map(({ message, mended }) => (
            <p key={message} class="problem" role="status">
              <span aria-hidden="true">!</span> {message}.{' '}
              {mended !== null && (
                <>
                  Did you mean{' '}
                  <button type="button" class="link" onClick={() => onChange(mended)}>
                    {mended}
                  </button>
                  ?
                </>
              )}
            </p>
          ))
        : null}
    </div>
  );
}
