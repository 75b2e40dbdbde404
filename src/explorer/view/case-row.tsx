import { Fragment, h } from 'preact';
import type { VariantColumns } from '../../pack/columns.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import type { Run } from '../data/run.ts';
import type { Line } from '../hooks/use-lines.ts';
import type { Pair } from '../query/filter.ts';
import { KINDS, lookOf } from '../query/kinds.ts';
import { Mark } from './mark.tsx';

interface Props {
  readonly run: Run;
  readonly place: number;
  readonly pair: Pair;
  readonly kind: number;
  /** Of its input. */
  readonly line: Line;
}

const WORDS = { reading: '…', 'left out': 'text not in this file', damaged: 'damaged' };

/** A case in the list. */
export function CaseRow({ run, place, pair, kind, line }: Props) {
  const { ids, tags, tagStarts, tagNames, variants } = run.columns;
  const tag = tagStarts[place]! < tagStarts[place + 1]! ? tagNames[tags[tagStarts[place]!]!]! : '';
  const compared = pair.a !== pair.b;
  const look = lookOf(KINDS[kind]!, compared);
  const shares = compared
    ? `${shareOf(variants[pair.a]!, place)} → ${shareOf(variants[pair.b]!, place)}`
    : shareOf(variants[pair.b]!, place);
  return (
    <>
      <span class="row-head">
        <Mark {...look} word={look.word.toLowerCase()} />
        {run.index.repeat > 1 && <span class="shares">{shares}</span>}
        <bdi class="id">{visibleLine(ids[place]!)}</bdi>
        <bdi class="slice">{visibleLine(tag)}</bdi>
      </span>
      <bdi class={line.type === 'text' && line.text !== '' ? 'line' : 'line none'}>
        {line.type === 'text' ? visibleLine(line.text) || 'empty' : WORDS[line.type]}
      </bdi>
    </>
  );
}

/** `3/5`: of the samples with a verdict, how many passed. */
export function shareOf({ passed, decided }: VariantColumns, place: number): string {
  return decided[place]! > 0 ? `${passed[place]}/${decided[place]}` : '–';
}
