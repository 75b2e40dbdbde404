import type { TerminalOptions } from '../render/terminal.ts';

/** How the report may look here: 80 columns and no colour where nobody looks. */
export function terminalOptions(): TerminalOptions {
  const { stdout, env } = process;
  return {
    columns: stdout.isTTY ? Math.max(60, stdout.columns) : 80,
    color: env.FORCE_COLOR
      ? env.FORCE_COLOR !== '0'
      : stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
    ascii: env.TERM === 'dumb',
  };
}
