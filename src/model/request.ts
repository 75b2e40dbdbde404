import type Anthropic from '@anthropic-ai/sdk';

/** Parameters of one Messages request, as the SDK types them. */
export type Params = Anthropic.Messages.MessageCreateParamsNonStreaming;

/** What stands in for the params of a recorded answer: the question which row it is. */
export interface RecordedParams {
  readonly recorded: string;
  readonly case: string;
  /** The id of the case's content, for rows that do not say their case. */
  readonly content: string;
}

/** One line of a requests file: data. Nothing outside `api/` sends it. */
export interface BatchRequest {
  readonly custom_id: string;
  readonly params: Params;
}

/**
 * What a `custom_id` says. It is parsed, never looked up, so a result finds its trial without a manifest,
 * also when the run folder is lost.
 */
export interface RequestId {
  /** The run's key: 10 characters of `0-9a-z`. */
  readonly run: string;
  /** The trial's ordinal in the plan. */
  readonly trial: number;
  /** 0 is the trial's own conversation; a judge about it has a number of its own. */
  readonly thread: number;
  /** 0 is the opening request of the thread. */
  readonly turn: number;
  /** 0 is the first try; a rerun adds one. */
  readonly attempt: number;
  /** The first 12 hex digits of the SHA-256 of the request's params. */
  readonly hash: string;
}

const CUSTOM_ID = /^([0-9a-z]{10})-(\d{1,9})-(\d{1,3})-(\d{1,3})-(\d{1,3})-([0-9a-f]{12})$/;

/** `RUNKEY-TRIAL-THREAD-TURN-ATTEMPT-HASH`: within the API's `^[a-zA-Z0-9_-]{1,64}$`. */
export function formatRequestId(id: RequestId): string {
  return `${id.run}-${id.trial}-${id.thread}-${id.turn}-${id.attempt}-${id.hash}`;
}

/** The parts of a `custom_id`, or undefined when it is not one of ours. */
export function parseRequestId(customId: string): RequestId | undefined {
  const match = CUSTOM_ID.exec(customId);
  if (!match) return undefined;
  return {
    run: match[1]!,
    trial: Number(match[2]),
    thread: Number(match[3]),
    turn: Number(match[4]),
    attempt: Number(match[5]),
    hash: match[6]!,
  };
}
