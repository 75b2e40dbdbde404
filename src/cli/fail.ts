import { isUserError } from '../model/errors.ts';
import { visible, visibleLine } from '../render/neutralise/visible.ts';

/** A person stopped the command, or it has waited as long as it was told: nothing is lost. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(message: string, exitCode = 130) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Says what went wrong and ends with its exit code: one line and one suggestion for what a person can fix,
 * the whole stack for a bug. The text may quote datasets and servers, so it is made visible first.
 */
export function fail(error: unknown): never {
  if (error instanceof Interrupted) {
    console.error(visible(error.message));
    process.exit(error.exitCode);
  }
  if (isUserError(error)) {
    console.error(visibleLine(`error: ${error.message}`));
    if (error.hint) console.error(visibleLine(`  ${error.hint}`));
    process.exit(error.exitCode);
  }
  if (isSystemError(error)) {
    const { syscall, path, dest, code } = error;
    const what = [syscall, path, dest && `to ${dest}`].filter(Boolean).join(' ');
    console.error(visibleLine(`error: cannot ${what}: ${REASONS[code] ?? code}`));
    process.exit(1);
  }
  console.error('This is a bug in Assay, or in code it called:');
  console.error(visible(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exit(1);
}

/** The file system said no: a full disk or a folder without permission is no bug. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
}

function isSystemError(error: unknown): error is SystemError {
  const { code, syscall, path } = Object(error) as Partial<SystemError>;
  return (
    error instanceof Error &&
    typeof code === 'string' &&
    typeof syscall === 'string' &&
    // Writing to an open file fails without a path.
    (path !== undefined || code in REASONS)
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already, and not a folder',
  EMFILE: 'too many files are open',
};
