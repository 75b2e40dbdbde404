import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSuite } from '../../src/load/suite.ts';
import { accuracyOf, gradeGold, isPerfect, loadCases, runExample, temporaryFolder } from './example-runs.ts';

/** A project as `assay init` leaves it, far from this repository's node_modules. */
async function projectFromTemplate(): Promise<string> {
  const project = await temporaryFolder();
  await writeFile(join(project, 'package.json'), '{ "name": "fresh", "private": true }');
  for (const folder of ['evals', 'datasets']) await mkdir(join(project, folder));
  const suite = join(project, 'evals', 'example.eval.ts');
  await copyFile('templates/example.eval.ts', suite);
  await copyFile('templates/example.csv', join(project, 'datasets', 'example.csv'));
  return suite;
}

describe('the template', () => {
  it('runs in a fresh project, and its second prompt is the better one', async () => {
    const loaded = await loadSuite(await projectFromTemplate());
    const { summary, folder } = await runExample(loaded);

    expect(summary.suite).toBe('example');
    expect(summary.simulated).toBe(true);
    expect(summary.trials).toBe(16);
    expect(summary.unanswered).toBe(0);
    expect([...folder.records]).toHaveLength(16);
    expect(accuracyOf(summary, 'short')).toBeLessThan(accuracyOf(summary, 'careful'));
  });

  it('has cases that pass with their own expected values', async () => {
    const loaded = await loadSuite(await projectFromTemplate());
    const cases = await loadCases(loaded);
    expect(cases).toHaveLength(8);
    for (const row of cases) {
      expect(Object.values(await gradeGold(loaded, row)).every(isPerfect), row.id).toBe(true);
    }
  });
});
