import { join } from 'node:path';
import { dataset, defineSuite, human, loadSuite, recorded, resumeRun, runSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import { loadGraders } from '../../src/load/graders.ts';
import { labelSet } from '../../src/model/label.ts';
import { project, suiteText, writeFiles } from '../cli/assay.ts';
import { fastClock } from '../run/workbench.ts';
import { sample } from './sample.ts';

const label = (caseId: string, score: number) => ({
  case: caseId,
  variant: null,
  repetition: 0,
  score,
  by: 'ann',
  at: '2026-11-20',
  why: 'cites the wrong clause',
  where: 'labels.csv:2',
});

describe('human', () => {
  it('gives what a person said: who, when and why', () => {
    const grader = human('labels.csv').withLabels(labelSet([label('case', 0)]));
    expect(grader.name).toBe('human');
    expect(grader.grade(sample('an answer', null))).toEqual({
      score: 0,
      pass: false,
      reason: 'labelled by "ann, 2026-11-20" (labels.csv:2): "cites the wrong clause"',
      human: { by: 'ann', at: '2026-11-20', why: 'cites the wrong clause' },
    });
  });

  it('has no verdict on an answer that nobody labelled', () => {
    const grader = human('labels.csv').withLabels(labelSet([label('other', 1)]));
    expect(() => grader.grade(sample('an answer', null))).toThrow('no label');
  });

  it('measures as soon as a label lies between pass and fail, unless there is a threshold', () => {
    const labels = labelSet([label('case', 1), label('other', 0.5)]);
    expect(human('labels.csv').withLabels(labels).grade(sample('', null))).not.toHaveProperty('pass');
    expect(human('labels.csv', { threshold: 0.8 }).withLabels(labels)).toMatchObject({ threshold: 0.8 });
  });

  it('says so where its file was not read', () => {
    expect(() => human('labels.csv').grade(sample('', null))).toThrow('labels.csv has not been read');
  });

  it.each([
    [() => human(''), 'human: the labels are in no file'],
    // @ts-expect-error no such option
    [() => human('labels.csv', { treshold: 1 }), "human: unknown option 'treshold'"],
  ])('refuses what cannot be meant: %s', (define, message) => {
    expect(define).toThrow(message);
  });
});

describe('a run with human labels', () => {
  const FILES = {
    'datasets/small.csv': 'id,text,expected\na,one,1\nb,two,2\nc,three,3\n',
    'answers.csv': 'id,answer\na,1\nb,0\nc,3\n',
    'labels.csv': 'case,label,by,at,why\na,pass,ann,2026-11-20,\nb,fail,bob,2026-11-21,"off, by two"\n',
  };
  const suite = (variants = 'old: recorded("answers.csv", { output: "answer" }),') =>
    suiteText({ variants, graders: 'graders: [exactMatch(), human("labels.csv")],' }).replace(
      'import { dataset,',
      'import { human, dataset,',
    );

  it('keeps who, when and why in its records, and leaves unlabelled answers out', async () => {
    const root = project({ ...FILES, 'evals/small.eval.ts': suite() });
    const loaded = await loadSuite(join(root, 'evals/small.eval.ts'));
    const { folder, summary } = await runSuite(loaded, { clock: fastClock() });
    expect([...folder.records].map(({ scores, pass }) => [scores.human, pass])).toEqual([
      [
        {
          outcome: 'scored',
          score: 1,
          pass: true,
          reason: 'labelled by "ann, 2026-11-20" (labels.csv:2)',
          human: { by: 'ann', at: '2026-11-20', why: null },
        },
        true,
      ],
      [
        {
          outcome: 'scored',
          score: 0,
          pass: false,
          reason: 'labelled by "bob, 2026-11-21" (labels.csv:3): "off, by two"',
          human: { by: 'bob', at: '2026-11-21', why: 'off, by two' },
        },
        false,
      ],
      [{ outcome: 'failed', reason: 'no label' }, null],
    ]);
    expect(summary.variants[0]!.graders[1]).toMatchObject({ name: 'human', failed: 1, mean: { n: 2 } });
  });

  it('takes in corrected labels when it is resumed, for nothing', async () => {
    const root = project({ ...FILES, 'evals/small.eval.ts': suite() });
    const loaded = await loadSuite(join(root, 'evals/small.eval.ts'));
    const { folder } = await runSuite(loaded, { clock: fastClock() });
    writeFiles(root, { 'labels.csv': 'case,label,by\na,pass,ann\nb,pass,carl\nc,pass,carl\n' });
    const { summary } = await resumeRun(folder.path, loaded, { clock: fastClock() });
    expect(summary.variants[0]!.graders[1]).toMatchObject({ failed: 0, mean: { mean: 1, n: 3 } });
    expect([...folder.records][1]!.scores.human).toMatchObject({ human: { by: 'carl' } });
  });

  it('finds before anything is sent that labels do not say whose answers they are about', async () => {
    const two = ['a', 'b'].map((name) => `${name}: recorded("answers.csv", { output: "answer" }),`).join('');
    const root = project({ ...FILES, 'evals/small.eval.ts': suite(two) });
    const loaded = await loadSuite(join(root, 'evals/small.eval.ts'));
    await expect(runSuite(loaded)).rejects.toMatchObject({
      message: 'labels.csv:2: the label does not say which variant it is about: there are a, b',
      hint: 'add a column "variant"',
    });
  });

  it('finds before anything is sent that the labels are missing', async () => {
    const suite = defineSuite('s', dataset([{ input: { a: 1 } }]), {
      variants: { old: recorded('answers.csv', { output: 'answer' }) },
      graders: [human('labels/none.csv')],
    });
    await expect(loadGraders({ suite, root: project(), file: 'x' })).rejects.toThrow(
      'labels/none.csv cannot be read',
    );
  });
});
