import { visible, visibleLine } from '../neutralise/visible.ts';

/** The three kinds of annotations. */
export type Level = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly level: Level;
  readonly title: string;
  /** Below the project's folder; null: it is about no file. */
  readonly file: string | null;
  readonly message: string;
}

/** A workflow command of GitHub Actions, on a line of its own whatever its texts hold. */
export function command({ level, title, file, message }: Annotation): string {
  const properties = [`title=${property(title)}`, ...(file === null ? [] : [`file=${property(file)}`])];
  return `::${level} ${properties.join(',')}::${data(visible(message))}\n`;
}

/** The runner undoes this before it shows the text. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visibleLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
