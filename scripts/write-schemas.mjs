/**
 * Writes the JSON Schemas (2020-12) of what machines read, from the TypeScript types alone: names, comments, unions and
 * what may be missing stand once, in src/model.
 *
 *     node scripts/write-schemas.mjs [folder]
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildGenerator, programFromConfig } from 'typescript-json-schema';

const ROOT = resolve(import.meta.dirname, '..');

/** By type. What names its `format` is named after it; lines have no room for that. */
const SCHEMAS = {
  Summary: { title: 'The summary of a run' },
  TableComparison: { title: 'Two runs or baselines against each other' },
  TrialRecord: { title: 'A line of records.jsonl', format: 'assay-record/1' },
  RecordLine: { title: 'A line of the JSONL report', format: 'assay-record-line/1' },
};

const generator = buildGenerator(
  programFromConfig(join(ROOT, 'tsconfig.json'), [join(ROOT, 'src/index.ts')]),
  {
    noExtraProps: true,
    required: true,
    strictNullChecks: true,
    aliasRef: true,
    topRef: false,
  },
);
if (!generator) throw new Error('the sources do not compile');

const folder = resolve(process.argv[2] ?? join(ROOT, 'data/schemas'));
for (const [type, { title, format: own }] of Object.entries(SCHEMAS)) {
  const { $schema: _, definitions, ...root } = generator.getSchemaForSymbol(type);
  const format = own ?? root.properties.format.const;
  if (!own) root.properties.$schema = { type: 'string', const: urnOf(format) };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: urnOf(format),
    title,
    ...modernized(root, definitions),
    $defs: namedDefinitions(definitions),
  };
  writeFileSync(
    join(folder, `${format.replace('/', '-')}.schema.json`),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
}

/** As src/render/json.ts names it. */
function urnOf(format) {
  return `urn:${format.replace('/', ':')}`;
}

/** `import("…").Estimate` → `Estimate`; null for a type without a name of its own. */
function nameOf(definition) {
  const name = definition.replace(/^import\(.*?\)\./, '');
  return /^[A-Z]\w*$/.test(name) ? name : null;
}

function namedDefinitions(definitions) {
  const named = {};
  for (const [key, definition] of Object.entries(definitions)) {
    const name = nameOf(key);
    if (name === null) continue;
    const schema = modernized(definition, definitions);
    if (name in named && JSON.stringify(named[name]) !== JSON.stringify(schema))
      throw new Error(`two types are called ${name}`);
    named[name] = schema;
  }
  return Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Draft 7 as 2020-12: other keywords for definitions and tuples. Types without a name stand where they are used. */
function modernized(schema, definitions) {
  if (Array.isArray(schema)) return schema.map((part) => modernized(part, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (typeof schema.$ref === 'string') {
    const key = decodeURIComponent(schema.$ref.slice('#/definitions/'.length));
    const name = nameOf(key);
    const { $ref: _, ...rest } = schema;
    return name === null
      ? { ...modernized(definitions[key], definitions), ...rest }
      : { ...rest, $ref: `#/$defs/${name}` };
  }
  if (schema.type === 'object' && schema.additionalProperties === false && !schema.properties)
    throw new Error('a map of texts must be written { readonly [key: string]: … } to be seen as one');
  const { items, additionalItems: _, ...rest } = schema;
  const parts = Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => [
      keyword,
      keyword === 'properties'
        ? Object.fromEntries(
            Object.entries(value).map(([name, part]) => [name, modernized(part, definitions)]),
          )
        : modernized(value, definitions),
    ]),
  );
  if (items === undefined) return parts;
  if (Array.isArray(items)) return { ...parts, prefixItems: modernized(items, definitions), items: false };
  return { ...parts, items: modernized(items, definitions) };
}
