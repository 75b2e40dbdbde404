import { h } from 'preact';
import type { Outcome } from '../../model/record.ts';
import type { TrialText, VariantText } from '../../pack/case-text.ts';
import type { PackIndex } from '../../pack/pack-index.ts';
import { wholeRequest } from '../../pack/shared-request.ts';
import { visible, visibleLine } from '../../render/neutralise/visible.ts';
import { count, counted, dollars, secondsNumber } from '../../render/wording/numbers.ts';
import { standingOf } from '../../render/wording/standing.ts';
import type { DiffPart } from '../worker/protocol.ts';
import { Diff } from './diff.tsx';
import { Fold } from './fold.tsx';
import { Mark } from './mark.tsx';
import { Scores } from './scores.tsx';
import { tallyOf } from './tally.ts';
import { Text } from './text.tsx';
import { type Drawing, json, Transcript, toolsCalled } from './transcript.tsx';

interface Props {
  readonly index: PackIndex;
  readonly variant: number;
  readonly text: VariantText;
  /** The repetition that is shown. */
  readonly trial: number;
  readonly onTrial: (trial: number) => void;
  readonly drawing: Drawing;
  /** The answer as one side of a diff; null: as it is. */
  readonly diff: { readonly parts: readonly DiffPart[]; readonly side: 'a' | 'b' } | null;
}

/** What one variant answered to a case: how it stands, why, and the answer. */
export function Answer({ index, variant, text, trial, onTrial, drawing, diff }: Props) {
  const { name, model, answeredBy } = index.variants[variant]!;
  const shown = text.trials[trial];
  return (
    <section class={`answer v${variant % 6}`} aria-label={visibleLine(name)}>
      <div>
        <h4>
          <span class="dot" aria-hidden="true" />
          <bdi class="name">{visibleLine(name)}</bdi>
          <Mark {...tallyOf(text.trials)} />
          {answeredBy.includes('simulator') && <span class="tag">simulated</span>}
          {model === null && <span class="tag">recorded</span>}
        </h4>
        {text.trials.length > 1 && <Samples trials={text.trials} chosen={trial} onChoose={onTrial} />}
        {shown && <Facts trial={shown} />}
        {shown && <Scores scores={shown.scores} />}
        {shown && <Failure outcome={shown.outcome} />}
      </div>
      <div class="output">
        {shown === undefined ? (
          <p class="empty">not planned</p>
        ) : shown.output === null ? (
          <p class="empty">no answer</p>
        ) : diff ? (
          <Diff {...diff} />
        ) : (
          <Text value={shown.output} label={`Answer of ${visibleLine(name)}`} {...drawing} />
        )}
      </div>
      <div>
        {shown && <Earlier trial={shown} />}
        {shown && <Transcript messages={shown.transcript} drawing={drawing} />}
        {text.request !== null && (
          <Fold
            title="Request"
            {...(shown?.model ? { note: `answered by ${visibleLine(shown.model)}` } : {})}
          >
            {() => (
              <Text
                value={json(wholeRequest(text.request!, index.variants[variant]!.request))}
                label="Request"
                {...drawing}
              />
            )}
          </Fold>
        )}
      </div>
    </section>
  );
}

interface SamplesProps {
  readonly trials: readonly TrialText[];
  readonly chosen: number;
  readonly onChoose: (trial: number) => void;
}

function Samples({ trials, chosen, onChoose }: SamplesProps) {
  return (
    <div class="samples" role="group" aria-label="Samples">
      {trials.map((trial, i) => {
        const { kind, glyph, word } = standingOf(trial);
        return (
          <button
            key={i}
            type="button"
            class={kind}
            aria-pressed={i === chosen}
            aria-label={`Sample ${trial.repetition + 1}: ${word}`}
            onClick={() => onChoose(i)}
          >
            {glyph} {trial.repetition + 1}
          </button>
        );
      })}
    </div>
  );
}

function Facts({ trial }: { readonly trial: TrialText }) {
  const { outcome, tokens, cost, answeredBy, latencyMs, reusedFrom, transcript } = trial;
  const facts = [];
  if (answeredBy !== 'recorded') facts.push(dollars(cost));
  if (tokens !== null)
    facts.push(
      `${count(tokens.input + tokens.cacheWrite + tokens.cacheRead)} → ${count(tokens.output)} tokens`,
    );
  if (tokens !== null && tokens.cacheRead > 0) facts.push(`${count(tokens.cacheRead)} from the cache`);
  if (latencyMs !== null) facts.push(`${secondsNumber(latencyMs)} s`);
  // An answer that ended by itself needs no word for it.
  if (outcome.type === 'succeeded' && outcome.stopReason !== null && outcome.stopReason !== 'end_turn')
    facts.push(outcome.stopReason);
  if (outcome.type === 'succeeded' && outcome.refusal !== undefined)
    facts.push(`refusal: ${outcome.refusal}`);
  const tools = toolsCalled(transcript);
  if (tools.length > 0) facts.push(`called ${tools.slice(0, 5).join(', ')}${tools.length > 5 ? ', …' : ''}`);
  if (reusedFrom !== null) facts.push(`reused from run ${reusedFrom}`);
  return <p class="facts">{visibleLine(facts.join(' · '))}</p>;
}

function Failure({ outcome }: { readonly outcome: Outcome }) {
  if (outcome.type !== 'errored') return null;
  return (
    <p class="failure">
      <strong>{visibleLine(outcome.error.type)}</strong> {visible(outcome.error.message)}
    </p>
  );
}

function Earlier({ trial }: { readonly trial: TrialText }) {
  if (trial.earlier.length === 0) return null;
  return (
    <Fold title="Attempts" note={`${counted(trial.earlier.length + 1, 'attempt')}, the last one is shown`}>
      {() => (
        <ol class="attempts">
          {trial.earlier.map(({ batch, outcome, cost }, i) => (
            <li key={i}>
              <Mark
                kind="error"
                glyph="!"
                word={outcome.type === 'errored' ? visibleLine(outcome.error.type) : outcome.type}
              />{' '}
              {outcome.type === 'errored' && visible(outcome.error.message)}{' '}
              <span class="soft">
                batch {batch} · {dollars(cost)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Fold>
  );
}
