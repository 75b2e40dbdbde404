import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  claudePort,
  connect,
  custom,
  exactMatch,
  judge,
  recoverRun,
  regradeFailed,
  regradeRun,
  runSuite,
} from 'assay';
import { describe, expect, it } from 'vitest';
import type { Params } from '../../src/model/request.ts';
import type { AnySuite, Simulate } from '../../src/model/suite.ts';
import type { Summary } from '../../src/model/summary.ts';
import { bench, bought, loaded, sums } from './workbench.ts';

const tone = judge({
  name: 'tone',
  model: 'claude-opus-5-5',
  question: 'Is the answer a number?',
  choices: { yes: 1, no: 0 },
});

const isJudging = (params: Params) => params.output_config?.format !== undefined;

/** Answers sums; as a judge it says what it is told to. */
const saying =
  (verdict: () => string): Simulate =>
  (params, context) =>
    isJudging(params) ? verdict() : sums().simulate!(params, context);

const yes = () => JSON.stringify({ reasoning: 'It is.', choice: 'yes' });
const with_ = (...graders: AnySuite['graders'][number][]): AnySuite => ({ ...sums(), graders });

describe('regrading', () => {
  it('by a changed code grader asks nothing, leaves the answers, and lists what has changed', async () => {
    const suite = with_(exactMatch());
    const { calls, options } = await bench(suite);
    const project = loaded(suite);
    const { folder } = await runSuite(project, options);
    const outputs = [...folder.records].map(({ output }) => output);
    const strict = with_(
      custom('exactMatch', ({ output, expected }) => output === expected && output !== '0'),
    );
    const again = await regradeRun(
      folder.path,
      { ...project, suite: strict },
      { ...options, claude: { baseURL: 'http://127.0.0.1:1' } },
    );
    expect(bought(calls)).toEqual([12, 12]);
    expect(again.flipped).toBe(2);
    expect(again.flips).toEqual(
      ['haiku', 'sonnet'].map((variant) => ({
        case: 'sum-0',
        variant,
        repetition: 0,
        grader: 'exactMatch',
        before: expect.objectContaining({ pass: true }),
        after: expect.objectContaining({ pass: false }),
      })),
    );
    expect([...again.folder.records].map(({ output }) => output)).toEqual(outputs);
  });

  it('by a judge that was added asks it, and nobody else', async () => {
    const { calls, options } = await bench(sums(), { simulate: saying(yes) });
    const project = loaded(with_(exactMatch()));
    const { folder } = await runSuite(project, options);
    const again = await regradeRun(folder.path, { ...project, suite: with_(exactMatch(), tone) }, options);
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
    expect(again.flipped).toBe(24);
    for (const { scores } of again.folder.records) expect(scores.tone).toMatchObject({ pass: true });
    // Asked once: it is not asked again.
    const third = await regradeRun(folder.path, { ...project, suite: with_(exactMatch(), tone) }, options);
    expect(bought(calls)).toHaveLength(4);
    expect(third.flipped).toBe(0);
  });

  it('by one grader leaves the scores of the others as they are', async () => {
    let calls = 0;
    const slow = custom('slow', ({ variant }) => {
      if (variant !== 'expected') calls++;
      return true;
    });
    const suite = with_(exactMatch(), slow);
    const { options } = await bench(suite);
    const project = loaded(suite);
    const { folder } = await runSuite(project, options);
    expect(calls).toBe(24);
    const lenient = { ...suite, graders: [custom('exactMatch', () => true), slow] } as AnySuite;
    const again = await regradeRun(
      folder.path,
      { ...project, suite: lenient },
      { ...options, grader: 'exactMatch' },
    );
    expect(calls).toBe(24);
    expect(again.summary.variants.map(({ passed }) => passed)).toEqual([12, 12]);
    await expect(
      regradeRun(folder.path, project, { ...options, grader: 'exactmatch' }),
    ).rejects.toMatchObject({
      hint: 'did you mean "exactMatch"?',
    });
  });

  it('by a judge that has changed asks the new version; the old opinions stay paid for', async () => {
    const { calls, options } = await bench(sums(), { simulate: saying(yes) });
    const project = loaded(with_(tone));
    const first = await runSuite(project, options);
    const stricter = judge({
      name: 'tone',
      model: 'claude-opus-5-5',
      question: 'Is the answer a number, and nothing else?',
      choices: { yes: 1, no: 0 },
    });
    const before = first.summary.ledger.settled;
    const again = await regradeRun(first.folder.path, { ...project, suite: with_(stricter) }, options);
    expect(bought(calls)).toEqual([12, 12, 12, 12, 12, 12]);
    expect(again.summary.ledger.settled).toBeGreaterThan(before);
  });

  it('of a recovered run asks its judges, and buys no answer', async () => {
    const { calls, options } = await bench(sums(), { simulate: saying(yes) });
    const project = loaded(with_(exactMatch()));
    const first = await runSuite(project, options);
    rmSync(first.folder.path, { recursive: true });
    const port = claudePort(await connect(options.claude));
    const { folder } = await recoverRun(project, port, options);
    const again = await regradeRun(folder.path, { ...project, suite: with_(exactMatch(), tone) }, options);
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
    for (const { scores } of again.folder.records) expect(scores.tone).toMatchObject({ pass: true });
  });
});

describe('the version of a grader', () => {
  const versions = ({ variants }: Summary) =>
    variants.map(({ graders }) => Object.fromEntries(graders.map(({ name, version }) => [name, version])));
  const failing = custom('picky', ({ output }) => {
    if (output === '0') throw new Error('cannot tell');
    return true;
  });
  const other = custom('picky', ({ output }) => output !== '');

  async function graded(...graders: AnySuite['graders'][number][]) {
    const suite = with_(...graders);
    const { options } = await bench(suite, { simulate: saying(yes) });
    const project = loaded(suite);
    const { folder, summary } = await runSuite(project, options);
    const [before] = versions(summary);
    return {
      folder,
      options,
      before: before!,
      by: (...own: typeof graders) => ({ ...project, suite: with_(...own) }),
    };
  }

  it('stands in the summary, the same for every variant', async () => {
    const { folder, before } = await graded(exactMatch(), failing);
    expect(before).toEqual({
      exactMatch: expect.stringMatching(/^[0-9a-f]{12}$/),
      picky: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(versions(folder.summary)).toEqual([before, before]);
  });

  it('is that of the suite as it is when all is graded again', async () => {
    const { folder, options, before, by } = await graded(exactMatch(), failing);
    const [again] = versions((await regradeRun(folder.path, by(exactMatch(), other), options)).summary);
    expect(again!.exactMatch).toBe(before.exactMatch);
    expect(again!.picky).not.toBe(before.picky);
  });

  it('stays with the scores that stay', async () => {
    const { folder, options, before, by } = await graded(exactMatch(), failing);
    const loose = exactMatch({ caseSensitive: false });
    const again = await regradeRun(folder.path, by(loose, other), { ...options, grader: 'exactMatch' });
    const [after] = versions(again.summary);
    expect(after!.exactMatch).not.toBe(before.exactMatch);
    expect(after!.picky).toBe(before.picky);
    // Also where the same is done once more.
    const third = await regradeRun(folder.path, by(loose, other), { ...options, grader: 'exactMatch' });
    expect(versions(third.summary)[0]).toEqual(after);
  });

  it('stays where new facts remove the summary', async () => {
    const { folder, options, before, by } = await graded(exactMatch());
    const asking = { ...options, grader: 'tone' };
    const again = await regradeRun(folder.path, by(exactMatch({ caseSensitive: false }), tone), asking);
    const [after] = versions(again.summary);
    expect(after).toEqual({ ...before, tone: expect.any(String) });
  });

  it('is not known where only failed scores are made anew by a grader that has changed', async () => {
    const { folder, options, before, by } = await graded(exactMatch(), failing);
    const same = await regradeFailed(folder.path, by(exactMatch(), failing), 'picky', options);
    expect(versions(same!.summary)[0]).toEqual(before);
    const mixed = await regradeFailed(folder.path, by(exactMatch(), other), 'picky', options);
    expect(mixed!.flipped).toBe(2);
    expect(versions(mixed!.summary)[0]).toEqual({ ...before, picky: null });
  });

  it('is not known where the summary of old says none', async () => {
    const { folder, options, by } = await graded(exactMatch(), failing);
    const text = readFileSync(folder.file('summary.json'), 'utf8');
    writeFileSync(folder.file('summary.json'), text.replaceAll(/"version": "[0-9a-f]{12}",?/g, ''));
    expect(versions(folder.summary)[0]).toEqual({ exactMatch: undefined, picky: undefined });
    const again = await regradeRun(folder.path, by(exactMatch(), failing), {
      ...options,
      grader: 'exactMatch',
    });
    expect(versions(again.summary)[0]).toEqual({ exactMatch: expect.any(String), picky: null });
  });
});

describe('a judge that gave no verdict', () => {
  it('is asked again about those answers, and only those', async () => {
    let asked = 0;
    const { calls, options } = await bench(sums(), {
      simulate: saying(() => (asked++ < 5 ? 'grade: pass' : yes())),
    });
    const project = loaded(with_(exactMatch(), tone));
    const first = await runSuite(project, options);
    const failed = [...first.folder.records].filter(({ scores }) => scores.tone!.outcome === 'failed');
    expect(failed).toHaveLength(5);
    const again = await regradeFailed(first.folder.path, project, 'tone', options);
    expect(
      bought(calls)
        .slice(4)
        .reduce((sum, count) => sum + count, 0),
    ).toBe(5);
    expect(again!.flipped).toBe(5);
    for (const { scores } of again!.folder.records) expect(scores.tone).toMatchObject({ pass: true });
    expect(await regradeFailed(first.folder.path, project, 'tone', options)).toBeNull();
    // What was asked in vain is paid for all the same.
    expect(again!.summary.ledger.settled).toBeGreaterThan(first.summary.ledger.settled);
  });
});
