/**
 * Something a person can fix: one line that says what and where, one that says what to do. The CLI prints
 * both and exits with `exitCode` (2 unless told otherwise); everything else that is thrown is a bug and
 * shows its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(message: string, hint?: string, exitCode = 2) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** By name: a suite's module may hold a copy of the class of its own. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
