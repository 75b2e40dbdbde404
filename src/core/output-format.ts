import { z } from 'zod';
import { messageOf, UserError } from '../model/errors.ts';
import type { JsonValue } from '../model/json.ts';
import type { Params } from '../model/request.ts';
import { type Fields, isFields } from '../model/request-rules/fault.ts';
import { checkSchemas, STRING_FORMATS } from '../model/request-rules/schema.ts';
import type { Schema } from '../model/suite.ts';

export type OutputFormat = NonNullable<NonNullable<Params['output_config']>['format']>;

/** Steps into a JSON Schema: `properties`, `address`, `properties`, `street`. */
type Path = readonly (string | number)[];

const ROOT = 'output_config.format.schema';
const HINT = 'structured outputs take a part of JSON Schema only';

/**
 * The form in which the API takes a zod schema: JSON Schema of what the schema reads (before transforms and
 * defaults), objects closed, `oneOf` as `anyOf`. What the API does not hold a model to stands in the
 * `description` instead, as the SDK's own helper words it; parsing checks it.
 *
 * @throws UserError naming the place, for what would be refused or silently mean something else: records and
 *   open objects, values of any form, tuples, intersections that cannot be merged, recursion, and more optional
 *   keys or unions than are allowed.
 */
export function outputFormat(output: Schema<unknown>): OutputFormat {
  const schema = transform(toJsonSchema(output), []);
  const format = { type: 'json_schema', schema } as const;
  const fault = checkSchemas({ output_config: { format } })[0];
  if (!fault) return format;
  const path = fault.path.slice(ROOT.length + 1);
  throw refusal(path === '' ? [] : path.split('.'), fault.message.replace(`${ROOT}: `, ''));
}

function toJsonSchema(output: Schema<unknown>): Fields {
  if (typeof output !== 'object' || output === null || !('_zod' in output)) {
    throw new UserError('output is no zod schema', 'such as output: z.object({ label: z.string() })');
  }
  try {
    const { $schema: _, ...schema } = z.toJSONSchema(output as unknown as z.ZodType, {
      target: 'draft-2020-12',
      io: 'input',
      unrepresentable({ path, message }) {
        throw refusal(path, message);
      },
      override({ jsonSchema }) {
        // Its own bounds of a whole number, and its own pattern of a format, say nothing that the type does not.
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
        if (isKnownFormat(jsonSchema.format)) delete jsonSchema.pattern;
      },
    });
    return schema;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`output cannot be written as JSON Schema: ${messageOf(error)}`);
  }
}

function transform(schema: Fields, path: Path): { [key: string]: JsonValue } {
  const { $defs, $ref, type, enum: values, const: value, anyOf, oneOf, ...others } = schema;
  const { properties, required, additionalProperties, items, description, title, ...rest } = others;
  const sent: { [key: string]: unknown } = {};
  if (isFields($defs)) sent.$defs = transformEach($defs, [...path, '$defs']);
  if ($ref !== undefined) return { ...sent, $ref } as { [key: string]: JsonValue };
  if ('allOf' in rest)
    throw refusal(path, 'an intersection is not taken', 'write one z.object() with the keys of both');
  if ('prefixItems' in rest)
    throw refusal(path, 'a tuple is not taken', 'write z.object() with a key for each item');
  const branches = anyOf ?? oneOf;
  if (Array.isArray(branches)) {
    const key = anyOf === undefined ? 'oneOf' : 'anyOf';
    sent.anyOf = branches.map((branch, index) => transform(branch, [...path, key, index]));
  } else if (values !== undefined) sent.enum = values;
  else if (value !== undefined) sent.const = value;
  else if (type !== undefined) sent.type = type;
  else throw refusal(path, 'a value of any form is not taken', 'say what it is: z.string(), z.object({ … })');
  if (isObject(type)) {
    checkKeysAreNamed(properties, additionalProperties, path);
    sent.properties = transformEach(isFields(properties) ? properties : {}, [...path, 'properties']);
    sent.required = required ?? [];
    sent.additionalProperties = false;
  }
  if (isFields(items)) sent.items = transform(items, [...path, 'items']);
  if (title !== undefined) sent.title = title;
  if (isKnownFormat(rest.format)) sent.format = take(rest, 'format');
  if (rest.minItems === 0 || rest.minItems === 1) sent.minItems = take(rest, 'minItems');
  const told = Object.entries(rest).map(([key, bound]) => `${key}: ${JSON.stringify(bound)}`);
  const texts = [description, told.length > 0 ? `{${told.join(', ')}}` : undefined];
  if (texts.some(Boolean)) sent.description = texts.filter(Boolean).join('\n\n');
  return sent as { [key: string]: JsonValue };
}

function transformEach(schemas: Fields, path: Path): Fields {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, transform(schema as Fields, [...path, name])]),
  );
}

/** The API closes every object: a record would come back empty, whatever the model has to say. */
function checkKeysAreNamed(properties: unknown, additional: unknown, path: Path): void {
  const isOpen = additional !== undefined && additional !== false;
  const isTyped = isFields(additional) && Object.keys(additional).length > 0;
  const namesNone = !isFields(properties) || Object.keys(properties).length === 0;
  if (!isTyped && !(isOpen && namesNone)) return;
  throw refusal(
    path,
    'a record is not taken: the keys of an object must be named',
    'name its keys, or write a list: z.array(z.object({ key: z.string(), value: … }))',
  );
}

function isObject(type: unknown): boolean {
  return type === 'object' || (Array.isArray(type) && type.includes('object'));
}

function isKnownFormat(format: unknown): boolean {
  return (STRING_FORMATS as readonly unknown[]).includes(format);
}

function take(fields: { [key: string]: unknown }, key: string): unknown {
  const { [key]: value } = fields;
  delete fields[key];
  return value;
}

function refusal(path: Path, what: string, hint = HINT): UserError {
  const place = placeOf(path);
  return new UserError(`output${place === '' ? '' : `, "${place}"`}: ${what}`, hint);
}

/** As one would write it in code: `lines[].price`; an option of a union as `address|1`. */
function placeOf(path: Path): string {
  let place = '';
  for (let i = 0; i < path.length; i++) {
    const step = path[i]!;
    if (step === 'items') place += '[]';
    else if (typeof step === 'string' && /^(anyOf|oneOf|allOf)$/.test(step)) place += `|${path[++i]}`;
    else place += `${place === '' ? '' : '.'}${path[++i] ?? step}`;
  }
  return place;
}
