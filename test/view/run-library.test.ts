import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunLibrary } from '../../src/view/run-library.ts';
import { reportsFolder, writeNights, writeRun } from './project.ts';

const LONG_AGO = new Date('2026-11-20T12:00:00Z');

/** Other bytes in a file that looks untouched from outside. */
function rewriteUnseen(path: string, content: string): void {
  writeFileSync(path, content.padEnd(statSync(path).size));
  utimesSync(path, LONG_AGO, LONG_AGO);
}

describe('the library of runs', () => {
  it('reads the summaries that are shown, and no other', () => {
    const reports = reportsFolder();
    writeNights(reports, 30);
    const old = writeRun(reports, { id: 'old', manifest: { createdAt: '2020-01-01T00:00:00.000Z' } });
    writeFileSync(join(old, 'summary.json'), 'not read, so not complained of');
    const library = new RunLibrary(reports);
    const standings = (count: number) =>
      library.index(count).suites[0]!.runs.map(({ standing }) => standing.type);
    expect(new Set(standings(30))).toEqual(new Set(['finished']));
    expect(standings(31).at(-1)).toBe('outdated');
    expect(library.suite('support-triage', 28, 2)).toMatchObject({ total: 31, skipped: 28, runs: [{}, {}] });
  });

  it('reads a file once for as long as it stays as it is', () => {
    const reports = reportsFolder();
    const path = writeRun(reports);
    for (const name of ['run.json', 'summary.json']) utimesSync(join(path, name), LONG_AGO, LONG_AGO);
    const library = new RunLibrary(reports);
    const before = library.index(5);
    rewriteUnseen(join(path, 'summary.json'), 'spoiled');
    rewriteUnseen(join(path, 'run.json'), 'spoiled');
    expect(library.index(5)).toEqual(before);
    writeFileSync(join(path, 'run.json'), 'spoiled');
    expect(library.index(5)).toMatchObject({
      suites: [],
      broken: [{ path: ['support-triage', expect.any(String)] }],
    });
  });

  it('knows what came, went and changed since', () => {
    const reports = reportsFolder();
    const path = writeRun(reports, { summary: null });
    const library = new RunLibrary(reports);
    const told = () =>
      library.index(5).suites.flatMap(({ runs }) => runs.map(({ id, standing }) => [id, standing.type]));
    expect(told()).toEqual([['20261120-123105-abcdef', 'left']]);
    writeRun(reports);
    writeRun(reports, { id: 'newer', manifest: { createdAt: '2026-12-01T00:00:00.000Z' } });
    expect(told()).toEqual([
      ['newer', 'finished'],
      ['20261120-123105-abcdef', 'finished'],
    ]);
    rmSync(path, { recursive: true });
    expect(told()).toEqual([['newer', 'finished']]);
  });

  it('puts the suite first that ran last', () => {
    const reports = reportsFolder();
    for (const [suite, day] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ] as const) {
      writeRun(reports, { suite, manifest: { createdAt: `2026-11-0${day}T00:00:00.000Z` } });
    }
    expect(new RunLibrary(reports).index(5).suites.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });
});
