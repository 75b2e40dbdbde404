import { isUserError } from '../model/errors.ts';
import { visible } from '../render/neutralise/visible.ts';

/** A person stopped the command: nothing is lost. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Says what went wrong and ends with its exit code: one line and one suggestion for what a person can fix,
 * the whole stack for a bug. The text may quote datasets and servers, so it is made visible first.
 */
export function fail(error: unknown): never {
  if (error instanceof Interrupted) {
    console.error(visible(error.message));
    process.exit(130);
  }
  if (isUserError(error)) {
    console.error(visible(`error: ${error.message}`));
    if (error.hint) console.error(visible(`  ${error.hint}`));
    process.exit(error.exitCode);
  }
  console.error('This is a bug in Assay, or in code it called:');
  console.error(visible(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exit(1);
}
