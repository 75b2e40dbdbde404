import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { jsonl } from '../../src/render/jsonl.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { caseView, errored, record, report } from './report-fixture.ts';

const SCHEMA = resolve(import.meta.dirname, '../../data/schemas/assay-record-line-1.schema.json');
const follows = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

const lines = (about = report()) => [...jsonl.render(about)];

test('a line a record, in the order of the records, with what its case asks and expects', () => {
  const view = caseView({ records: [record(), errored({ trial: 1, variant: 'haiku' })] });
  const { input, expected } = view.case;
  const written = lines(report({ everyCase: [view] }));
  expect(written.map((line) => JSON.parse(line))).toEqual(
    view.records.map((one) => ({ ...one, input, expected })),
  );
  for (const line of written) expect(line).toMatch(/^\{[^\n]*\}\n$/);
});

test('each line follows its schema', () => {
  for (const line of lines()) expect(follows(JSON.parse(line))).toBe(true);
  expect(follows(record())).toBe(false);
});

test('cases are asked for as lines are written', () => {
  let asked = 0;
  const everyCase = {
    *[Symbol.iterator]() {
      for (; ; asked++) yield caseView();
    },
  };
  const written = jsonl.render(report({ everyCase }))[Symbol.iterator]();
  for (let line = 0; line < 5; line++) written.next();
  expect(asked).toBe(2);
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('comes back as it was, on a line of its own, and shows nothing unseen', () => {
    const about = hostileReport(text);
    const written = lines(about);
    const records = [...about.everyCase].flatMap(({ case: { input, expected }, records }) =>
      records.map((one) => ({ ...one, input, expected })),
    );
    expect(written.map((line) => JSON.parse(line))).toEqual(records);
    for (const line of written) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(line).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b]/);
    }
  });
});
