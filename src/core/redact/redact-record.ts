import type { Exchange } from '../../model/case-view.ts';
import type { Score } from '../../model/grader.ts';
import type { Outcome, TrialRecord } from '../../model/record.ts';
import { REDACTED, type Redaction } from './redaction.ts';

/**
 * A record without what is redacted. Reasons quote parts of what they are about, whatever that is: they go with it.
 *
 * @param remove takes a case's redacted values out of a text that quotes them
 */
export function redactRecord(
  record: TrialRecord,
  redaction: Redaction,
  hiddenTags: ReadonlySet<string>,
  remove: (text: string) => string,
): TrialRecord {
  const { inputs, outputs, columns } = redaction;
  // An API's error may quote a part of the request.
  const message = inputs || columns.size > 0 ? REDACTED : null;
  return {
    ...record,
    tags: record.tags.filter((tag) => !hiddenTags.has(tag)),
    output: record.output === null ? null : outputs ? REDACTED : remove(record.output),
    outcome: redactOutcome(record.outcome, message),
    earlier: record.earlier.map((attempt) => ({
      ...attempt,
      outcome: redactOutcome(attempt.outcome, message),
    })),
    scores: Object.fromEntries(
      Object.entries(record.scores).map(([grader, score]) => [grader, redactScore(score, remove, redaction)]),
    ),
  };
}

/** The opening request holds the input, and what follows it both sides. */
export function redactExchange(exchange: Exchange, { inputs, outputs, columns }: Redaction): Exchange {
  const request = inputs || columns.size > 0 ? null : exchange.request;
  return { request, transcript: request === null || outputs ? null : exchange.transcript };
}

function redactOutcome(outcome: Outcome, message: string | null): Outcome {
  if (outcome.type !== 'errored' || message === null) return outcome;
  return { ...outcome, error: { ...outcome.error, message } };
}

function redactScore(
  score: Score,
  remove: (text: string) => string,
  { outputs, expected }: Redaction,
): Score {
  if (score.outcome === 'failed') return { ...score, reason: REDACTED };
  const { reason, label, human, ...rest } = score;
  return {
    ...rest,
    ...(reason !== undefined && { reason: REDACTED }),
    ...(label !== undefined && {
      label: {
        expected: label.expected === null ? null : expected ? REDACTED : remove(label.expected),
        predicted: label.predicted === null ? null : outputs || expected ? REDACTED : remove(label.predicted),
      },
    }),
    ...(human !== undefined && { human: { ...human, why: human.why === null ? null : REDACTED } }),
  };
}
