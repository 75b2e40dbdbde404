import type { Signal } from '../model/cascade.ts';
import type { Case } from '../model/case.ts';
import type { Dollars, TrialRecord } from '../model/record.ts';
import { ClusterBuilder } from './clusters.ts';
import { NumberColumn } from './number-column.ts';
import { addDollars } from './record.ts';
import { metricOf } from './score-table.ts';
import { type ClusterColumn, selectClusters } from './stats/cluster-robust.ts';
import { meanScore } from './stats/scores.ts';

/** A cheap answer beside the strong one that would take its place. Costs in US dollars; NaN: not known. */
export interface RoutedAnswer {
  /** More is surer. */
  readonly signal: number;
  /** Scores in [0, 1]. */
  readonly cheap: number;
  readonly strong: number;
  /** With what its signal takes. */
  readonly cheapCost: number;
  readonly strongCost: number;
}

/** The same as columns: the answers of a case beside each other, cases in their order. */
export interface RoutedAnswers extends Readonly<Record<keyof RoutedAnswer, Float64Array>> {
  /** The case of each answer, numbered from 0 without gaps. */
  readonly cases: Float64Array;
  /** Of the cases. */
  readonly clusters: ClusterColumn;
  /** Cases left out: no answer of theirs has both scores and a signal. */
  readonly dropped: number;
}

export interface RoutingOptions {
  readonly signal: Signal;
  readonly metric: string;
  /** The signal's grader is a judge: what its trials' judges were asked is a part of the cheap answer's cost. */
  readonly judged: boolean;
}

/** Takes the records of two variants case by case and keeps a few numbers of each. */
export class RoutedAnswersBuilder {
  readonly #options: RoutingOptions;
  readonly #clusters = new ClusterBuilder();
  readonly #kept = new NumberColumn();
  readonly #cases = new NumberColumn();
  readonly #columns = {
    signal: new NumberColumn(),
    cheap: new NumberColumn(),
    strong: new NumberColumn(),
    cheapCost: new NumberColumn(),
    strongCost: new NumberColumn(),
  } satisfies Record<keyof RoutedAnswer, NumberColumn>;
  #all = 0;
  #used = 0;

  constructor(options: RoutingOptions) {
    this.#options = options;
  }

  /** @param cheap The case's records, by repetition; `strong` likewise. */
  addCase(
    row: Pick<Case, 'input' | 'cluster'>,
    cheap: readonly TrialRecord[],
    strong: readonly TrialRecord[],
  ) {
    this.#clusters.add(row);
    const place = this.#all++;
    const answers = routedAnswers(cheap, strong, this.#options);
    if (answers.length === 0) return;
    this.#kept.add(place);
    for (const answer of answers) {
      this.#cases.add(this.#used);
      for (const [name, column] of Object.entries(this.#columns))
        column.add(answer[name as keyof RoutedAnswer]);
    }
    this.#used++;
  }

  finish(): RoutedAnswers {
    const { signal, cheap, strong, cheapCost, strongCost } = this.#columns;
    return {
      cases: this.#cases.finish(),
      signal: signal.finish(),
      cheap: cheap.finish(),
      strong: strong.finish(),
      cheapCost: cheapCost.finish(),
      strongCost: strongCost.finish(),
      clusters: selectClusters(this.#clusters.finish().of, Uint32Array.from(this.#kept.finish())),
      dropped: this.#all - this.#used,
    };
  }
}

/** What is routed of a case: each repetition by itself, or, where repetitions make the signal, all of them at once. */
function routedAnswers(
  cheap: readonly TrialRecord[],
  strong: readonly TrialRecord[],
  { signal: by, metric, judged }: RoutingOptions,
): readonly RoutedAnswer[] {
  if (by.type === 'agreement') return agreed(cheap, strong, metric);
  return cheap.flatMap((own, repetition) => {
    const other = strong[repetition]!;
    const [signal, score, instead] = [signalOf(own, by), metricOf(own, metric), metricOf(other, metric)];
    if (signal === null || score === null || instead === null) return [];
    return [
      {
        signal,
        cheap: score,
        strong: instead,
        cheapCost: number(judged ? addDollars([own.cost, own.judging]) : own.cost),
        strongCost: number(other.cost),
      },
    ];
  });
}

function signalOf(
  record: TrialRecord,
  signal: Exclude<Signal, { readonly type: 'agreement' }>,
): number | null {
  if (signal.type === 'score') {
    const score = record.scores[signal.grader];
    return score?.outcome === 'scored' ? score.score : null;
  }
  if (record.outcome.type !== 'succeeded' || record.tokens === null) return null;
  return signal.sure === 'long' ? record.tokens.output : -record.tokens.output;
}

/** The most frequent answer, the earliest of equally frequent ones, at the price of all repeats. */
function agreed(
  cheap: readonly TrialRecord[],
  strong: readonly TrialRecord[],
  metric: string,
): readonly RoutedAnswer[] {
  const answers = cheap.filter(({ outcome }) => outcome.type === 'succeeded');
  const byAnswer = new Map<string, TrialRecord[]>();
  for (const record of answers) {
    const answer = answerOf(record);
    byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), record]);
  }
  // One answer agrees with nothing.
  if (answers.length < 2) return [];
  const largest = [...byAnswer.values()].reduce((best, group) => (group.length > best.length ? group : best));
  const own = meanScore(largest.map((record) => metricOf(record, metric)));
  const scored = strong.filter((record) => metricOf(record, metric) !== null);
  const other = meanScore(scored.map((record) => metricOf(record, metric)));
  if (own === null || other === null) return [];
  return [
    {
      signal: largest.length / answers.length,
      cheap: own.mean,
      strong: other.mean,
      cheapCost: number(addDollars(cheap.map(({ cost }) => cost))),
      strongCost: number(addDollars(scored.map(({ cost }) => cost))) / scored.length,
    },
  ];
}

/** The label that the first grader of labels read, or else the text, without the blanks around it. */
function answerOf({ scores, output }: TrialRecord): string {
  const labels = Object.values(scores).flatMap((score) =>
    score.outcome === 'scored' && score.label ? [score.label.predicted] : [],
  );
  const [label = null] = labels;
  return JSON.stringify(label === null ? { text: (output ?? '').trim() } : { label });
}

function number(amount: Dollars): number {
  return amount ?? Number.NaN;
}
