import { describe, expect, it } from 'vitest';
import { caseSelector, SHOWN_CASES } from '../../src/core/select-cases.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { expired, fail, failed, measured, pass, passed, record, score, summarize } from './builders.ts';

const row = (id: string) => ({ id, input: {}, expected: null, tags: [] });

function select(
  cases: readonly (readonly TrialRecord[])[],
  names = ['a', 'b'],
  baseline = 'a',
  shown?: number,
) {
  const selector = caseSelector(names, baseline, shown);
  cases.forEach((records, index) => {
    const repeat = records.length / names.length;
    selector.addCase(
      row(`c${index}`),
      records.map((own, i) => ({ ...own, variant: names[Math.floor(i / repeat)]! })),
    );
  });
  return selector.finish();
}

const changeOf = (records: readonly TrialRecord[], names?: string[], baseline?: string) =>
  select([records], names, baseline).shown[0]!.change;

describe('how a case changed', () => {
  it.each<[string, TrialRecord[], string]>([
    ['both pass', [pass(), pass()], 'both pass'],
    ['both fail', [fail(), fail()], 'both fail'],
    ['rose', [fail(), pass()], 'fixed'],
    ['fell', [pass(), fail()], 'broken'],
    ['no answer', [pass(), expired()], 'error'],
    ['no answer of the baseline', [expired(), pass()], 'error'],
    ['no score of a variant', [pass(), record({ pass: null, scores: { exact: failed } })], 'error'],
    ['a score that rose', [score(0.2), score(0.3)], 'fixed'],
    ['a score that fell', [score(0.2), score(0.1)], 'broken'],
    ['a score that stayed below 1', [score(0.2), score(0.2)], 'both fail'],
    ['a score that stayed at 1', [score(1), score(1)], 'both pass'],
    ['a mean that rose', [fail(), pass(), pass(), pass()], 'fixed'],
    [
      'a mean that only rounding moved',
      [score(0.1), score(0.2), score(0.3), score(0.3), score(0.2), score(0.1)],
      'both fail',
    ],
    ['an answer in one repetition', [pass(), expired(), pass(), pass()], 'both pass'],
  ])('%s', (_, records, change) => expect(changeOf(records)).toBe(change));

  it('is not about an advisory score, which may stand first', () => {
    const of = (tone: number, length: number) =>
      record({
        pass: null,
        scores: {
          tone: { outcome: 'scored', score: tone, pass: null, role: 'advisory' },
          length: measured(length),
        },
      });
    expect(changeOf([of(1, 0.2), of(0, 0.3)])).toBe('fixed');
  });

  it('under several variants is the worst of it', () => {
    const names = ['a', 'b', 'c'];
    expect(changeOf([pass(), pass(), fail()], names)).toBe('broken');
    expect(changeOf([score(0.5), score(0.9), score(0.1)], names)).toBe('broken');
    expect(changeOf([fail(), fail(), pass()], names)).toBe('fixed');
    expect(changeOf([pass(), expired(), fail()], names)).toBe('broken');
    expect(changeOf([pass(), expired(), pass()], names)).toBe('error');
  });

  it('is held against the baseline, wherever it stands', () => {
    expect(changeOf([fail(), pass()], ['a', 'b'], 'b')).toBe('broken');
  });

  it('of a single variant is whether it passes', () => {
    expect([pass(), fail(), expired()].map((own) => changeOf([own], ['a']))).toEqual([
      'both pass',
      'both fail',
      'error',
    ]);
  });

  it('is that of the comparison: a case that it drops is no pass, whatever the first grader says', () => {
    const graders = ['close', 'exact'];
    const decided = record({ scores: { close: measured(1), exact: passed } });
    const undecided = record({ pass: null, scores: { close: measured(1), exact: failed } });
    expect(summarize([[[decided], [undecided]]], { graders }).comparisons[0]).toMatchObject({
      metric: 'accuracy',
      dropped: 1,
    });
    expect(changeOf([decided, undecided])).toBe('error');
  });
});

describe('the cases that are shown', () => {
  const ids = ({ shown }: ReturnType<typeof select>) => shown.map((view) => view.case.id);
  const mixed = [
    [pass(), pass()],
    [fail(), fail()],
    [pass(), expired()],
    [fail(), pass()],
    [pass(), fail()],
  ];

  it('come with the most interesting first', () => {
    const { shown, total } = select(mixed);
    expect(shown.map(({ change }) => change)).toEqual(['broken', 'fixed', 'error', 'both fail', 'both pass']);
    expect(total).toBe(5);
  });

  it('are cut at the end, and all are counted', () => {
    const selection = select([...mixed, ...mixed], ['a', 'b'], 'a', 3);
    expect(ids(selection)).toEqual(['c4', 'c9', 'c3']);
    expect(selection.total).toBe(10);
  });

  it('are at most 500, whatever the size of the run', () => {
    const { shown, total } = select(Array.from({ length: 3 * SHOWN_CASES }, (_, i) => mixed[i % 5]!));
    expect(shown).toHaveLength(SHOWN_CASES);
    expect(total).toBe(3 * SHOWN_CASES);
    expect(shown.filter(({ change }) => change === 'broken')).toHaveLength(300);
  });

  it('come with all their records', () => {
    const { shown } = select([[pass(), fail()]]);
    expect(shown[0]?.records.map(({ variant, pass: ok }) => [variant, ok])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('are none of an empty run', () => expect(select([])).toEqual({ shown: [], total: 0 }));
});
