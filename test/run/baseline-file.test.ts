import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScoreTable } from '../../src/core/score-table.ts';
import { readBaseline } from '../../src/run/baseline-file.ts';
import { temporaryFolder } from './workbench.ts';

const FILE = 'evals/sums.baseline.json';
const line = (id: string, scores = '{"haiku":{"accuracy":1,"exactMatch":1}}') =>
  `{"id":"${id}","input":"00000000000a1","expected":"0000000000000","scores":${scores}}`;
const HEADER = {
  format: 'assay-baseline/1',
  suite: 'sums',
  run: '20261120-090000-abcdef',
  createdAt: '2026-11-20T09:00:00.000Z',
  blessed: '2026-11-21',
  commit: null,
  simulated: false,
  dataset: { name: 'inline', hash: 'f00d', cases: 2 },
  repeat: 1,
  pricesDate: '2026-11-01',
  graders: [{ name: 'exactMatch', version: 'f00d', role: 'gate' }],
  variants: [{ name: 'haiku', model: 'claude-haiku-5-5', answeredModels: [] }],
};
const text = (lines = [`${line('a')},`, line('b')], header: object = HEADER) =>
  `${JSON.stringify(header, null, 2).slice(0, -2)},\n  "cases": [\n${lines.map((one) => `    ${one}\n`).join('')}  ]\n}\n`;
/** The line on which the first case stands. */
const FIRST =
  text()
    .split('\n')
    .findIndex((one) => one.includes('"id"')) + 1;

function read(content: string, suite = 'sums'): ScoreTable {
  const path = join(temporaryFolder(), 'a.json');
  writeFileSync(path, content);
  return readBaseline(path, FILE, suite);
}

describe("reading a baseline's file", () => {
  it('reads what is laid out as it is written, with any line breaks', () => {
    for (const content of [text(), text().replaceAll('\n', '\r\n'), text().trimEnd()]) {
      const { cases, origin, variants } = read(content);
      expect(cases.ids).toEqual(['a', 'b']);
      expect(origin).toMatchObject({ file: FILE, run: HEADER.run, simulated: false });
      expect([...variants[0]!.metrics.get('exactMatch')!.means]).toEqual([1, 1]);
    }
    expect(read(text([], { ...HEADER, dataset: { ...HEADER.dataset, cases: 0 } })).cases.ids).toEqual([]);
  });

  const conflict = [`${line('a')},`, '<<<<<<< HEAD', line('b'), '=======', line('b', '{}'), '>>>>>>> branch'];
  it.each<[string, string, string, string?]>([
    [
      'is not JSON',
      text([`${line('a')},`, '{"id":"b" oops}']),
      `${FILE}:${FIRST + 1}:15: not JSON: unexpected "o"`,
    ],
    [
      'is cut short',
      text().slice(0, text().indexOf('"id":"b"') + 5),
      `${FILE}:${FIRST + 1}:11: not JSON: the text ends too early`,
    ],
    ['lacks a comma', text([line('a'), line('b')]), `${FILE}:${FIRST + 1}:5: not JSON: unexpected "{"`],
    [
      'has one too many',
      text([`${line('a')},`, `${line('b')},`]),
      `${FILE}:${FIRST + 2}:3: not JSON: unexpected "]"`,
    ],
    ['is empty', '', `${FILE}:1:1: not JSON: the text ends too early`],
    [
      'was merged with a conflict',
      text(conflict),
      `${FILE}:${FIRST + 1}: a merge's conflict is unsettled`,
      'bless again, or take one side',
    ],
    [
      'was laid out by a formatter',
      JSON.stringify(JSON.parse(text()), null, 2),
      `${FILE}:${FIRST}: not laid out as assay bless does it: a line a case`,
      'bless again, and keep formatters away from it',
    ],
    [
      'is of a later format',
      text([], { ...HEADER, format: 'assay-baseline/2' }),
      `${FILE} was written by a newer assay (assay-baseline/2)`,
      'update assay, or bless a run again',
    ],
    [
      'is something else',
      '{\n  "a": 1,\n  "cases": [\n  ]\n}\n',
      `${FILE} is no baseline: its format is not assay-baseline/1`,
    ],
    [
      "is another suite's",
      text([], { ...HEADER, suite: 'others' }),
      `${FILE} is the baseline of suite "others", not of "sums"`,
    ],
    [
      'lacks a key of the header',
      text([], { ...HEADER, repeat: undefined }),
      `${FILE}, repeat: it is missing`,
    ],
    [
      'has a key of the header too many',
      text([], { ...HEADER, blesed: '2026-11-21' }),
      `${FILE}: unknown key "blesed"`,
      'did you mean "blessed"?',
    ],
    [
      'has a case that is wrong',
      text([`${line('a')},`, line('b', '{"haiku":{"accuracy":2}}')]),
      `${FILE}:${FIRST + 1}: a score of "accuracy" must be a number from 0 to 1, not 2`,
      'restore it from git, or bless a run again',
    ],
    ['lacks a case', text([line('a')]), `${FILE}: there is 1 case, and its header says 2`],
  ])('says in one line that it %s', (_, content, message, hint) => {
    try {
      read(content);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: 'UserError', message, ...(hint !== undefined && { hint }) });
    }
  });

  it('names the command that makes one where there is none', () => {
    expect(() => readBaseline(join(temporaryFolder(), 'none.json'), FILE)).toThrow(`there is no ${FILE}`);
  });
});
