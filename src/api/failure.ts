/**
 * A call that failed, in terms of what the engine may do next.
 *
 * `refused`: certainly nothing was created or changed (a 4xx). `transient`: the same call may work later;
 * a create among these may have created a batch nevertheless. `permanent`: it will not work.
 */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; null: no response came. */
  readonly status: number | null;
  /** `error.type` of the body, or the kind of connection failure. */
  readonly type: string;
  /** Seconds the server asks to wait; null: it does not say. */
  readonly retryAfter: number | null;
  readonly requestId: string | null;

  constructor(
    message: string,
    facts: { status: number | null; type: string; retryAfter?: number | null; requestId?: string | null },
  ) {
    super(message);
    this.status = facts.status;
    this.type = facts.type;
    this.retryAfter = facts.retryAfter ?? null;
    this.requestId = facts.requestId ?? null;
  }

  /** The server read the request and declined it: nothing was created. */
  get refused(): boolean {
    return (
      this.status !== null &&
      this.status >= 400 &&
      this.status < 500 &&
      this.status !== 408 &&
      this.status !== 409
    );
  }

  /** Worth another try after a while. A 429 without `retry-after` is a spend cap: it lasts for weeks. */
  get transient(): boolean {
    if (this.status === 429) return this.retryAfter !== null;
    return this.status === null || this.status === 408 || this.status === 409 || this.status >= 500;
  }
}
