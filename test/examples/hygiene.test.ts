import { validateSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import { findSuiteFiles, loadSuite } from '../../src/load/suite.ts';

const NOW = new Date('2026-11-20T09:00:00Z');

describe('the examples are clean', () => {
  it.each(findSuiteFiles('evals'))('%s', async (file) => {
    const { cases, findings } = await validateSuite(await loadSuite(file), NOW);
    expect(cases).toBeGreaterThan(20);
    expect(findings).toEqual([]);
  });
});
