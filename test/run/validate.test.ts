import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataset, defineSuite, dryRun, exactMatch, recorded, runSuite, validateSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { bench, fastClock, loaded, sums, temporaryFolder } from './workbench.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const AT = { simulate: true, clock: fastClock('2026-11-20T09:00:00Z') } as const;
const rows = ['one', 'two', 'one', 'one'].map((text) => ({ input: { text }, expected: `${text}!` }));
const model = { model: 'claude-haiku-4-5', max_tokens: 64 } as const;
const twice = defineSuite('twice', dataset(rows), {
  variants: { a: { ...model, prompt: '{{text}}' } },
  graders: [exactMatch()],
});

describe('validating a suite', () => {
  it('finds what a run would be told before it starts, and looks at every case', async () => {
    const told: (readonly Finding[])[] = [];
    const onFindings = (findings: readonly Finding[]) => told.push(findings);
    const { calls, options } = await bench(twice);
    await runSuite(loaded(twice), {
      ...options,
      onFindings: (findings) => {
        expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
        onFindings(findings);
      },
    });
    await dryRun(loaded(twice), { onFindings, ...AT });
    const { findings, ...rest } = await validateSuite(loaded(twice), NOW);
    expect(rest).toEqual({ suite: 'twice', cases: 4 });
    expect(findings).toMatchObject([{ check: 'duplicates', count: 2 }]);
    expect(told).toEqual([findings, findings]);
  });

  it('looks at the part that is run', async () => {
    const told: (readonly Finding[])[] = [];
    await dryRun(loaded(twice), { first: 2, onFindings: (findings) => told.push(findings), ...AT });
    expect(told).toEqual([[]]);
  });

  it('finds nothing in a clean suite', async () => {
    expect(await validateSuite(loaded(sums()), NOW)).toEqual({ suite: 'sums', cases: 12, findings: [] });
  });

  it('tells what stops the plan as an error, and so a recorded file that does not fit', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'old.jsonl'), '{"text":"one","anwser":"x"}\n');
    const suite = defineSuite('old', dataset(rows), {
      variants: { a: recorded('old.jsonl', { output: 'answer' }) },
      graders: [exactMatch()],
    });
    const { findings } = await validateSuite(loaded(suite, root), NOW);
    expect(findings).toMatchObject([
      { check: 'plan', severity: 'error', message: 'old.jsonl:1: there is no column "answer"', count: 0 },
    ]);
  });
});

it('a prompt that cannot fit stops a run before anything is sent, and leaves no folder', async () => {
  const suite = defineSuite('long', dataset([{ input: { text: 'word'.repeat(450_000) }, expected: 'x' }]), {
    variants: { a: { ...model, prompt: '{{text}}' } },
    graders: [exactMatch()],
  });
  const { calls, options } = await bench(suite);
  const one = loaded(suite);
  await expect(runSuite(one, options)).rejects.toThrow('suite "long": 1 case whose prompt is more than');
  expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
  await expect(dryRun(one, AT)).rejects.toThrow('1 case whose prompt is more than');
});
