import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadedSuite, loadSuite } from '../../src/load/suite.ts';
import type { Case } from '../../src/model/case.ts';
import { accuracyOf, gradeGold, isPerfect, loadCases, runExample, variantOf } from './example-runs.ts';

let loaded: LoadedSuite;
let cases: Case[];

beforeAll(async () => {
  loaded = await loadSuite('evals/word-problems.eval.ts');
  cases = await loadCases(loaded);
});

describe('the word problems', () => {
  it('are some forty, with unique ids, on all kinds of numbers', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    const answers = cases.map(({ expected }) => expected as number);
    expect(answers.some((answer) => answer < 0)).toBe(true);
    expect(answers.some((answer) => answer > 10_000)).toBe(true);
    expect(answers.some((answer) => !Number.isInteger(answer))).toBe(true);
  });

  it('pass with their own answers', async () => {
    for (const row of cases) {
      expect(Object.values(await gradeGold(loaded, row)).every(isPerfect), row.id).toBe(true);
    }
  });
});

describe('a simulated run of word-problems', () => {
  it('answers each case three times, and grades the calculator beside the model', async () => {
    const { summary, folder } = await runExample(loaded);

    expect(summary.variants.map(({ name }) => name)).toEqual(['direct', 'steps', 'calculator']);
    expect(summary.repeat).toBe(3);
    expect(summary.trials).toBe(3 * 3 * cases.length);
    expect(summary.unanswered).toBe(0);

    const records = [...folder.records];
    expect(records).toHaveLength(summary.trials);
    const answers = new Map<string, Set<string | null>>();
    for (const { variant, case: id, output } of records) {
      if (variant === 'calculator') continue;
      const key = `${variant} ${id}`;
      answers.set(key, (answers.get(key) ?? new Set()).add(output));
    }
    expect([...answers.values()].some((outputs) => outputs.size > 1)).toBe(true);

    expect(accuracyOf(summary, 'direct')).toBeGreaterThan(0.65);
    expect(accuracyOf(summary, 'direct')).toBeLessThan(0.88);
    expect(accuracyOf(summary, 'steps')).toBeGreaterThan(0.88);
    expect(accuracyOf(summary, 'steps')).toBeLessThan(1);
  });

  it('asks nobody for what is recorded', async () => {
    const { summary } = await runExample(loaded);
    const calculator = variantOf(summary, 'calculator');
    expect(calculator.answeredBy).toEqual(['recorded']);
    expect(calculator.model).toBeNull();
    expect(calculator.accuracy?.mean).toBe(15 / 40);
    for (const name of ['direct', 'steps']) {
      expect(variantOf(summary, name).answeredBy).toEqual(['simulator']);
    }
  });
});
