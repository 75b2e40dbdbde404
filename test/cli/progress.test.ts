import { describe, expect, it } from 'vitest';
import { showProgress, workLine } from '../../src/cli/progress.ts';
import { initialState } from '../../src/core/state.ts';

/** A stream that keeps what is written, and a screen that shows it as a terminal would. */
function terminal(columns = 40, isTTY = true) {
  const lines: string[] = [''];
  let row = 0;
  const writes: string[] = [];
  const write = (text: string) => {
    writes.push(text);
    for (const [part] of text.matchAll(/\u001b\[(\d*)([AKJ])|\n|[^\u001b\n]+/g)) {
      const [, count, command] = /^\u001b\[(\d*)([AKJ])$/.exec(part) ?? [];
      if (command === 'A') row -= Number(count);
      else if (command === 'K') lines[row] = '';
      else if (command === 'J') lines.splice(row, Infinity, '');
      else if (part === '\n') lines[++row] ??= '';
      else lines[row] += part;
    }
    return true;
  };
  return { stream: { write, isTTY, columns }, writes, screen: () => lines.filter((line) => line !== '') };
}

function clock() {
  let ms = 1000;
  const pass = (by: number) => {
    ms += by;
  };
  return { now: () => ms, pass };
}

const state = (variants: string[]) =>
  initialState(
    {
      variants: variants.map((name) => ({ name, model: 'm', converses: false })),
      baseline: variants[0]!,
      instalments: null,
      retries: 0,
      repeat: 1,
      trials: variants.length,
    },
    null,
  );

describe('on a terminal', () => {
  it('work stands below the variants, and leaves nothing behind', () => {
    const { stream, screen } = terminal();
    const { now, pass } = clock();
    const progress = showProgress(stream, now);
    progress.work(workLine({ doing: 'planning', cases: 500, of: null }));
    expect(screen()).toEqual([' planning: 500 cases …']);
    progress.update(state(['one', 'two']));
    pass(1000);
    progress.work(workLine({ doing: 'grading', cases: 4000, of: 60_000 }));
    expect(screen()).toEqual([
      expect.stringContaining('one'),
      expect.stringContaining('two'),
      ' grading: 4,000 of 60,000 cases …',
    ]);
    progress.stop();
    expect(screen()).toEqual([expect.stringContaining('one'), expect.stringContaining('two')]);
  });

  it('is drawn at most ten times a second, each time in one piece', () => {
    const { stream, writes } = terminal();
    const { now, pass } = clock();
    const progress = showProgress(stream, now);
    for (let cases = 500; cases <= 50_000; cases += 500) {
      progress.work(workLine({ doing: 'planning', cases, of: null }));
      pass(10);
    }
    expect(writes).toHaveLength(10);
    progress.stop();
  });

  it('makes room for what others write, and for words about trouble', () => {
    const { stream, screen } = terminal();
    const progress = showProgress(stream, clock().now);
    progress.work('planning');
    progress.clear();
    stream.write('Run 1\n');
    progress.update(state(['one']));
    progress.say('the API is busy');
    progress.stop();
    expect(screen()).toEqual(['Run 1', ' ! the API is busy', expect.stringContaining('one')]);
  });

  it('keeps each line on one row, however wide its characters are', () => {
    const { stream, screen } = terminal(20);
    const progress = showProgress(stream, clock().now);
    progress.update(state(['漢字'.repeat(20), '\u001b[2J']));
    progress.stop();
    expect(screen()[0]).toBe(` ${'漢字'.repeat(4)}…`);
    expect(screen()[1]).toContain('␛[2J');
  });

  it('writes nothing after the end', () => {
    const { stream, writes } = terminal();
    const progress = showProgress(stream, clock().now);
    progress.update(state(['one']));
    progress.stop();
    const before = writes.length;
    progress.work('late');
    progress.stop();
    expect(writes).toHaveLength(before);
  });
});

describe('in a log', () => {
  it('work has a line after five silent seconds, and no cursor is moved', () => {
    const { stream, writes } = terminal(80, false);
    const { now, pass } = clock();
    const progress = showProgress(stream, now);
    for (let second = 1; second <= 11; second++) {
      pass(1000);
      progress.work(workLine({ doing: 'grading', cases: second * 1000, of: 11_000 }));
    }
    progress.stop();
    expect(writes).toEqual([' grading: 5,000 of 11,000 cases\n', ' grading: 10,000 of 11,000 cases\n']);
  });
});
