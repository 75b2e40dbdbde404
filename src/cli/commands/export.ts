import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadSuite } from '../../load/suite.ts';
import { exportPlan } from '../../run/export-plan.ts';
import { newKey } from '../../run/new-key.ts';
import { print } from '../print.ts';

interface Options {
  readonly output?: string;
  readonly variants?: readonly string[];
  readonly filterFirstN?: number;
}

/** Named for the file it is: `export` is a word of the language. */
export async function exportRequests(path: string, options: Options): Promise<void> {
  const { output, variants, filterFirstN } = options;
  const selection = {
    ...(variants && { variants }),
    ...(filterFirstN !== undefined && { first: filterFirstN }),
  };
  const lines = exportPlan(await loadSuite(path), selection, { key: newKey(), now: new Date() });
  if (output === undefined) for await (const line of lines) print(`${line}\n`);
  else await pipeline(Readable.from(withBreaks(lines)), createWriteStream(output));
}

async function* withBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
