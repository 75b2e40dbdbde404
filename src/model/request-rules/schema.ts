import { type Fields, isFields, misshaped, type RequestFault, refused } from './fault.ts';

const MAX_OPTIONAL = 24;
const MAX_UNIONS = 16;
const MAX_STRICT_TOOLS = 20;

/** Keywords that the grammar compiler refuses, by the type they stand beside. */
const UNSUPPORTED: Readonly<Record<string, readonly string[]>> = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength'],
  array: ['maxItems', 'uniqueItems', 'contains'],
  object: ['minProperties', 'maxProperties', 'patternProperties', 'propertyNames'],
};

/** What the walk over a request's schemas has met so far: the limits count all of them together. */
interface Walk {
  readonly faults: RequestFault[];
  optional: number;
  unions: number;
}

/** The rules for structured outputs: `output_config.format.schema` and the input schemas of strict tools. */
export function checkSchemas(params: Fields): RequestFault[] {
  const walk: Walk = { faults: [], optional: 0, unions: 0 };
  const format = isFields(params.output_config) ? params.output_config.format : undefined;
  if (isFields(format) && isFields(format.schema)) {
    visitRoot(format.schema, 'output_config.format.schema', walk);
  }
  let strict = 0;
  const tools = Array.isArray(params.tools) ? params.tools : [];
  for (let i = 0; i < tools.length; i++) {
    const tool: unknown = tools[i];
    if (!isFields(tool) || tool.strict !== true) continue;
    strict++;
    if (isFields(tool.input_schema)) visitRoot(tool.input_schema, `tools.${i}.custom.input_schema`, walk);
  }
  if (strict > MAX_STRICT_TOOLS) walk.faults.push(tooMany('strict tools', strict, MAX_STRICT_TOOLS));
  if (walk.optional > MAX_OPTIONAL) {
    walk.faults.push(tooMany('optional parameters', walk.optional, MAX_OPTIONAL));
  }
  if (walk.unions > MAX_UNIONS) {
    walk.faults.push(tooMany('parameters with union types', walk.unions, MAX_UNIONS));
  }
  return walk.faults;
}

function visitRoot(schema: Fields, path: string, walk: Walk): void {
  const definitions = { ...fieldsOf(schema.definitions), ...fieldsOf(schema.$defs) };
  if (isRecursive(definitions)) walk.faults.push(misshaped(path, 'Recursive schemas are not supported.'));
  visit(schema, path, walk);
  for (const definition of Object.values(definitions)) visit(definition, path, walk);
}

function visit(schema: unknown, path: string, walk: Walk): void {
  if (!isFields(schema)) return;
  const { type, properties, items, $ref } = schema;
  if ($ref === '#') {
    walk.faults.push(misshaped(path, 'Recursive schemas are not supported.'));
  } else if (typeof $ref === 'string' && !$ref.startsWith('#')) {
    walk.faults.push(misshaped(path, `External schema reference '${$ref}' is not supported.`));
  }
  if (typeof type === 'string') {
    const used = (UNSUPPORTED[type] ?? []).filter((keyword) => schema[keyword] !== undefined);
    if (used.length > 0) {
      walk.faults.push(
        misshaped(path, `For '${type}' type, properties ${used.join(', ')} are not supported`),
      );
    }
  }
  if (typeof schema.minItems === 'number' && schema.minItems > 1) {
    walk.faults.push(
      misshaped(path, "For 'array' type, 'minItems' values other than 0 or 1 are not supported"),
    );
  }
  if (type === 'object' || properties !== undefined) {
    if (schema.additionalProperties !== false) {
      const text = "For 'object' type, 'additionalProperties' must be explicitly set to false";
      walk.faults.push(misshaped(path, text));
    }
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, property] of Object.entries(fieldsOf(properties))) {
      if (!required.includes(name)) walk.optional++;
      visit(property, path, walk);
    }
  }
  const branches = [schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
  if (branches.length > 1 || (Array.isArray(type) && type.length > 1)) walk.unions++;
  for (const branch of branches) visit(branch, path, walk);
  if (Array.isArray(schema.allOf)) for (const part of schema.allOf) visit(part, path, walk);
  visit(items, path, walk);
}

/** Whether a definition reaches itself through references. */
function isRecursive(definitions: Fields): boolean {
  const names = Object.keys(definitions);
  if (names.length === 0) return false;
  const reaches = new Map(names.map((name) => [name, referencesIn(definitions[name])]));
  const done = new Set<string>();
  const meetsItself = (name: string, above: ReadonlySet<string>): boolean => {
    if (above.has(name)) return true;
    if (done.has(name)) return false;
    const path = new Set(above).add(name);
    const found = (reaches.get(name) ?? []).some((next) => meetsItself(next, path));
    done.add(name);
    return found;
  };
  return names.some((name) => meetsItself(name, new Set()));
}

function referencesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (!isFields(schema)) return [];
  const own = typeof schema.$ref === 'string' ? [schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] : [];
  return own.concat(Object.values(schema).flatMap(referencesIn));
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function tooMany(what: string, found: number, limit: number): RequestFault {
  const text = `Schemas contains too many ${what} (${found}), which would make grammar compilation inefficient. Reduce the number of ${what} in your schemas (limit: ${limit}).`;
  return refused('output_config.format.schema', text);
}
