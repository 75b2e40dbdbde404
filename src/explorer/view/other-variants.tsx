import { h } from 'preact';
import type { CaseText } from '../../pack/case-text.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import type { Run } from '../data/run.ts';
import type { Pair } from '../query/filter.ts';
import { Mark } from './mark.tsx';
import { tallyOf } from './tally.ts';

interface Props {
  readonly run: Run;
  readonly text: CaseText;
  readonly pair: Pair;
  readonly onVariant: (variant: number) => void;
}

/** How the other variants did, each a way to it. */
export function OtherVariants({ run, text, pair, onVariant }: Props) {
  const { variants } = run.index;
  return (
    <div class="others" role="group" aria-label={`Compared with ${visibleLine(variants[pair.a]!.name)}`}>
      {variants.map(({ name }, i) => {
        if (i === pair.a) return null;
        const { kind, glyph, word } = tallyOf(text.variants[i]!.trials);
        return (
          <button
            key={name}
            type="button"
            class={`v${i % 6}`}
            aria-pressed={i === pair.b}
            onClick={() => onVariant(i)}
          >
            <span class="dot" aria-hidden="true" />
            <bdi>{visibleLine(name)}</bdi> <Mark kind={kind} glyph={glyph} word={word} />
          </button>
        );
      })}
    </div>
  );
}
