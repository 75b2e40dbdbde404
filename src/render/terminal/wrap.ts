import { displayWidth, splitAt } from './display-width.ts';

/**
 * A paragraph in lines of at most so many columns: the first keeps its leading blanks, the others are indented
 * by `hang`. Words longer than a line are cut; a number keeps its `%`.
 */
export function wrap(text: string, columns: number, hang = 0): readonly string[] {
  const lines: string[] = [];
  const indent = ' '.repeat(hang);
  let line = /^ */.exec(text)![0];
  let room = columns - line.length;
  let started = false;
  for (const word of text.trim().split(/ +(?!%)/)) {
    let rest = started ? ` ${word}` : word;
    if (displayWidth(rest) > room && started) {
      lines.push(line);
      line = indent;
      room = columns - hang;
      rest = word;
    }
    while (displayWidth(rest) > room) {
      const [head, tail] = splitAt(rest, room);
      lines.push(line + head);
      line = indent;
      room = columns - hang;
      rest = tail;
    }
    line += rest;
    started = true;
    room -= displayWidth(rest);
  }
  lines.push(line);
  return lines;
}
