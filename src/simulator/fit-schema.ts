import { type Fields, isFields } from '../model/request-rules/fault.ts';
import type { STRING_FORMATS } from '../model/request-rules/schema.ts';

/** Texts that satisfy a string format. */
const FORMATS: Readonly<Record<(typeof STRING_FORMATS)[number], string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  hostname: 'example.com',
  uri: 'https://example.com/',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** The smallest JSON value that fits a schema; where it leaves a choice, `random` makes it. */
export function fitSchema(schema: unknown, random: () => number): unknown {
  return fitting(schema, isFields(schema) ? schema : {}, random);
}

function fitting(schema: unknown, root: Fields, random: () => number): unknown {
  if (!isFields(schema)) return null;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return pick(schema.enum, random);
  if (typeof schema.$ref === 'string') return fitting(resolve(schema.$ref, root), root, random);
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return fitting(pick(branches, random), root, random);
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...schema.allOf.map((part) => fitting(part, root, random)));
  }
  const type = Array.isArray(schema.type) ? pick(schema.type, random) : schema.type;
  switch (type) {
    case 'string':
      return (FORMATS as Readonly<Record<string, string>>)[String(schema.format)] ?? 'simulated';
    case 'integer':
      return Math.floor(random() * 10);
    case 'number':
      return Math.round(random() * 100) / 100;
    case 'boolean':
      return random() < 0.5;
    case 'array':
      return Number(schema.minItems) >= 1 ? [fitting(schema.items, root, random)] : [];
    case 'null':
      return null;
    default:
      return fitObject(schema, root, random);
  }
}

function fitObject(schema: Fields, root: Fields, random: () => number): unknown {
  const properties = isFields(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  return Object.fromEntries(required.map((name) => [name, fitting(properties[name], root, random)]));
}

/** What `#/$defs/name` and the like point to. */
function resolve(reference: string, root: Fields): unknown {
  let target: unknown = root;
  for (const step of reference.split('/').slice(1)) target = isFields(target) ? target[step] : undefined;
  return target;
}

function pick(choices: readonly unknown[], random: () => number): unknown {
  return choices[Math.floor(random() * choices.length)];
}
