import { Fragment, h } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { CaseText } from '../../pack/case-text.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { caseText } from '../../render/wording/case-text.ts';
import { percent } from '../../render/wording/numbers.ts';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';
import type { Reading } from '../hooks/use-case-text.ts';
import { useWordDiff } from '../hooks/use-word-diff.ts';
import type { Pair } from '../query/filter.ts';
import { KINDS, lookOf } from '../query/kinds.ts';
import { Answer } from './answer.tsx';
import { Mark } from './mark.tsx';
import { Numbers } from './numbers.tsx';
import { OtherVariants } from './other-variants.tsx';
import { Text } from './text.tsx';
import type { Drawing } from './transcript.tsx';

interface Props {
  readonly run: Run;
  readonly texts: TextWorker;
  readonly place: number;
  readonly kind: number;
  readonly pair: Pair;
  readonly reading: Reading;
  readonly drawing: Drawing;
  readonly diff: boolean;
  readonly onDiff: (diff: boolean) => void;
  readonly onBlanks: () => void;
  readonly onTag: (tag: string) => void;
  readonly onVariant: (variant: number) => void;
}

/** A case with its answers: what was asked, what was wanted, what came. */
export function CaseDetail(props: Props) {
  const { run, place, kind, pair, reading, onTag } = props;
  const { ids, tags, tagStarts, tagNames } = run.columns;
  const look = lookOf(KINDS[kind]!, pair.a !== pair.b);
  return (
    <article class="detail-body" aria-labelledby="detail-id">
      <div class="detail-head">
        <h3 id="detail-id">
          <bdi>{visibleLine(ids[place]!)}</bdi>
        </h3>
        <Mark {...look} word={look.word.toLowerCase()} />
        {Array.from(tags.subarray(tagStarts[place], tagStarts[place + 1]), (tag) => (
          <button
            key={tag}
            type="button"
            class="tag"
            title="Show this slice"
            onClick={() => onTag(tagNames[tag]!)}
          >
            <bdi>{visibleLine(tagNames[tag]!)}</bdi>
          </button>
        ))}
      </div>
      {reading.type === 'there' ? (
        <Texts key={place} {...props} text={reading.text} />
      ) : reading.type === 'reading' ? (
        <p class="empty">reading …</p>
      ) : reading.type === 'damaged' ? (
        <p class="failure">
          <strong>The texts of this case cannot be read.</strong> {visibleLine(reading.message)}
        </p>
      ) : (
        <>
          <p class="left-out">
            This file holds the numbers of this case, not its texts.{' '}
            {run.index.sideFile !== null && (
              <>
                They are in <code>{visibleLine(run.index.sideFile)}</code>: drop it anywhere on this page.
              </>
            )}
          </p>
          <Numbers run={run} place={place} pair={pair} />
        </>
      )}
    </article>
  );
}

function Texts({
  run,
  texts,
  pair,
  text,
  drawing,
  diff,
  onDiff,
  onBlanks,
  onVariant,
}: Props & { readonly text: CaseText }) {
  const { a, b } = pair;
  const compared = a !== b;
  const [sampleA, chooseA] = useState(() => telling(text, a));
  const [sampleB, chooseB] = useState(() => telling(text, b));
  const [outputA, outputB] = [
    text.variants[a]?.trials[sampleA]?.output ?? null,
    text.variants[b]?.trials[sampleB]?.output ?? null,
  ];
  const words = useWordDiff(run && texts, outputA, outputB, diff && compared);
  const expected = useMemo(() => (text.expected === null ? null : caseText(text.expected)), [text]);
  const input = useMemo(() => caseText(text.input), [text]);
  const answer = (variant: number, side: 'a' | 'b') => (
    <Answer
      key={side}
      index={run.index}
      variant={variant}
      text={text.variants[variant]!}
      trial={side === 'a' ? sampleA : sampleB}
      onTrial={side === 'a' ? chooseA : chooseB}
      drawing={drawing}
      diff={Array.isArray(words?.parts) ? { parts: words.parts, side } : null}
    />
  );
  return (
    <>
      <div
        class={expected === null ? 'question' : expected.length > 200 ? 'question even' : 'question beside'}
      >
        <div>
          <h4>Input</h4>
          <Text value={input} label="Input" {...drawing} />
        </div>
        {expected !== null && (
          <div>
            <h4>Expected</h4>
            <Text value={expected} label="Expected" {...drawing} />
          </div>
        )}
      </div>
      <div class="modes">
        {compared && (
          <div class="segmented" role="group" aria-label="How the answers are shown">
            <button type="button" aria-pressed={!diff} onClick={() => onDiff(false)}>
              Side by side
            </button>
            <button type="button" aria-pressed={diff} onClick={() => onDiff(true)}>
              Word diff
            </button>
          </div>
        )}
        <label class="switch" title="Blanks, tabs, line ends and their look-alikes (i)">
          <input type="checkbox" role="switch" checked={drawing.blanks} onChange={onBlanks} />
          Invisible characters
        </label>
        {diff && words !== null && (
          <span class="soft" role="status">
            {words.parts === 'too long'
              ? 'No diff: the answers are too long'
              : `${words.parts === 'unlike' ? 'No diff: the' : 'The'} answers share ${percent(words.shared)} of their words`}
          </span>
        )}
        {diff && compared && (outputA === null || outputB === null) && (
          <span class="soft">No diff: there are not two answers</span>
        )}
      </div>
      {run.index.variants.length > 2 && (
        <OtherVariants run={run} text={text} pair={pair} onVariant={onVariant} />
      )}
      <div class={compared ? 'answers' : 'answers alone'}>
        {compared && answer(a, 'a')}
        {answer(b, 'b')}
      </div>
    </>
  );
}

/** The sample to read first: one that failed, else one with a verdict. */
function telling(text: CaseText, variant: number): number {
  const passes = text.variants[variant]?.trials.map(({ pass }) => pass) ?? [];
  return Math.max(
    0,
    passes.includes(false) ? passes.indexOf(false) : passes.findIndex((pass) => pass !== null),
  );
}
