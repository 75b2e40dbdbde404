/** An input or an expectation for people: texts as they are, flat objects a line a field, the rest as JSON. */
export function caseText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || Array.isArray(value)) return json(value);
  const fields = Object.entries(value);
  const [first] = fields;
  if (first !== undefined && fields.length === 1 && typeof first[1] === 'string') return first[1];
  if (fields.some(([, field]) => typeof field === 'object' && field !== null)) return json(value);
  return fields.map(([name, field]) => line(name, field)).join('\n');
}

function line(name: string, field: unknown): string {
  if (typeof field !== 'string') return `${name}: ${json(field)}`;
  return field.includes('\n') ? `${name}:\n${field}` : `${name}: ${field}`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}
