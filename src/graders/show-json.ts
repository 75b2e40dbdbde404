/** A value on one line, clipped in length and in depth: a model may nest deeper than the stack. */
export function showJson(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(shallow(value, 4));
  return text.length <= 80 ? text : `${text.slice(0, 80).replace(/[\ud800-\udbff]$/, '')}…`;
}

function shallow(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => shallow(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shallow(item, depth - 1)]));
}
