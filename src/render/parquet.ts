import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Case } from '../model/case.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import type { Summary } from '../model/summary.ts';
import { type RecordColumn, recordColumns } from './record-columns.ts';

/** What of the file is in memory at once: so many rows, or texts of so many UTF-16 units. */
const GROUP_ROWS = 10_000;
const GROUP_TEXT = 1 << 22;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

interface Row {
  readonly case: Case;
  readonly record: TrialRecord;
}

interface Column {
  /** Of the file: an element, or of a list three. */
  readonly schema: readonly [SchemaElement, ...SchemaElement[]];
  of(row: Row): unknown;
}

/** A row a record, in typed columns; one chunk a row group. The summary is in the file's metadata, as JSON. */
export const parquet: ReportFormat<Uint8Array> = {
  extension: 'parquet',
  *render({ summary, everyCase }) {
    const columns = columnsOf(summary);
    const bytes = new ByteWriter();
    const file = new ParquetWriter({
      writer: bytes,
      schema: [{ name: 'records', num_children: columns.length }, ...columns.flatMap(({ schema }) => schema)],
      createdBy: `assay version ${summary.assayVersion}`,
      kvMetadata: [{ key: summary.format, value: JSON.stringify(summary) }],
    });
    for (const rows of rowGroups(everyCase)) {
      file.write({
        columnData: columns.map((column) => ({
          name: column.schema[0].name,
          data: rows.map((row) => column.of(row)),
        })),
        rowGroupSize: rows.length,
      });
      yield taken(bytes);
    }
    file.finish();
    yield taken(bytes);
  },
};

function* rowGroups(everyCase: Report['everyCase']): Generator<readonly Row[]> {
  let rows: Row[] = [];
  let text = 0;
  for (const { case: row, records } of everyCase) {
    const asked = JSON.stringify([row.input, row.expected]).length;
    for (const record of records) {
      rows.push({ case: row, record });
      text += asked + (record.output?.length ?? 0);
      if (rows.length < GROUP_ROWS && text < GROUP_TEXT) continue;
      yield rows;
      rows = [];
      text = 0;
    }
  }
  if (rows.length > 0) yield rows;
}

/** What was written since; places in the file go on from there. */
function taken(bytes: ByteWriter): Uint8Array {
  const chunk = bytes.getBytes().slice();
  bytes.index = 0;
  return chunk;
}

/** Those of every table of records, and around them what tells the runs of several files apart and what was asked. */
function columnsOf(summary: Summary): readonly Column[] {
  const createdAt = new Date(summary.createdAt);
  return [
    { schema: [optional('suite', TYPES.text)], of: () => summary.suite },
    { schema: [optional('run', TYPES.text)], of: () => summary.run },
    {
      schema: [optional('created_at', { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' })],
      of: () => createdAt,
    },
    ...recordColumns(summary).map(typed),
    { schema: [optional('input', TYPES.json)], of: ({ case: { input } }) => input },
    { schema: [optional('expected', TYPES.json)], of: ({ case: { expected } }) => expected },
  ];
}

function typed(column: RecordColumn): Column {
  const { name, type } = column;
  if (type === 'texts') return { schema: list(name), of: ({ record }) => column.of(record) };
  const schema = [optional(name, TYPES[type])] as const;
  if (type !== 'count') return { schema, of: ({ record }) => column.of(record) };
  return {
    schema,
    of({ record }) {
      const count = column.of(record);
      return count === null ? null : BigInt(count);
    },
  };
}

const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
  count: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
} as const satisfies Record<string, Partial<SchemaElement>>;

function optional(name: string, type: Partial<SchemaElement>): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', ...type };
}

function list(name: string): [SchemaElement, SchemaElement, SchemaElement] {
  return [
    { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', ...TYPES.text },
  ];
}
