import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { custom, dataset, defineSuite, recorded, runSuite, tool } from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AnySuite } from '../../src/model/suite.ts';
import { caseDetails } from '../../src/run/case-details.ts';
import { casesWithRecords } from '../../src/run/case-records.ts';
import type { RunFolder } from '../../src/run/run-folder.ts';
import { bench, loaded, sums, temporaryFolder } from './workbench.ts';

async function folderOf(suite: AnySuite, more = {}): Promise<RunFolder> {
  const { options } = await bench(suite);
  return (await runSuite(loaded(suite), { ...options, ...more })).folder;
}

const rows = [
  { id: 'a', input: { n: 1 }, expected: '2' },
  { id: 'b', input: { n: 2 }, expected: '4' },
];
const model = { model: 'claude-haiku-5-5', max_tokens: 64 } as const;
const any = custom('any', () => true);

describe('cases of a run', () => {
  it('come with all their records in any order, as often as they are asked for', async () => {
    const folder = await folderOf(sums(12));
    const all = [...casesWithRecords(folder)];
    const places = [11, 0, 5, 5];
    const read = caseDetails(folder);
    expect([...read([1])]).toEqual([...read([1])]);
    const details = [...read(places)];
    expect(details.map(({ case: row, records }) => ({ case: row, records }))).toEqual(
      places.map((place) => all[place]),
    );
    expect(details[0]!.exchanges).toEqual([
      {
        request: { ...model, messages: [{ role: 'user', content: '11+1' }] },
        transcript: null,
      },
      {
        request: {
          ...model,
          model: 'claude-sonnet-5-5',
          messages: [{ role: 'user', content: 'What is 11+1?' }],
        },
        transcript: null,
      },
    ]);
  });

  it('are those that were bought', async () => {
    const folder = await folderOf(sums(40), { stopEarly: true, next: () => 'stop' });
    const all = [...casesWithRecords(folder)];
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThan(40);
    const last = all.length - 1;
    const [detail] = caseDetails(folder)([last]);
    expect(detail).toMatchObject({ case: { id: all[last]!.case.id }, records: all[last]!.records });
  });
});

describe('what was sent and said', () => {
  it('is the conversation where tools were called', async () => {
    const suite = defineSuite('tools', dataset(rows), {
      variants: {
        haiku: {
          ...model,
          system: 'Be brief.',
          prompt: 'Double {{n}}',
          tools: [
            tool('double', {
              description: 'doubles',
              args: z.object({ n: z.number() }),
              run: ({ n }) => n * 2,
            }),
          ],
        },
      },
      graders: [any],
      simulate: (({ messages }: { messages: { content: unknown }[] }) => {
        const { content } = messages.at(-1)!;
        if (Array.isArray(content))
          return {
            content: [
              { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
              { type: 'text', text: 'done' },
            ],
          };
        return {
          content: [{ type: 'tool_use', id: 'toolu_1', name: 'double', input: { n: 2 } }],
          stop_reason: 'tool_use',
        };
      }) as never,
    }) as AnySuite;
    const [, detail] = caseDetails(await folderOf(suite))([0, 1]);
    const { request, transcript } = detail!.exchanges[0]!;
    expect(request).toMatchObject({ system: 'Be brief.', messages: [{ role: 'user', content: 'Double 2' }] });
    expect(transcript).toMatchObject([
      { role: 'assistant', content: [{ type: 'tool_use', name: 'double', input: { n: 2 } }] },
      { role: 'user', content: [{ type: 'tool_result', content: '4' }] },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.' },
          { type: 'text', text: 'done' },
        ],
      },
    ]);
    expect(JSON.stringify(transcript)).not.toContain('c2ln');
  });

  it('is not known where a copy of the folder has no requests and results', async () => {
    const folder = await folderOf(sums(1));
    for (const lost of ['requests', 'results']) rmSync(folder.file(lost), { recursive: true });
    const [detail] = caseDetails(folder)([0]);
    expect(detail!.exchanges).toEqual([
      { request: null, transcript: null },
      { request: null, transcript: null },
    ]);
  });

  it('is no request where answers were recorded', async () => {
    const suite = defineSuite('old', dataset(rows), {
      variants: { old: recorded('answers.jsonl', { output: 'answer' }) },
      graders: [any],
    }) as AnySuite;
    const root = temporaryFolder();
    const answers = rows.map(({ id }) => JSON.stringify({ id, answer: 'four' }));
    writeFileSync(join(root, 'answers.jsonl'), answers.join('\n'));
    const { options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite, root), options);
    const [detail] = caseDetails(folder)([0]);
    expect(detail!.records[0]!.output).toBe('four');
    expect(detail!.exchanges).toEqual([{ request: null, transcript: null }]);
  });
});
