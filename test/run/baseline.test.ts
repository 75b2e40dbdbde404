import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  baselinePath,
  blessRun,
  contains,
  dataset,
  defineSuite,
  exactMatch,
  formats,
  numeric,
  readReport,
  regradeRun,
  renderTerminal,
  resumeRun,
  runSuite,
} from 'assay';
import { describe, expect, it } from 'vitest';
import type { LoadedSuite } from '../../src/load/suite.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import type { RunResult } from '../../src/run/options.ts';
import { bench, bought, loaded, temporaryFolder } from './workbench.ts';

interface Changes {
  readonly rows?: readonly number[];
  /** Whether the stand-in adds up a row. */
  readonly isRight?: (row: number) => boolean;
  readonly question?: (row: number) => string;
  readonly expected?: (row: number) => string;
  readonly graders?: AnySuite['graders'];
  readonly variants?: readonly string[];
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** Rows that are added up by a stand-in, right or wrong as the test wants. */
function sums({
  rows = range(0, 40),
  isRight = (row) => row % 10 !== 0,
  question = (row) => `${row}+1`,
  expected = (row) => String(row + 1),
  graders = [exactMatch()],
  variants = ['haiku'],
}: Changes = {}): AnySuite {
  const cases = rows.map((row) => ({
    id: `sum-${row}`,
    input: { question: question(row) },
    expected: expected(row),
    tags: [row % 2 === 0 ? 'even' : 'odd'],
  }));
  const model = { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{question}}' } as const;
  return defineSuite('sums', dataset(cases), {
    variants: Object.fromEntries(variants.map((name) => [name, model])),
    graders: graders as never,
    simulate: ({ messages }) => {
      const row = Number(/\d+/.exec(JSON.stringify(messages))![0]);
      return isRight(row) ? String(row + 1) : 'no idea';
    },
  });
}

/** A project in which runs are compared with what was accepted of the first one. */
async function project(accepted: Changes = {}) {
  const root = temporaryFolder();
  const first = await run(loaded(sums(accepted), root));
  const path = join(root, 'sums.baseline.json');
  blessRun(first.folder, path, { simulated: true });
  return { root, path, first };
}

async function run(suite: LoadedSuite, options = {}): Promise<RunResult> {
  const { options: engine } = await bench(suite.suite);
  return runSuite(suite, { ...engine, ...options });
}

const against = (root: string, baseline: string, changes: Changes = {}, options = {}) =>
  run(loaded(sums(changes), root), { baseline, ...options });
const verdictOf = ({ summary }: RunResult) => summary.comparisons[0]!.verdict;
const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')));

describe('a run that is compared with a baseline', () => {
  it('finds no difference where nothing has changed', async () => {
    const { root, path, first } = await project();
    const { summary } = await against(root, path);
    expect(summary.comparisons).toEqual([
      expect.objectContaining({
        variant: 'haiku',
        against: {
          type: 'baseline',
          file: 'sums.baseline.json',
          run: first.summary.run,
          createdAt: first.summary.createdAt,
        },
        paired: true,
        verdict: { type: 'unclear', dependsOn: 0 },
        n: 40,
        fixed: 0,
        broken: 0,
        cost: expect.objectContaining({ n: 40 }),
        costReason: null,
      }),
    ]);
  });

  it('finds a regression, names its cases and slices, and every report says the same', async () => {
    const { root, path } = await project();
    const { summary, folder } = await against(root, path, { isRight: (row) => row % 2 === 1 });
    expect(summary.comparisons[0]).toMatchObject({
      verdict: { type: 'worse' },
      broken: 16,
      fixed: 0,
      slices: [{ tag: 'even' }, { tag: 'odd' }],
    });
    expect(summary.comparisons[0]!.brokenCases).toContain('sum-12');
    const report = readReport(folder);
    const texts = [
      renderTerminal(summary, { columns: 200, color: false }),
      ...(['markdown', 'html', 'json'] as const).map((format) =>
        [...formats[format].render(report)].join(''),
      ),
    ];
    for (const [index, text] of texts.entries()) {
      expect(text.replaceAll('&#45;', '-')).toMatch(
        index === 3 ? /"type": "worse"/ : /haiku (?:is worse than|vs) its baseline of 2026-11-20/,
      );
    }
  });

  it('compares the cases in common and says how many were added and removed', async () => {
    const { root, path } = await project();
    const { summary } = await against(root, path, { rows: range(10, 45) });
    expect(summary.comparisons[0]).toMatchObject({ n: 30, unshared: { baseline: 10, variant: 5 } });
    expect(renderTerminal(summary, { columns: 200, color: false })).toContain(
      'Compared on the cases in common: 5 cases added since, 10 removed',
    );
  });

  it('compares each variant that is in it, beside the comparisons within the run', async () => {
    const { root, path } = await project({ variants: ['haiku', 'terse'] });
    const { summary } = await against(root, path, { variants: ['haiku', 'polite', 'terse'] });
    const said = summary.comparisons.map(({ variant, baseline, against: { type } }: Comparison) => [
      variant,
      baseline,
      type,
    ]);
    expect(said).toEqual([
      ['polite', 'haiku', 'variant'],
      ['terse', 'haiku', 'variant'],
      ['haiku', 'haiku', 'baseline'],
      ['terse', 'terse', 'baseline'],
    ]);
  });

  it.each<[string, Changes, string]>([
    [
      'an input',
      { question: (row) => (row === 7 ? '7 + 1' : `${row}+1`) },
      'the input of a case has changed: sum-7',
    ],
    [
      'expected values',
      { expected: (row) => String(row + 2) },
      'the expected value of 40 cases has changed: sum-0',
    ],
    ['all cases', { rows: range(100, 120) }, 'the baseline is of another dataset: no case in common'],
    ['a grader', { graders: [exactMatch({ caseSensitive: false })] }, 'the grader exactMatch has changed'],
    ['which grader', { graders: [numeric()] }, 'only one of them has the grader numeric'],
  ])('is not comparable where %s changed', async (_, changes, reason) => {
    const { root, path } = await project();
    const result = await against(root, path, changes);
    expect(verdictOf(result)).toEqual({ type: 'not comparable', reason });
    expect(result.summary.comparisons[0]).toMatchObject({ n: 0, difference: { mean: null } });
  });

  it('is not comparable by accuracy where a grader no longer decides, and still by the others', async () => {
    const { root, path } = await project({ graders: [exactMatch(), contains()] });
    const { summary } = await against(root, path);
    expect(summary.comparisons[0]).toMatchObject({
      metric: 'accuracy',
      verdict: { type: 'not comparable', reason: 'only one of them has the grader contains' },
      others: [{ metric: 'exactMatch', n: 40 }],
    });
  });

  it('does not compare simulated answers with real ones', async () => {
    const { root, path } = await project();
    edit(path, (text) => text.replace('"simulated": true', '"simulated": false'));
    const result = await against(root, path);
    expect(verdictOf(result).type).toBe('not comparable');
    expect(verdictOf(result)).toMatchObject({ reason: expect.stringContaining('is simulated') });
  });

  it('leaves out the costs alone where the price table is another one', async () => {
    const { root, path } = await project();
    edit(path, (text) => text.replace(/"pricesDate": ".*"/, '"pricesDate": "2020-01-01"'));
    const { summary } = await against(root, path);
    expect(summary.comparisons[0]).toMatchObject({
      verdict: { type: 'unclear' },
      cost: { ratio: null },
      costReason: expect.stringMatching(/^prices of 2020-01-01 and of /),
    });
  });
});

describe('before anything is sent', () => {
  const refused = async (root: string, baseline: string, changes: Changes = {}) => {
    const suite = loaded(sums(changes), root);
    const { options, calls } = await bench(suite.suite);
    const error: unknown = await runSuite(suite, { ...options, baseline }).then(
      () => null,
      (thrown) => thrown,
    );
    expect(bought(calls)).toEqual([]);
    return error;
  };

  it('a file that is not there is an error that names the command', async () => {
    const root = temporaryFolder();
    expect(await refused(root, join(root, 'sums.baseline.json'))).toMatchObject({
      message: 'there is no sums.baseline.json',
      hint: 'assay bless makes one of a finished run',
    });
  });

  it('a file of another suite or of other variants is one', async () => {
    const { root, path } = await project();
    expect(await refused(root, path, { variants: ['opus'] })).toMatchObject({
      message: 'sums.baseline.json has no variant of this run (opus)',
    });
    edit(path, (text) => text.replace('"suite": "sums"', '"suite": "others"'));
    expect(await refused(root, path)).toMatchObject({
      message: 'sums.baseline.json is the baseline of suite "others", not of "sums"',
    });
  });

  it('a damaged file is one', async () => {
    const { root, path } = await project();
    edit(path, (text) => text.replace('"accuracy":1', '"accuracy":7'));
    expect(await refused(root, path)).toMatchObject({
      message: expect.stringMatching(/^sums\.baseline\.json:\d+: a score of "accuracy" must be/),
    });
  });
});

describe('a run that is graded again', () => {
  it('is compared with the baseline as it is then', async () => {
    const { root, path } = await project();
    const suite = loaded(sums({ isRight: (row) => row % 2 === 1 }), root);
    const { folder } = await run(suite, { baseline: path });
    blessRun(folder, path, { simulated: true });
    const again = await resumeRun(folder.path, suite);
    expect(again.summary.comparisons[0]).toMatchObject({ broken: 0, against: { run: folder.manifest.id } });
    const regraded = await regradeRun(
      folder.path,
      loaded(sums({ graders: [exactMatch({ caseSensitive: false })] }), root),
    );
    expect(verdictOf(regraded)).toEqual({
      type: 'not comparable',
      reason: 'the grader exactMatch has changed',
    });
  });

  it('says so where the baseline has gone, or is damaged', async () => {
    const { root, path } = await project();
    const suite = loaded(sums(), root);
    const { folder } = await run(suite, { baseline: path });
    writeFileSync(path, '{');
    expect(verdictOf(await resumeRun(folder.path, suite))).toEqual({
      type: 'not comparable',
      reason: 'sums.baseline.json:1:2: not JSON: the text ends too early',
    });
    rmSync(path);
    const { summary } = await resumeRun(folder.path, suite);
    expect(summary.comparisons[0]).toMatchObject({
      verdict: { type: 'not comparable', reason: 'there is no sums.baseline.json' },
      against: { type: 'baseline', file: 'sums.baseline.json', run: null },
    });
    expect(renderTerminal(summary, { columns: 200, color: false })).toContain(
      '≠ haiku vs its baseline: not comparable: there is no sums.baseline.json',
    );
  });
});

describe('blessing a run', () => {
  it('writes the same bytes again on the same day', async () => {
    const { path, first } = await project();
    const before = readFileSync(path);
    blessRun(first.folder, path, { simulated: true });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('says what is better, worse, added and removed, and survives what it replaces', async () => {
    const { root, path } = await project();
    const { folder } = await run(loaded(sums({ rows: range(10, 45), isRight: (row) => row !== 11 }), root));
    expect(blessRun(folder, path, { simulated: true }).before).toEqual([
      expect.objectContaining({ fixed: 3, broken: 1, unshared: { baseline: 10, variant: 5 } }),
    ]);
    edit(path, (text) => text.slice(100));
    expect(blessRun(folder, path, { simulated: true }).before).toMatch(/not JSON/);
  });

  it('keeps the variants that are asked for', async () => {
    const root = temporaryFolder();
    const { folder } = await run(loaded(sums({ variants: ['haiku', 'terse'] }), root));
    const path = baselinePath(join(root, 'evals/test.eval.ts'), 'sums').replace('evals/', '');
    const { header } = blessRun(folder, path, { simulated: true, variants: ['terse'] });
    expect(header.variants.map(({ name }) => name)).toEqual(['terse']);
    expect(() => blessRun(folder, path, { simulated: true, variants: ['ters'] })).toThrow(
      /has no variant "ters"/,
    );
  });

  it('refuses a run of which nothing was scored', async () => {
    const root = temporaryFolder();
    const broken = {
      name: 'broken',
      grade: () => {
        throw new Error('out of order');
      },
    };
    const { folder } = await run(loaded(sums({ graders: [broken] }), root));
    expect(() => blessRun(folder, join(root, 'a.json'), { simulated: true })).toThrow(
      /has no score of haiku/,
    );
  });
});
