import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { TrialRecord } from '../../src/model/record.ts';
import { csv, rawCsv } from '../../src/render/csv.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import {
  caseView,
  errored,
  failed,
  grader,
  haiku,
  passed,
  record,
  report,
  summary,
  variant,
} from './report-fixture.ts';

type Row = Record<string, string>;
const rows = (about = report()): Row[] =>
  parse([...csv.render(about)].join(''), { columns: true, record_delimiter: '\r\n' });

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '|x',
  '%x',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '﹦1+1',
  ' \t=1',
  '\u0000=1',
  '\u001b=1',
  '\u00ad=1',
  '\u202e=1',
  '\u2066\ufeff＝1',
  '\tx',
  '\rx',
  '\nx',
])('%j is kept from being read as a formula, unless asked for raw', (output) => {
  const about = report({ records: [record({ output })] });
  const raw: Row[] = parse([...rawCsv.render(about)].join(''), { columns: true, record_delimiter: '\r\n' });
  expect(rows(about)[0]!.output).toBe(`'${output}`);
  expect(raw[0]!.output).toBe(output);
});

test.each(['a=1', '1-1', 'x', "'=1", '', ' x', '漢=字'])('%j is no formula, and stays as it is', (output) => {
  expect(rows(report({ records: [record({ output })] }))[0]!.output).toBe(output);
});

test('a line a record, a chunk a line', () => {
  const chunks = [...csv.render(report())];
  expect(chunks).toHaveLength(3);
  for (const chunk of chunks) expect(chunk.endsWith('\r\n')).toBe(true);
  expect(chunks[0]).not.toMatch(/^\ufeff/);
});

test('what a record holds', () => {
  expect(rows()[1]).toMatchObject({
    trial: '1',
    case: 'case-000025',
    variant: 'haiku',
    repetition: '0',
    tags: 'billing lang:en',
    outcome: 'succeeded',
    stop_reason: 'end_turn',
    pass: 'false',
    'score:exact-match': '0',
    'failed:exact-match': 'false',
    'reason:exact-match': 'expected "B", found "A"',
    answered_by: 'claude',
    input_tokens: '507',
    cost_usd: '0.00042',
  });
});

test('no answer, a failed score and an unknown cost are empty, not zero', () => {
  const shown = [
    caseView({
      records: [
        errored({ cost: null }),
        record({
          pass: null,
          scores: { judge: { outcome: 'failed', reason: 'no number' } },
          answeredBy: 'simulator',
        }),
      ],
    }),
  ];
  const graders = [grader('judge'), grader('constructor')];
  const about = report({
    summary: summary({ variants: [variant('sonnet', { graders })] }),
    cases: { shown, total: 1 },
  });
  const [first, second] = rows({ ...about, records: shown[0]!.records });
  expect(first).toMatchObject({
    outcome: 'errored',
    error_type: 'overloaded_error',
    pass: '',
    'score:judge': '',
    cost_usd: '',
    output: '',
  });
  expect(second).toMatchObject({
    pass: '',
    'score:judge': '',
    'failed:judge': 'true',
    'reason:judge': 'no number',
    answered_by: 'simulator',
    'score:constructor': '',
  });
});

test('the latency, where there is one', () => {
  const { latencyMs: _, ...older } = record();
  const records = [record({ latencyMs: 820 }), record(), older as TrialRecord];
  expect(rows(report({ records })).map((row) => row.latency_ms)).toEqual(['820', '', '']);
});

test('graders of all variants have columns', () => {
  const about = summary({
    variants: [variant('sonnet', { graders: [grader('a')] }), haiku({ graders: [grader('b')] })],
  });
  const records = [record({ scores: { a: passed } }), record({ scores: { b: failed } })];
  expect(rows(report({ summary: about, records })).map((row) => [row['score:a'], row['score:b']])).toEqual([
    ['1', ''],
    ['', '0'],
  ]);
});

test('records are asked for as lines are written', () => {
  let asked = 0;
  const records = {
    *[Symbol.iterator]() {
      for (; ; asked++) yield record();
    },
  };
  const lines = csv.render(report({ records }))[Symbol.iterator]();
  for (let line = 0; line < 3; line++) lines.next();
  expect(asked).toBe(1);
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('is kept, and no formula', () => {
    const about = hostileReport(text);
    const parsed = rows(about);
    // A file is UTF-8, which has no halves of pairs.
    const encoded = Buffer.from(text).toString();
    expect(parsed).toHaveLength(5);
    for (const row of parsed) {
      expect([encoded, `'${encoded}`]).toContain(row.case!.replace(/3$/, ''));
      for (const field of Object.values(row)) expect(field).not.toMatch(/^[\s\ufeff]*[=+@|%＝＋＠-](?!\d)/);
    }
  });
});
