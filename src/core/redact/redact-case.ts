import type { Case } from '../../model/case.ts';
import { REDACTED, type Redaction } from './redaction.ts';

/** Shorter values stand everywhere by chance. */
const LEAST = 4;

/** A case without what is redacted: its id and its other tags stay. */
export function redactCase(row: Case, { inputs, expected, columns }: Redaction): Case {
  const { id, tags, cluster } = row;
  return {
    id,
    input: inputs ? REDACTED : withoutColumns(row.input, columns),
    expected: expected && row.expected !== null ? REDACTED : row.expected,
    tags: tags.filter((tag) => !isOfColumn(tag, columns)),
    // A cluster is a column too, and the one that it comes from is not known any more.
    ...(cluster !== undefined && !inputs && columns.size === 0 && { cluster }),
  };
}

/** Tags are made as `column:value`. */
export function isOfColumn(tag: string, columns: ReadonlySet<string>): boolean {
  return columns.has(tag.slice(0, Math.max(0, tag.indexOf(':'))));
}

/** Takes a case's redacted values out of texts that quote them. */
export function quoteRemover({ input }: Case, columns: ReadonlySet<string>): (text: string) => string {
  if (columns.size === 0 || !isRecord(input)) return (text) => text;
  const values = [...columns]
    .flatMap((column) => textsIn(input[column]))
    .filter((value) => value.length >= LEAST)
    // A value may hold another.
    .sort((a, b) => b.length - a.length);
  return (text) => values.reduce((rest, value) => rest.replaceAll(value, REDACTED), text);
}

function withoutColumns(input: unknown, columns: ReadonlySet<string>): unknown {
  if (columns.size === 0 || !isRecord(input)) return input;
  const remove = quoteRemover({ id: '', input, expected: null, tags: [] }, columns);
  return Object.fromEntries(
    Object.entries(input).map(([column, value]) => [
      column,
      columns.has(column) ? REDACTED : mapTexts(value, remove),
    ]),
  );
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  return JSON.parse(JSON.stringify(value), (_, own) => (typeof own === 'string' ? change(own) : own));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
