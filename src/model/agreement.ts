/** A coefficient of agreement, in [-1, 1], with its 95 % interval. */
export interface Coefficient {
  /** Null: undefined, because humans and judge know one and the same class only. */
  readonly value: number | null;
  /** Null: not enough data. */
  readonly low: number | null;
  readonly high: number | null;
  /** How the interval was made: from the large-sample standard error, or by BCa bootstrap over cases. */
  readonly method: 'large-sample' | 'bca' | 'wilson' | null;
}

/** A judge against humans, a row and a column for each of them: trials. */
export interface Confusion {
  readonly bothPass: number;
  /** The judge says fail where the human says pass. */
  readonly humanOnly: number;
  /** The judge says pass where the human says fail. */
  readonly judgeOnly: number;
  readonly bothFail: number;
}

/** A judge's mean score as people would give it, with its 95 % interval; in [0, 1]. */
export interface Correction {
  /** `ppi++`: from labels of the run's own answers; `rogan-gladen`: from a calibration on others. */
  readonly method: 'ppi++' | 'rogan-gladen';
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Cases that people labelled; of a calibration its labels. */
  readonly labels: number;
}

/** The same of a difference, in [-1, 1]: cases labelled for both. */
export type CorrectedDifference = Omit<Correction, 'method'>;

/** People who labelled the same answers. */
export interface RaterAgreement {
  /** The graders that hold their labels. */
  readonly raters: readonly string[];
  /** Answers that two of them or more labelled. */
  readonly answers: number;
  /** Krippendorff's, its interval by BCa bootstrap over cases; without one for very many cases. */
  readonly alpha: Coefficient;
}
