import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dryRun, runSuite } from 'assay';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvenSample } from '../../src/core/even-sample.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { bench, bought, loaded, sums } from './workbench.ts';

const UNREACHABLE = { apiKey: 'sk-test', baseURL: 'http://127.0.0.1:1' };

describe('a dry run', () => {
  it('counts the tokens of all requests while they are few, and sends nothing', async () => {
    const { calls, clock, options } = await bench(sums());
    const project = loaded(sums());
    const { variants } = await dryRun(project, { clock, claude: options.claude! });
    expect(variants.map(({ inputTokensFrom }) => inputTokensFrom)).toEqual([
      { counted: 12, of: 12 },
      { counted: 12, of: 12 },
    ]);
    expect(calls.filter(({ path }) => path.includes('count_tokens'))).toHaveLength(24);
    expect(bought(calls)).toEqual([]);
    expect(existsSync(join(project.root, 'reports'))).toBe(false);
  });

  it('says in advance exactly what the simulator will bill for the input', async () => {
    const { clock, options } = await bench(sums());
    const project = loaded(sums());
    const { variants } = await dryRun(project, { clock, claude: options.claude! });
    const { summary } = await runSuite(project, options);
    expect(variants.map(({ inputTokens }) => inputTokens)).toEqual(
      summary.variants.map(({ tokens }) => tokens.input),
    );
    summary.variants.forEach(({ cost }, index) => {
      expect(cost.total).toBeGreaterThan(variants[index]!.cost!.least);
      expect(cost.total).toBeLessThan(variants[index]!.cost!.most);
    });
  });

  it('counts an even part of many, and estimates the others in proportion', async () => {
    const { calls, clock, options } = await bench(sums());
    const { variants } = await dryRun(loaded(sums(200)), {
      clock,
      claude: options.claude!,
      variants: ['haiku'],
    });
    const { counted, of } = variants[0]!.inputTokensFrom as { counted: number; of: number };
    expect(of).toBe(200);
    expect(counted).toBeGreaterThanOrEqual(20);
    expect(counted).toBeLessThanOrEqual(40);
    expect(calls.filter(({ path }) => path.includes('count_tokens'))).toHaveLength(counted);
  });

  it.each([
    ['without a connection', UNREACHABLE, /cannot be reached/],
    ['with a key that is no key', { apiKey: 'sk\u0000', baseURL: UNREACHABLE.baseURL }, /character/],
  ])('%s estimates from the text, and says why', async (_, claude, why) => {
    const { clock } = await bench(sums());
    const { variants } = await dryRun(loaded(sums()), { clock, claude });
    expect(variants[0]!.inputTokensFrom).toEqual({ estimated: expect.stringMatching(why) });
    expect(variants[0]!.inputTokens).toBeGreaterThan(0);
  });

  it('goes by what an earlier run answered, of the same variant and model', async () => {
    const { clock, options } = await bench(sums());
    const project = loaded(sums());
    const { folder, summary } = await runSuite(project, options);
    const { variants } = await dryRun(project, { clock, simulate: true });
    variants.forEach(({ earlier, cost }, index) => {
      const own = summary.variants[index]!;
      expect(earlier).toEqual({ run: folder.manifest.id, tokens: own.tokens.output / 12 });
      // The same suite again: the input is the same, and so is the output on average.
      expect(cost!.expected).toBeCloseTo(own.cost.total!, 9);
    });
    const other: AnySuite = {
      ...sums(),
      variants: { haiku: { ...sums().variants.haiku!, model: 'claude-opus-5-5' } },
    };
    const changed = await dryRun({ ...project, suite: other }, { clock, simulate: true });
    expect(changed.variants[0]).toMatchObject({ earlier: null, cost: { expected: null } });
  });

  it('does not take simulated answers for a sign of what Claude will answer', async () => {
    const { clock, options } = await bench(sums());
    const project = loaded(sums());
    await runSuite(project, options);
    const { variants } = await dryRun(project, { clock, claude: UNREACHABLE });
    expect(variants.map(({ earlier }) => earlier)).toEqual([null, null]);
  });
});

describe('an even sample', () => {
  it('is every nth item of the stream, of a bounded number', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 30 }), (length, size) => {
        const sample = new EvenSample<number>(size);
        for (let i = 0; i < length; i++) sample.add(i);
        const { items } = sample;
        expect(sample.seen).toBe(length);
        expect(items.length).toBeLessThanOrEqual(size * 2);
        if (length <= size * 2) expect(items).toHaveLength(length);
        else expect(items.length).toBeGreaterThanOrEqual(size);
        const step = items[1] ?? 1;
        expect(items).toEqual(items.map((_, index) => index * step));
      }),
    );
  });
});
