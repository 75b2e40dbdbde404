/**
 * What anybody would write first: all cases and records as JSON in a script, and a list of the first. Usage:
 * plain-page.mjs <run folder> <file>
 */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder, target] = process.argv.slice(2);
const page = openSync(target, 'w');
const draw = `
const search = (text) => records.filter(({ output }) => output?.toLowerCase().includes(text));
const line = (tag, text) => document.body.append(Object.assign(document.createElement(tag), { textContent: text }));
line('h1', cases.length + ' cases');
for (const { id } of cases.slice(0, 100)) line('p', id);
`;

writeSync(page, '<!doctype html><meta charset="utf-8"><body><script>');
for (const name of ['cases', 'records']) {
  writeSync(page, `const ${name} = [`);
  for await (const line of createInterface({ input: createReadStream(join(folder, `${name}.jsonl`)) })) {
    writeSync(page, `${JSON.stringify(JSON.parse(line)).replaceAll('<', '\\u003c')},\n`);
  }
  writeSync(page, '];\n');
}
writeSync(page, `${draw}</script>`);
closeSync(page);
