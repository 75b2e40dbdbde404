import { type Fields, isFields, type RequestFault, refused } from './fault.ts';

/** Formats of strings that the grammar compiler knows; the SDK's helper keeps the same ones. */
export const STRING_FORMATS = [
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
] as const;

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
  /** Paths of the optional parameters. */
  readonly optional: string[];
  /** Paths of the parameters with union types. */
  readonly unions: string[];
}

/** Where a walk stands. */
interface Place {
  /** Of the whole schema, with which the API's messages begin. */
  readonly root: string;
  readonly path: string;
  /** What reaches itself: `#` and definitions. Emptied when told: once is enough. */
  readonly recursive: Set<string>;
}

function below(place: Place, ...steps: readonly (string | number)[]): Place {
  return { ...place, path: [place.path, ...steps].join('.') };
}

function unsupported({ root, path }: Place, text: string): RequestFault {
  return refused(path, `${root}: ${text}`);
}

/** The rules for structured outputs: `output_config.format.schema` and the input schemas of strict tools. */
export function checkSchemas(params: Fields): RequestFault[] {
  const walk: Walk = { faults: [], optional: [], unions: [] };
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
  if (strict > MAX_STRICT_TOOLS) walk.faults.push(tooMany('strict tools', strict, MAX_STRICT_TOOLS, 'tools'));
  for (const [what, paths, limit] of [
    ['optional parameters', walk.optional, MAX_OPTIONAL],
    ['parameters with union types', walk.unions, MAX_UNIONS],
  ] as const) {
    if (paths.length > limit) walk.faults.push(tooMany(what, paths.length, limit, paths[limit]!));
  }
  return walk.faults;
}

function visitRoot(schema: Fields, path: string, walk: Walk): void {
  const recursive = recursiveAmong({ ...fieldsOf(schema.definitions), ...fieldsOf(schema.$defs) });
  const place = { root: path, path, recursive: recursive.add('#') };
  visit(schema, place, walk);
  for (const key of ['definitions', '$defs']) {
    for (const [name, definition] of Object.entries(fieldsOf(schema[key]))) {
      visit(definition, below(place, key, name), walk);
    }
  }
}

function visit(schema: unknown, place: Place, walk: Walk): void {
  if (!isFields(schema)) return;
  const { type, properties, items, $ref } = schema;
  if (typeof $ref === 'string' && place.recursive.has(definitionOf($ref))) {
    place.recursive.clear();
    walk.faults.push(unsupported(place, 'Recursive schemas are not supported.'));
  } else if (typeof $ref === 'string' && !$ref.startsWith('#')) {
    walk.faults.push(unsupported(place, `External schema reference '${$ref}' is not supported.`));
  }
  if (typeof type === 'string') {
    const used = (UNSUPPORTED[type] ?? []).filter((keyword) => schema[keyword] !== undefined);
    if (used.length > 0) {
      walk.faults.push(
        unsupported(place, `For '${type}' type, properties ${used.join(', ')} are not supported`),
      );
    }
  }
  if (typeof schema.minItems === 'number' && schema.minItems > 1) {
    walk.faults.push(
      unsupported(place, "For 'array' type, 'minItems' values other than 0 or 1 are not supported"),
    );
  }
  if (type === 'object' || properties !== undefined) {
    if (schema.additionalProperties !== false) {
      const text = "For 'object' type, 'additionalProperties' must be explicitly set to false";
      walk.faults.push(unsupported(place, text));
    }
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, property] of Object.entries(fieldsOf(properties))) {
      const at = below(place, 'properties', name);
      if (!required.includes(name)) walk.optional.push(at.path);
      visit(property, at, walk);
    }
  }
  const branches = [schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
  if (branches.length > 1 || (Array.isArray(type) && type.length > 1)) walk.unions.push(place.path);
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const parts: readonly unknown[] = Array.isArray(schema[key]) ? schema[key] : [];
    for (const [index, part] of parts.entries()) visit(part, below(place, key, index), walk);
  }
  visit(items, below(place, 'items'), walk);
}

/** Names of the definitions that reach themselves through references. */
function recursiveAmong(definitions: Fields): Set<string> {
  const reaches = new Map(Object.entries(definitions).map(([name, own]) => [name, referencesIn(own)]));
  const reachesItself = (name: string): boolean => {
    const seen = new Set<string>();
    const ahead = [...(reaches.get(name) ?? [])];
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      if (next === name) return true;
      if (!seen.has(next)) ahead.push(...(reaches.get(next) ?? []));
      seen.add(next);
    }
    return false;
  };
  return new Set([...reaches.keys()].filter(reachesItself));
}

function referencesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (!isFields(schema)) return [];
  const own = typeof schema.$ref === 'string' ? [definitionOf(schema.$ref)] : [];
  return own.concat(Object.values(schema).flatMap(referencesIn));
}

/** The name in `#/$defs/name`. */
function definitionOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** @param path of the first one beyond the limit. */
function tooMany(what: string, found: number, limit: number, path: string): RequestFault {
  const text = `Schemas contains too many ${what} (${found}), which would make grammar compilation inefficient. Reduce the number of ${what} in your schemas (limit: ${limit}).`;
  return refused(path, text);
}
