/**
 * What one would write without Assay: the SDK's own calls, in memory, for one model. Reads a CSV, creates a
 * batch, polls it, grades the results, writes a line a case. Keeps no journal, survives no interruption.
 *
 * Usage: node plain-script.mjs DATASET.csv RECORDS.jsonl
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Anthropic from '@anthropic-ai/sdk';
import { parse } from 'csv-parse';

const [dataset, records] = process.argv.slice(2);
const client = new Anthropic();

const rows = [];
for await (const row of createReadStream(dataset).pipe(parse({ columns: true }))) rows.push(row);

let batch = await client.messages.batches.create({
  requests: rows.map(({ text }, index) => ({
    custom_id: String(index),
    params: {
      model: 'claude-haiku-5-5',
      max_tokens: 64,
      system: 'Answer with the label alone.',
      messages: [{ role: 'user', content: text }],
    },
  })),
});

for (let wait = 2000; batch.processing_status !== 'ended'; wait *= 1.5) {
  await setTimeout(wait);
  batch = await client.messages.batches.retrieve(batch.id);
}

const out = createWriteStream(records);
let right = 0;
for await (const { custom_id, result } of await client.messages.batches.results(batch.id)) {
  const { expected } = rows[Number(custom_id)];
  const output =
    result.type === 'succeeded'
      ? result.message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
      : null;
  const pass = output === null ? null : output.trim() === expected;
  if (pass) right++;
  const usage = result.type === 'succeeded' ? result.message.usage : null;
  out.write(`${JSON.stringify({ case: custom_id, output, pass, usage })}\n`);
}
await new Promise((resolve) => out.end(resolve));
console.log(`${right} of ${rows.length} right`);
