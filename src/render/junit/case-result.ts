import type { Case } from '../../model/case.ts';
import type { TrialRecord } from '../../model/record.ts';
import { caseText } from '../wording/case-text.ts';
import { clip } from '../wording/clip.ts';
import { count } from '../wording/numbers.ts';
import { standingOf } from '../wording/standing.ts';
import { tellingScores, trialReason } from '../wording/trial-reason.ts';

/** JUnit's words: a failure is an answer that is wrong, an error one that is not there; null: it passed. */
export type ResultKind = 'failure' | 'error' | 'skipped' | null;

/** How a case came out under one variant, over all its samples. */
export interface CaseResult {
  readonly kind: ResultKind;
  /** What a reader groups by: the graders that failed it, or the kind of the error. */
  readonly type: string;
  /** On one line. */
  readonly message: string;
  readonly details: string;
}

/** UTF-16 units of an input, an expectation and an answer each. */
const LONGEST = 1_200;

/** A sample that fails fails the case; short of that one without an answer is its error, one without a verdict no result. */
export function resultKind(records: readonly TrialRecord[]): ResultKind {
  const kinds = new Set(records.map((record) => standingOf(record).kind));
  if (kinds.has('fail')) return 'failure';
  if (kinds.has('error')) return 'error';
  return kinds.has('undecided') || kinds.has('scored') ? 'skipped' : null;
}

/** @param records Of one variant, at least one. */
export function caseResult(row: Case, records: readonly TrialRecord[]): CaseResult {
  const kind = resultKind(records);
  if (kind === null) return { kind, type: '', message: '', details: '' };
  const telling = records.filter((record) => resultKind([record]) === kind);
  const samples =
    records.length === 1 ? '' : `${count(telling.length)} of ${count(records.length)} samples: `;
  return {
    kind,
    type: typeOf(telling[0]!, kind),
    message: samples + trialReason(telling[0]!, String),
    details: [
      ...telling.map((record) => `${sampleOf(record, records)}${trialReason(record, String)}`),
      `\nInput\n${clip(caseText(row.input), LONGEST)}`,
      ...(row.expected === null ? [] : [`\nExpected\n${clip(caseText(row.expected), LONGEST)}`]),
      ...telling.flatMap((record) =>
        record.output === null
          ? []
          : [`\n${sampleOf(record, records)}Answer\n${clip(record.output, LONGEST)}`],
      ),
    ].join('\n'),
  };
}

function sampleOf({ repetition }: TrialRecord, { length }: readonly TrialRecord[]): string {
  return length === 1 ? '' : `Sample ${repetition + 1}: `;
}

function typeOf(record: TrialRecord, kind: ResultKind): string {
  const { outcome } = record;
  if (kind === 'error') return outcome.type === 'errored' ? outcome.error.type : outcome.type;
  if (kind === 'skipped') return standingOf(record).word;
  return tellingScores(record)
    .map(([grader]) => grader)
    .join(', ');
}
