import { Fragment, h } from 'preact';
import type { Score } from '../../model/grader.ts';
import { visible } from '../../render/neutralise/visible.ts';
import { percentNumber } from '../../render/wording/numbers.ts';
import { Fold } from './fold.tsx';
import { Mark } from './mark.tsx';

/** UTF-16 units of a reason; the rest of a longer one can be unfolded. */
const REASON = 600;

/** What the graders found, with their reasons: why an answer failed comes before the answer. */
export function Scores({ scores }: { readonly scores: Readonly<Record<string, Score>> }) {
  const entries = Object.entries(scores);
  if (entries.length === 0) return null;
  return (
    <ul class="scores">
      {entries.map(([name, score]) => (
        <li key={name}>
          <bdi class="grader">{visible(name)}</bdi>
          {score.role === 'advisory' && ' (advisory)'} <Verdict score={score} />{' '}
          {score.reason !== undefined && score.reason !== '' && <Reason text={score.reason} />}
          {score.outcome === 'scored' && score.human !== undefined && (
            <span class="soft"> by {visible(score.human.by ?? 'a person')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ score }: { readonly score: Score }) {
  if (score.outcome === 'failed') return <Mark kind="undecided" glyph="?" word="not scored" />;
  const value = `${percentNumber(score.score)} %`;
  if (score.pass === null) return <span class="value">{value}</span>;
  return (
    <>
      <Mark
        kind={score.pass ? 'pass' : 'fail'}
        glyph={score.pass ? '✓' : '✗'}
        word={score.pass ? 'pass' : 'fail'}
      />
      {score.score !== 0 && score.score !== 1 && <span class="value"> {value}</span>}
    </>
  );
}

function Reason({ text }: { readonly text: string }) {
  const shown = visible(text);
  if (shown.length <= REASON) return <span class="reason">{shown}</span>;
  return (
    <>
      <span class="reason">{shown.slice(0, REASON)}…</span>
      <Fold title="All of it">{() => <p class="reason">{shown}</p>}</Fold>
    </>
  );
}
