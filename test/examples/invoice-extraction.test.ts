import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadedSuite, loadSuite } from '../../src/load/suite.ts';
import type { Case } from '../../src/model/case.ts';
import { accuracyOf, gradeGold, graderOf, isPerfect, loadCases, runExample } from './example-runs.ts';

let loaded: LoadedSuite;
let cases: Case[];

beforeAll(async () => {
  loaded = await loadSuite('evals/invoice-extraction.eval.ts');
  cases = await loadCases(loaded);
});

describe('the invoices', () => {
  it('are some thirty, with unique ids', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it('name in their text what is to be found there', () => {
    for (const { id, input, expected } of cases) {
      const { text } = input as { text: string };
      const { vendor, invoice_number } = expected as { vendor: string; invoice_number: string };
      expect(text, id).toContain(vendor);
      expect(text, id).toContain(invoice_number);
    }
  });

  it('pass with their own expected values', async () => {
    for (const row of cases) {
      const verdicts = await gradeGold(loaded, row);
      expect(Object.values(verdicts).every(isPerfect), `${row.id} ${JSON.stringify(verdicts)}`).toBe(true);
    }
  });
});

describe('a simulated run of invoice-extraction', () => {
  it('shows what a schema repairs, and what it does not', async () => {
    const { summary, folder } = await runExample(loaded);

    expect(summary.variants.map(({ name }) => name)).toEqual(['asked', 'schema', 'schema-sonnet']);
    expect(summary.simulated).toBe(true);
    expect(summary.trials).toBe(3 * cases.length);
    expect(summary.unanswered).toBe(0);
    expect([...folder.records]).toHaveLength(3 * cases.length);

    const wellFormed = (variant: string) => graderOf(summary, variant, 'wellFormed').mean.mean;
    expect(wellFormed('asked')).toBeLessThan(0.95);
    expect(wellFormed('schema')).toBe(1);
    expect(wellFormed('schema-sonnet')).toBe(1);

    expect(accuracyOf(summary, 'asked')).toBeGreaterThan(0.55);
    expect(accuracyOf(summary, 'asked')).toBeLessThan(accuracyOf(summary, 'schema'));
    const misread = ['schema', 'schema-sonnet'].map((name) => 1 - accuracyOf(summary, name));
    expect(Math.max(...misread)).toBeGreaterThan(0);
  });
});
