import { Fragment, h, type RefObject } from 'preact';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { count } from '../../render/wording/numbers.ts';
import type { Run } from '../data/run.ts';
import type { useCases } from '../hooks/use-cases.ts';
import { KINDS, lookOf, type Show } from '../query/kinds.ts';
import type { Link } from '../query/link.ts';
import { SORTS } from '../query/sort.ts';
import { QueryBox } from './query-box.tsx';
import { Select } from './select.tsx';

interface Props {
  readonly run: Run;
  readonly link: Link;
  readonly cases: ReturnType<typeof useCases>;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onChange: (changes: Partial<Link>) => void;
  readonly onHelp: () => void;
}

/** Everything that decides which cases are in the list, and in which order. */
export function FilterBar({ run, link, cases, box, onChange, onHelp }: Props) {
  const { index, columns } = run;
  const { pair, show, filtered, problems } = cases;
  const compared = pair.a !== pair.b;
  const chips: readonly Show[] = [...KINDS, ...(index.repeat > 1 ? (['unstable'] as const) : []), 'all'];
  const graders = index.graders.map(({ name }) => name);
  const judged = index.judging.grader === null ? 'Pass or fail' : graders[index.judging.grader]!;
  const variants = index.variants.map(({ name }, i) => ({ value: String(i), word: visibleLine(name), name }));
  const nameOf = (value: string) => variants[Number(value)]!.name;
  return (
    <div class="filters">
      <div class="chips" role="group" aria-label="What changed">
        {chips
          .filter((chip) => compared || (chip !== 'broken' && chip !== 'fixed'))
          .map((chip) => {
            const { kind, glyph, word } = lookOf(chip, compared);
            return (
              <button
                key={chip}
                type="button"
                class={`chip ${kind}`}
                aria-pressed={chip === show}
                data-empty={filtered.byShow[chip] === 0 ? '' : undefined}
                onClick={() => onChange({ show: chip, case: null })}
              >
                {glyph !== '' && <span aria-hidden="true">{glyph} </span>}
                {word} <strong>{count(filtered.byShow[chip])}</strong>
              </button>
            );
          })}
      </div>
      <div class="choices">
        <QueryBox
          box={box}
          value={link.query}
          vocabulary={{ tags: columns.tagNames, graders }}
          problems={problems}
          onChange={(query) => onChange({ query })}
          onHelp={onHelp}
        />
        {columns.tagNames.length > 0 && (
          <Select
            label="Slice"
            value={link.tag ?? ''}
            options={[
              { value: '', word: `all (${count(filtered.anyTag)})` },
              ...columns.tagNames.map((tag, i) => ({
                value: tag,
                word: `${visibleLine(tag)} (${count(filtered.byTag[i]!)})`,
              })),
            ]}
            onChange={(tag) => onChange({ tag: tag || null, case: null })}
          />
        )}
        {graders.length > 1 && (
          <Select
            label="Changes in"
            value={link.grader ?? ''}
            options={[
              { value: '', word: visibleLine(judged) },
              ...graders
                .filter((_, i) => i !== index.judging.grader)
                .map((name) => ({ value: name, word: visibleLine(name) })),
            ]}
            onChange={(grader) => onChange({ grader: grader || null })}
          />
        )}
        {variants.length > 2 && (
          <>
            <Select
              label="From"
              value={String(pair.a)}
              options={variants}
              onChange={(value) => onChange({ a: nameOf(value) })}
            />
            <Select
              label="To"
              value={String(pair.b)}
              options={variants}
              onChange={(value) => onChange({ b: nameOf(value) })}
            />
          </>
        )}
        <Select
          label="Order"
          value={link.sort ?? ''}
          options={[
            { value: '', word: 'as in the run' },
            ...SORTS.map(({ name, word, alone }) => ({ value: name, word: compared ? word : alone })),
          ]}
          onChange={(sort) => onChange({ sort: sort || null })}
        />
      </div>
    </div>
  );
}
