import type { Schema } from '../model/suite.ts';
import { jsonPath } from './json-path.ts';

/** Anything with zod's `safeParse`. */
export function isZodLike(schema: unknown): schema is Schema<unknown> {
  return (
    schema !== null &&
    typeof schema === 'object' &&
    'safeParse' in schema &&
    typeof schema.safeParse === 'function'
  );
}

/** The first place where a value breaks a schema, on one line; undefined for a valid value. */
export function zodViolation(schema: Schema<unknown>, value: unknown): string | undefined {
  const result = schema.safeParse(value);
  if (result.success) return undefined;
  const issue = result.error.issues[0];
  return issue
    ? `${jsonPath(issue.path)}: ${issue.message.replace(/\s+/g, ' ')}`
    : 'does not satisfy the schema';
}
