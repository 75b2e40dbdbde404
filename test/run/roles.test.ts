import { custom, exactMatch, not, oneOf, resumeRun, runSuite } from 'assay';
import { expect, it } from 'vitest';
import type { Grader } from '../../src/model/grader.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { bench, bought, loaded, sums } from './workbench.ts';

const graded = (suite: AnySuite, ...graders: Grader[]): AnySuite => ({ ...suite, graders });
const broken = () => {
  throw new Error('no such field');
};

it('only gates decide: neither a metric that fails nor an advisory that breaks takes a pass away', async () => {
  const suite = graded(
    sums(),
    custom('broken', broken, { role: 'advisory' }),
    exactMatch() as Grader,
    not(exactMatch(), { role: 'metric' }) as Grader,
  );
  const { options } = await bench(suite);
  const { summary, folder } = await runSuite(loaded(suite), options);

  expect(summary.variants.map(({ passed, decided, undecided }) => [passed, decided, undecided])).toEqual([
    [9, 12, 0],
    [12, 12, 0],
  ]);
  expect(summary.comparisons[0]).toMatchObject({ metric: 'accuracy', difference: { mean: 0.25 } });
  expect(summary.variants[1]!.graders).toMatchObject([
    { name: 'broken', role: 'advisory', failed: 12, difference: null },
    { name: 'exactMatch', role: 'gate', difference: { mean: 0.25 } },
    { name: 'not(exactMatch)', role: 'metric', difference: { mean: -0.25 } },
  ]);
  const [record] = folder.records;
  expect(record).toMatchObject({
    pass: true,
    scores: {
      broken: { outcome: 'failed', role: 'advisory' },
      exactMatch: { pass: true, label: { expected: '0', predicted: '0' } },
      'not(exactMatch)': { score: 0, pass: null, role: 'metric' },
    },
  });
});

it('another role counts once the run is graded again, and costs nothing', async () => {
  const suite = sums();
  const { calls, options } = await bench(suite);
  const project = loaded(suite);
  const first = await runSuite(project, options);
  const advised = graded(suite, exactMatch({ role: 'metric' }) as Grader);
  const second = await resumeRun(first.folder.path, { ...project, suite: advised }, options);

  expect(bought(calls)).toEqual([12, 12]);
  expect(first.summary.variants[0]!.accuracy).toMatchObject({ mean: 0.75 });
  expect(second.summary.variants[0]!.accuracy).toBeNull();
  expect(second.summary.comparisons[0]).toMatchObject({ metric: 'exactMatch', difference: { mean: 0.25 } });
});

it('labels are told apart as they were answered, by variant', async () => {
  const parity = (output: string) => (Number(output) % 2 === 0 ? 'even' : 'odd');
  const suite = graded(
    sums(),
    custom('parity', ({ expected, output }) => {
      const label = { expected: parity(String(expected)), predicted: parity(output) };
      return { score: 1, pass: true, label };
    }) as Grader,
    oneOf({ values: ['0', '2', '4'], role: 'metric' }),
  );
  const { options } = await bench(suite);
  const { summary } = await runSuite(loaded(suite), options);
  const [haiku, sonnet] = summary.variants.map(({ graders }) => graders[0]!.classification!);

  // Of haiku's twelve sums those of 3, 7 and 11 are one too high.
  expect(haiku).toMatchObject({ trials: 12, accuracy: { mean: 0.75 }, noLabel: 0 });
  expect(haiku!.matrix.filter((cell) => cell.expected !== cell.predicted)).toEqual([
    { expected: 'even', predicted: 'odd', count: 2 },
    { expected: 'odd', predicted: 'even', count: 1 },
  ]);
  expect(sonnet).toMatchObject({ accuracy: { mean: 1 }, macroF1: { mean: 1 } });
  // What is outside the values has no label.
  expect(summary.variants[1]!.graders[1]!.classification).toMatchObject({ trials: 12, noLabel: 9 });
});
