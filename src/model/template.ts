import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';

const PLACEHOLDER = /\\\{\{|\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills `{{column}}` and `{{column.field}}` from a row; `\{{` stands for two braces. One pass: what is
 * inserted is never expanded again. Unless `write` says otherwise, text goes in as it is, numbers and booleans
 * as written, lists and objects as JSON.
 *
 * @throws UserError when the row has no such column, or an empty one (null, undefined).
 */
export function fillTemplate(
  template: string,
  input: unknown,
  write: (value: unknown, path: string) => string = asText,
): string {
  return template.replace(PLACEHOLDER, (placeholder, path: string | undefined) =>
    path === undefined ? '{{' : write(lookUp(input, path, placeholder), path),
  );
}

/** What a template's placeholders name, in their order: `column`, `column.field`. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].flatMap(([, path]) => (path === undefined ? [] : [path]));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function lookUp(input: unknown, path: string, placeholder: string): unknown {
  let value: unknown = input;
  for (const key of path.split('.')) {
    const columns = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    if (!columns.includes(key)) {
      throw new UserError(`no column fills ${placeholder}`, didYouMean(key, columns));
    }
    value = (value as Record<string, unknown>)[key];
  }
  if (value === null || value === undefined) {
    throw new UserError(
      `${placeholder} is empty in this row`,
      'fill it, or use a prompt function that says what to do then',
    );
  }
  return value;
}
