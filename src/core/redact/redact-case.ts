import type { Case } from '../../model/case.ts';
import { REDACTED, type Redaction } from './redaction.ts';

/** Shorter values stand everywhere by chance. */
const LEAST = 4;
/** UTF-16 units: what is longer is looked for to the letter, since no pattern holds megabytes. */
const PATTERN = 1000;
const isLong = (value: string) => value.length > PATTERN;

/**
 * A case without what is redacted: its id and its tags stay, but for those that are hidden.
 *
 * @param remove takes its redacted values out of a text that quotes them
 */
export function redactCase(
  row: Case,
  { inputs, expected, columns }: Redaction,
  hiddenTags: ReadonlySet<string>,
  remove: (text: string) => string,
): Case {
  const { id, tags, cluster } = row;
  return {
    id,
    input: inputs ? REDACTED : withoutColumns(row.input, columns, remove),
    expected: expected && row.expected !== null ? REDACTED : mapTexts(row.expected, remove),
    tags: tags.filter((tag) => !hiddenTags.has(tag)),
    // A cluster is a column too, and the one that it comes from is not known any more.
    ...(cluster !== undefined && !inputs && columns.size === 0 && { cluster }),
  };
}

/** The tags of a case that tell what is redacted: those made of a column, as `column:value`, and those that quote it. */
export function tellingTags(row: Case, redaction: Redaction): readonly string[] {
  const remove = quoteRemover(row, redaction);
  return row.tags.filter((tag) => isOfColumn(tag, redaction.columns) || remove(tag) !== tag);
}

function isOfColumn(tag: string, columns: ReadonlySet<string>): boolean {
  return columns.has(tag.slice(0, Math.max(0, tag.indexOf(':'))));
}

/** Takes a case's redacted inputs out of texts that quote them, in whatever case of the letters. */
export function quoteRemover(
  { input }: Case,
  { inputs, columns }: Pick<Redaction, 'inputs' | 'columns'>,
): (text: string) => string {
  const told = isRecord(input) ? Object.entries(input) : [['', input] as const];
  const values = told
    .filter(([column]) => inputs || columns.has(column))
    .flatMap(([, value]) => textsIn(value))
    .filter((value) => value.length >= LEAST)
    // A value may hold another.
    .sort((a, b) => b.length - a.length);
  if (values.length === 0) return (text) => text;
  const [long, short] = [values.filter(isLong), values.filter((value) => !isLong(value))];
  const quoted = new RegExp(short.map(literal).join('|'), 'giu');
  return (text) => {
    const rest = long.reduce((left, value) => left.replaceAll(value, REDACTED), text);
    return short.length === 0 ? rest : rest.replace(quoted, REDACTED);
  };
}

/** A text as a pattern that matches nothing else. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function withoutColumns(
  input: unknown,
  columns: ReadonlySet<string>,
  remove: (text: string) => string,
): unknown {
  if (columns.size === 0 || !isRecord(input)) return input;
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
