import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { custom, dataset, defineSuite, resumeRun, runSuite, submitSuite, tool } from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Params } from '../../src/model/request.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { bench, bought, essence, journalOf, loaded } from './workbench.ts';

const rows = Array.from({ length: 6 }, (_, i) => ({
  id: `case-${i}`,
  input: { n: i },
  expected: String(i * 2),
}));
const model = { model: 'claude-haiku-5-5', max_tokens: 64 } as const;

/** A model that has the tool double the number, and answers with what it was told. */
function callsTool({ messages }: Params) {
  const last = messages.at(-1)!;
  const [block] = Array.isArray(last.content) ? last.content : [];
  if (block?.type === 'tool_result') return `It is ${String(block.content)}`;
  const n = Number(/\d+/.exec(String(last.content)));
  return {
    content: [{ type: 'tool_use', id: `toolu_${n}`, name: 'double', input: { n } }],
    stop_reason: 'tool_use',
  };
}

const doubled = custom('doubled', ({ output, expected }) => output === `It is ${expected}`);

function withTool(
  run: (args: { n: number }) => unknown,
  more: { maxTurns?: number; timeoutMs?: number } = {},
) {
  const { maxTurns, timeoutMs } = more;
  return defineSuite('tools', dataset(rows), {
    variants: {
      haiku: {
        ...model,
        prompt: 'Double {{n}}',
        tools: [
          tool('double', {
            description: 'doubles a number',
            args: z.object({ n: z.number().max(4) }),
            run,
            ...(timeoutMs !== undefined && { timeoutMs }),
          }),
        ],
        ...(maxTurns !== undefined && { maxTurns }),
      },
    },
    graders: [doubled],
    simulate: callsTool as never,
  }) as AnySuite;
}

describe('a variant with tools', () => {
  it('has its calls run by the suite, in rounds of batches', async () => {
    const seen: number[] = [];
    const suite = withTool(({ n }) => {
      seen.push(n);
      return n * 2;
    });
    const { calls, options } = await bench(suite);
    const { folder, summary } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([6, 6]);
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4]);
    const records = [...folder.records];
    expect(records.map(({ turns }) => turns)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(records.map(({ output }) => output).slice(0, 5)).toEqual([0, 2, 4, 6, 8].map((n) => `It is ${n}`));
    // Arguments that do not fit are told to the model.
    expect(records[5]!.output).toMatch(/^It is the arguments do not fit: .*Too big/);
    expect(summary.variants[0]).toMatchObject({ passed: 5, decided: 6, rerun: 0 });
    // Both turns are used and paid for.
    const cost = records.reduce((sum, record) => sum + record.cost!, 0);
    expect(cost).toBeCloseTo(summary.ledger.settled, 12);
    expect(
      journalOf(folder.path).map(({ type, turn }) => (type === 'packed' ? `packed ${turn}` : type)),
    ).toEqual([
      'packed 0',
      'intended',
      'created',
      'ended',
      'collected',
      'advanced',
      'packed 1',
      'intended',
      'created',
      'ended',
      'collected',
      'advanced',
    ]);
  });

  it('shows graders the whole conversation', async () => {
    const roles: string[] = [];
    const suite = withTool(({ n }) => n * 2);
    const look = custom('look', ({ transcript, variant }) => {
      // Before anything is sent, graders are tried on expected values.
      if (variant === 'haiku') roles.push(transcript.map(({ role }) => role).join(' '));
      return true;
    });
    const { options } = await bench(suite);
    await runSuite(loaded({ ...suite, graders: [look] }), options);
    expect(new Set(roles)).toEqual(new Set(['user assistant user assistant']));
  });

  it.each<[string, (args: { n: number }) => unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('out of numbers');
      },
      /^It is out of numbers$/,
    ],
    ['does not come back', () => new Promise(() => {}), /^It is it took longer than 20 ms$/],
  ])('tells the model of a tool that %s', async (_, run, said) => {
    const suite = withTool(run, { timeoutMs: 20 });
    const { options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), { ...options, first: 3 });
    for (const { output } of folder.records) expect(output).toMatch(said);
  });

  it('ends at its last turn, with the call it ended on', async () => {
    const suite = withTool(({ n }) => n, { maxTurns: 1 });
    const { calls, options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([6]);
    expect([...folder.records][0]).toMatchObject({
      outcome: { type: 'succeeded', stopReason: 'tool_use' },
      turns: 1,
      output: '',
    });
  });

  it('goes on from its folder: what a tool said is not asked again', async () => {
    let ran = 0;
    const suite = withTool(({ n }) => {
      ran++;
      return n * 2;
    });
    const { calls, options } = await bench(suite);
    const project = loaded(suite);
    const stop = new AbortController();
    let path = '';
    const stopped = runSuite(project, {
      ...options,
      signal: stop.signal,
      onStart: (folder) => {
        path = folder.path;
      },
      onChange: ({ batches }) => {
        if (batches[1]?.status === 'created') stop.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    const before = ran;
    const { folder } = await resumeRun(path, project, options);
    expect(ran).toBe(before);
    expect(bought(calls)).toEqual([6, 6]);
    const undisturbed = await bench(suite);
    expect(essence(folder.records)).toEqual(
      essence((await runSuite(loaded(suite), undisturbed.options)).folder.records),
    );
  });

  it('is refused when what its tools said has been altered', async () => {
    const suite = withTool(({ n }) => n * 2);
    const { options } = await bench(suite);
    const project = loaded(suite);
    const { folder } = await runSuite(project, options);
    const path = join(folder.path, 'turns/0001.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"8"', '"9"'));
    await expect(resumeRun(folder.path, project, options)).rejects.toThrow(`${path} is not what was written`);
  });

  it('sends a turn that failed in passing again, and only it', async () => {
    const suite = withTool(({ n }) => n * 2);
    const { calls, options } = await bench(suite, { shares: { expired: 0.3 } });
    const { folder, summary } = await runSuite(loaded(suite), options);
    expect(summary.unanswered).toBe(0);
    const failed = [...folder.records].reduce((sum, { earlier }) => sum + earlier.length, 0);
    expect(failed).toBeGreaterThan(0);
    expect(bought(calls).reduce((sum, count) => sum + count, 0)).toBe(12 + failed);
    expect([...folder.records].every(({ turns }) => turns === 2)).toBe(true);
  });

  it('converses in live mode in the same way', async () => {
    const suite = withTool(({ n }) => n * 2);
    const { simulator, options } = await bench(suite);
    const { summary } = await runSuite(loaded(suite), { ...options, live: true });
    expect(summary.variants[0]).toMatchObject({ passed: 5 });
    expect(simulator.account).toMatchObject({ batches: 0, messages: 12 });
  });
});

const SEARCH = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'n' } };

describe('a turn that the API paused', () => {
  it('is taken up again with what was said so far, and nothing else', async () => {
    const suite = defineSuite('search', dataset(rows), {
      variants: {
        haiku: {
          ...model,
          prompt: 'Look up {{n}}',
          tools: [{ type: 'web_search_20250305', name: 'web_search' }],
        },
      },
      graders: [custom('any', ({ output }) => output === 'found')],
      simulate: ({ messages }) =>
        messages.length === 1 ? { content: [SEARCH], stop_reason: 'pause_turn' } : 'found',
    }) as AnySuite;
    const { calls, options } = await bench(suite);
    const { folder, summary } = await runSuite(loaded(suite), { ...options, first: 2 });
    expect(bought(calls)).toEqual([2, 2]);
    expect(summary.variants[0]).toMatchObject({ passed: 2, stopReasons: { end_turn: 2 } });
    const [asked] = readFileSync(join(folder.path, 'requests/0002.jsonl'), 'utf8').split('\n');
    const { messages } = JSON.parse(asked!).params as Params;
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });
});

describe('a scripted user', () => {
  const talk = (user: unknown) =>
    defineSuite('talk', dataset(rows), {
      variants: { haiku: { ...model, prompt: 'Hello {{n}}', user: user as never } },
      graders: [custom('any', () => true)],
      simulate: ({ messages }) => `answer ${messages.filter(({ role }) => role === 'user').length}`,
    }) as AnySuite;

  it('says a list, a text after each answer', async () => {
    const suite = talk(['and then?', 'and at last?']);
    const { calls, options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([6, 6, 6]);
    for (const { output, turns } of folder.records)
      expect({ output, turns }).toEqual({ output: 'answer 3', turns: 3 });
  });

  it('or what a function of the transcript says, until it says nothing', async () => {
    const suite = talk((transcript: Params['messages']) =>
      transcript.length < 4 ? `you said: ${JSON.stringify(transcript.at(-1)!.content)}` : null,
    );
    const { options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), { ...options, first: 2 });
    for (const { turns } of folder.records) expect(turns).toBe(2);
    expect(readFileSync(join(folder.path, 'requests/0002.jsonl'), 'utf8')).toContain('you said: ');
  });

  it('waits for whoever resumes a run that was left', async () => {
    const suite = talk(['more']);
    const { calls, options } = await bench(suite);
    const project = loaded(suite);
    const left = await submitSuite(project, options);
    expect(bought(calls)).toEqual([6]);
    const { summary } = await resumeRun(left.path, project, options);
    expect(bought(calls)).toEqual([6, 6]);
    expect(summary.unanswered).toBe(0);
  });
});
