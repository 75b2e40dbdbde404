import { type AsyncBuffer, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { parquet } from '../../src/render/parquet.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { caseView, errored, grader, haiku, record, report, summary, variant } from './report-fixture.ts';

function bytesOf(about: Report): ArrayBuffer {
  const bytes = Buffer.concat([...parquet.render(about)]);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** As another reader of the format gives them. */
function rows(about: Report = report()): Promise<Record<string, unknown>[]> {
  const file = bytesOf(about);
  const buffer: AsyncBuffer = { byteLength: file.byteLength, slice: (from, to) => file.slice(from, to) };
  return parquetReadObjects({ file: buffer });
}

test('a row a record, its values of their types', async () => {
  const [first, second, ...others] = await rows();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ trial: 0n, variant: 'sonnet', pass: true });
  expect(second).toMatchObject({
    suite: 'support-triage',
    run: '2026-11-20T12-31-05-4be1',
    created_at: new Date('2026-11-20T12:31:05.000Z'),
    trial: 1n,
    case: 'case-000025',
    variant: 'haiku',
    repetition: 0n,
    tags: ['billing', 'lang:en'],
    outcome: 'succeeded',
    pass: false,
    'score:exact-match': 0,
    'failed:exact-match': false,
    'reason:exact-match': 'expected "B", found "A"',
    answered_by: 'claude',
    input_tokens: 507n,
    output_tokens: 371n,
    latency_ms: null,
    cost_usd: 0.00042,
    input: caseView().case.input,
    expected: 'B',
  });
});

test('no answer, a failed score and an unknown cost are null, not zero', async () => {
  const graders = [grader('judge'), grader('constructor')];
  const view = caseView({
    case: { id: 'a', input: 'x', expected: null, tags: [] },
    records: [
      errored({ tags: [], cost: null }),
      record({ pass: null, scores: { judge: { outcome: 'failed', reason: 'no number' } } }),
    ],
  });
  const about = report({
    summary: summary({ variants: [variant('sonnet', { graders }), haiku({ graders })] }),
    everyCase: [view],
  });
  const [first, second] = await rows(about);
  const nothing = { pass: null, 'score:judge': null, 'score:constructor': null };
  expect(first).toMatchObject({ ...nothing, tags: [], cost_usd: null, input_tokens: null, output: null });
  expect(first).toMatchObject({ error_type: 'overloaded_error', expected: null, input: 'x' });
  expect(second).toMatchObject({ ...nothing, 'failed:judge': true, 'reason:judge': 'no number' });
});

test('the summary is in the file, whole', () => {
  const { key_value_metadata, created_by } = parquetMetadata(bytesOf(report()));
  expect(key_value_metadata).toHaveLength(1);
  expect(key_value_metadata![0]!.key).toBe('assay-summary/3');
  expect(JSON.parse(key_value_metadata![0]!.value!)).toEqual(summary());
  expect(created_by).toBe('assay version 0.1.0');
});

test('a run without records is a file with columns and no rows', async () => {
  const about = report({ everyCase: [] });
  expect(await rows(about)).toEqual([]);
  expect(parquetMetadata(bytesOf(about)).schema.map(({ name }) => name)).toContain('score:exact-match');
});

test('written in groups of rows, each gone from memory before the next is asked for', async () => {
  let asked = 0;
  const everyCase = {
    *[Symbol.iterator]() {
      for (; asked < 12_500; asked++) yield caseView({ case: { ...caseView().case, id: `case-${asked}` } });
    },
  };
  const chunks = parquet.render(report({ everyCase }))[Symbol.iterator]();
  const first = chunks.next().value as Uint8Array;
  expect(asked).toBe(4999);
  const file = Buffer.concat([first, ...{ [Symbol.iterator]: () => chunks }]);
  const metadata = parquetMetadata(new Uint8Array(file).buffer);
  expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([10_000, 10_000, 5000]);
});

test('long texts make small groups', () => {
  const long = caseView({ records: [record({ output: 'x'.repeat(3_000_000) }), record()] });
  const { row_groups } = parquetMetadata(bytesOf(report({ everyCase: [long, long, long] })));
  expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([3, 3]);
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('comes back as it was, as far as UTF-8 can hold it', async () => {
    const read = await rows(hostileReport(text));
    const encoded = Buffer.from(text).toString();
    expect(read).toHaveLength(5);
    for (const row of read) {
      expect(row.case).toBe(encoded);
      expect(row.tags).toEqual([encoded, encoded]);
      expect([encoded, `${encoded}2`]).toContain(row.variant);
      expect(Object.keys(row)).toContain(`reason:${encoded}`);
    }
  });
});
