import { cascadeOf } from '../core/cascade.ts';
import { GoldWatch } from '../core/gold-watch.ts';
import { RoutedAnswersBuilder } from '../core/route-answers.ts';
import { ACCURACY } from '../core/score-table.ts';
import type { Cascade, CascadeNote, Signal } from '../model/cascade.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { type AnyGrader, isJudge } from '../model/judge.ts';
import type { GraderSummary } from '../model/summary.ts';
import { casesWithRecords } from './case-records.ts';
import type { RunFolder } from './run-folder.ts';

export interface CascadeOptions {
  readonly cheap: string;
  readonly strong: string;
  readonly signal: Signal;
  /** The most that may be lost to the strong variant alone, as a share; default 0.02. */
  readonly margin?: number;
  /** Descending; default: quantiles of the signal. */
  readonly thresholds?: readonly number[];
  /** Of the run's suite: they tell whether the signal reads the expected value. Left out: not at hand. */
  readonly graders?: readonly AnyGrader[];
}

const MARGIN = 0.02;

/**
 * What a cascade of two variants of a finished run would have scored and cost: nothing is sent, and no key needed.
 *
 * @throws UserError when the run has no such variant or signal, or when the signal is what no router would know.
 */
export function cascadeRun(folder: RunFolder, options: CascadeOptions): Cascade {
  const { manifest, summary } = folder;
  const { cheap, strong, signal, margin = MARGIN, thresholds, graders } = options;
  checkNumbers(margin, thresholds);
  checkVariants(folder, cheap, strong);
  const metric = summary.comparisons[0]!.metric;
  const notes = signal.type === 'score' ? checkGrader(folder, signal.grader, metric, options) : [];
  if (signal.type === 'agreement' && summary.repeat < 2) {
    throw new UserError(
      `run ${manifest.id} asked each case once: there is nothing to agree`,
      'assay run --repeat 5 asks five times',
    );
  }
  const judges = judgesOf(summary.variants[0]!.graders);
  const judged = signal.type === 'score' && judges.includes(signal.grader);
  const builder = new RoutedAnswersBuilder({ signal, metric, judged });
  const watch = signal.type === 'score' ? new GoldWatch(signal.grader, graders) : null;
  for (const { case: row, records } of casesWithRecords(folder)) {
    const of = (name: string) => records.filter(({ variant }) => variant === name);
    const own = of(cheap);
    watch?.look(row, own);
    builder.addCase(row, own, of(strong));
  }
  if (watch) notes.push(...watch.finish());
  const answers = builder.finish();
  if (answers.cases.length === 0) {
    throw new UserError(
      `no answer of "${cheap}" has ${SIGNALS[signal.type]} and a score beside one of "${strong}"`,
      `assay show ${manifest.id} says what is scored`,
    );
  }
  return {
    format: 'assay-cascade/1',
    suite: manifest.suite,
    run: manifest.id,
    simulated: summary.simulated,
    metric,
    variants: { cheap, strong },
    signal,
    margin,
    dropped: answers.dropped,
    notes: judged && judges.length > 1 ? [...notes, { type: 'several judges', judges }] : notes,
    ...cascadeOf(answers, margin, thresholds),
  };
}

const SIGNALS = {
  score: 'a score by that grader',
  agreement: 'two repeats that could agree',
  'output tokens': 'a count of output tokens',
} satisfies Record<Signal['type'], string>;

function checkNumbers(margin: number, thresholds: readonly number[] | undefined): void {
  if (!(margin > 0 && margin < 1)) {
    throw new UserError(
      `--margin ${margin}: it must be a share above 0 and below 1`,
      '0.02 are 2 points of accuracy',
    );
  }
  if (thresholds === undefined) return;
  const isDescending = thresholds.every(
    (one, i) => Number.isFinite(one) && (i === 0 || one < thresholds[i - 1]!),
  );
  if (thresholds.length === 0 || !isDescending) {
    throw new UserError(
      `--thresholds ${thresholds.join(',')}: they must be numbers that descend`,
      'the safest first, which escalates the most: 0.9,0.7,0.5',
    );
  }
}

function checkVariants({ manifest }: RunFolder, cheap: string, strong: string): void {
  const names = manifest.variants.map(({ name }) => name);
  if (names.length < 2) {
    throw new UserError(
      `run ${manifest.id} has one variant: a cascade goes from one to another`,
      'assay run with two of them',
    );
  }
  for (const [option, name] of Object.entries({ cheap, strong })) {
    if (names.includes(name)) continue;
    throw new UserError(`--${option}: run ${manifest.id} has no variant "${name}"`, didYouMean(name, names));
  }
  if (cheap === strong) {
    throw new UserError(`"${cheap}" cannot be escalated to itself`, 'give --cheap and --strong two variants');
  }
}

/** @throws UserError where the grader is not there, or is itself what is measured. */
function checkGrader(
  { manifest, summary }: RunFolder,
  name: string,
  metric: string,
  { cheap, graders }: CascadeOptions,
): CascadeNote[] {
  const own = summary.variants.find((variant) => variant.name === cheap)!.graders;
  const grader = own.find((one) => one.name === name);
  if (name === metric || (name === ACCURACY && !grader)) {
    throw new UserError(
      `${name} is what is measured: no router knows it`,
      'take the score of a grader that needs no gold answer',
    );
  }
  if (!grader) {
    throw new UserError(
      `run ${manifest.id} has no grader "${name}"`,
      didYouMean(
        name,
        own.map((one) => one.name),
      ),
    );
  }
  const gates = own.filter(({ role }) => role === 'gate');
  if (metric === ACCURACY && gates.length === 1 && gates[0] === grader) {
    throw new UserError(
      `${name} alone decides the accuracy: no router knows that`,
      'take the score of a grader that needs no gold answer',
    );
  }
  const known = graders?.find((one) => one.name === name);
  if (known && isJudge(known) && known.against === 'baseline') {
    throw new UserError(
      `${name} compares with the baseline's answer: no router has that`,
      'take the score of a grader that looks at one answer',
    );
  }
  return grader.role === 'gate' ? [{ type: 'deciding grader', grader: name }] : [];
}

function judgesOf(graders: readonly GraderSummary[]): string[] {
  return graders.filter(({ calibration }) => calibration !== null).map(({ name }) => name);
}
