import { createInterface } from 'node:readline/promises';
import { UserError } from '../model/errors.ts';
import { count, dollars } from '../render/wording/numbers.ts';
import type { Planned } from '../run/options.ts';

/** Asks on the terminal whether a run may be sent. @throws UserError where nobody can be asked. */
export async function confirm({ cost, threshold, requests }: Planned): Promise<boolean> {
  const what =
    cost === null
      ? `${count(requests)} requests, and what they cost is not known`
      : `${count(requests)} requests may cost up to ${dollars(cost)}`;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UserError(
      `${what}${cost === null ? '' : `: more than ${dollars(threshold)}`}`,
      'add --yes to send them, or set confirmAbove in the suite; nothing was sent',
      4,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${what}. Send them? [y/N] `)).trim());
  } catch {
    // Ctrl-C, or the end of the input, is no.
    return false;
  } finally {
    terminal.close();
  }
}
