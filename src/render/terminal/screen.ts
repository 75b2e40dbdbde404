import { toAscii } from './ascii.ts';
import { type Column, table } from './table.ts';
import type { Tone } from './tone.ts';
import { wrap } from './wrap.ts';

export interface TerminalOptions {
  /** Width of the terminal; no line is wider. */
  readonly columns: number;
  readonly color: boolean;
  /** For terminals without Unicode: nothing but ASCII is printed. */
  readonly ascii?: boolean;
}

const SGR = { good: '32', bad: '31', warning: '1;33', strong: '1', faint: '2' } satisfies Record<
  Tone,
  string
>;

/** Collects lines that fit the terminal. Everything printed passes here, so width and colour are decided here. */
export interface Screen {
  blank(): void;
  /** A paragraph, wrapped; continued lines are indented by `hang`. */
  say(text: string, tone?: Tone, hang?: number): void;
  table(columns: readonly Column[], rows: number): void;
  text(): string;
}

export function screen({ columns, color, ascii = false }: TerminalOptions): Screen {
  const lines: string[] = [];
  const plain = ascii ? toAscii : (text: string) => text;
  const paint = (text: string, tone: Tone | undefined) =>
    color && tone !== undefined && text !== '' ? `\u001b[${SGR[tone]}m${text}\u001b[0m` : text;
  return {
    blank: () => void lines.push(''),
    say(text, tone, hang = 0) {
      for (const line of wrap(plain(text), columns, hang)) lines.push(paint(line, tone));
    },
    table: (cells, rows) =>
      void lines.push(...table(cells, rows, { columns, rule: plain('─'), plain, paint })),
    text: () => `${lines.join('\n')}\n`,
  };
}
