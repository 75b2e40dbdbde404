import type { ResultLine } from './result.ts';

/** What is done about an attempt that brought no answer. */
export interface ResultPolicy {
  /** Sent again by itself, within the run's bound. Everything else is sent again only when a person asks. */
  readonly retried: boolean;
  /** For people: what it means, and what helps. */
  readonly meaning: string;
}

/** By `error.type`, or the kind of result where there is no error. None of these is billed. */
const POLICIES: Readonly<Record<string, ResultPolicy>> = {
  overloaded_error: { retried: true, meaning: 'the API was overloaded' },
  api_error: { retried: true, meaning: 'the API failed inside' },
  timeout_error: { retried: true, meaning: 'the answer took the API too long' },
  rate_limit_error: { retried: true, meaning: 'too much was asked at once' },
  expired: { retried: true, meaning: 'not processed within 24 hours' },
  missing: { retried: true, meaning: 'the batch ended and its results do not mention it' },
  canceled: { retried: false, meaning: 'canceled before it was processed' },
  invalid_request_error: {
    retried: false,
    meaning: 'the API refuses the request as it is: change the prompt or a parameter',
  },
  request_too_large: { retried: false, meaning: 'the request is too large: shorten the input' },
  authentication_error: { retried: false, meaning: 'the key was not accepted: check it, then rerun' },
  permission_error: { retried: false, meaning: 'the key may not use this: check its rights, then rerun' },
  billing_error: { retried: false, meaning: 'the account cannot pay: mend that, then rerun' },
  not_found_error: { retried: false, meaning: 'the API has no such model or file' },
  connection_error: {
    retried: false,
    meaning: 'the connection broke before the answer came, which may be billed: rerun asks again',
  },
};

const UNKNOWN: ResultPolicy = { retried: false, meaning: 'not known here: rerun asks again' };

/** @param kind `error.type`, `expired`, `canceled` or `missing`. */
export function policyOf(kind: string): ResultPolicy {
  return Object.hasOwn(POLICIES, kind) ? POLICIES[kind]! : UNKNOWN;
}

/** Whether what a result line says may pass by itself. An answer, whatever it says, never is. */
export function isTransient({ result }: ResultLine): boolean {
  if (result.type === 'succeeded') return false;
  // The error is nested twice: result.error is the response's body, its `error` says what happened.
  return policyOf(result.type === 'errored' ? (result.error?.error?.type ?? '') : result.type).retried;
}
