import { all, contains, custom, exactMatch, human, judge, levenshtein } from 'assay';
import { describe, expect, it } from 'vitest';
import { graderVersions, versionsAfter } from '../../src/core/grader-versions.ts';
import type { AnyGrader } from '../../src/model/judge.ts';
import { type HumanLabel, labelSet } from '../../src/model/label.ts';

const versionOf = (grader: AnyGrader) => Object.values(graderVersions([grader]))[0]!;

const tone = (changes: Partial<Parameters<typeof judge>[0]> = {}) =>
  judge({ model: 'claude-opus-5-5', question: 'Is it polite?', choices: { yes: 1, no: 0 }, ...changes });

const label = (changes: Partial<HumanLabel> = {}): HumanLabel => ({
  case: 'c1',
  variant: null,
  repetition: 0,
  score: 1,
  by: 'Ann',
  at: null,
  why: null,
  where: 'labels.csv:2',
  ...changes,
});
const ann = (...labels: HumanLabel[]) => human('labels.csv').withLabels(labelSet(labels));
const plain = (grade: AnyGrader & { grade: unknown }): AnyGrader => grade;

describe('the version of a grader', () => {
  it('is short, by name, and the same for the same grader made twice', () => {
    expect(graderVersions([exactMatch(), tone()])).toEqual({
      exactMatch: expect.stringMatching(/^[0-9a-f]{12}$/),
      judge: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(versionOf(tone())).toBe(versionOf(tone()));
    expect(versionOf(contains({ value: 'x', name: 'x' }))).toBe(
      versionOf(contains({ value: 'x', name: 'x' })),
    );
  });

  it.each<[string, AnyGrader, AnyGrader]>([
    ['its name', exactMatch(), exactMatch({ name: 'exact' })],
    ['its options', exactMatch(), exactMatch({ caseSensitive: false })],
    ['its threshold', levenshtein(), levenshtein({ threshold: 0.9 })],
    ['its role', exactMatch(), exactMatch({ role: 'metric' })],
    ['its kind', exactMatch(), contains({ value: 'x', name: 'exactMatch' })],
    ['a part of it', all(contains({ value: 'x' })), all(contains({ value: 'y' }))],
    ['its function', custom('own', () => true), custom('own', () => false)],
    [
      "a plain object's function",
      plain({ name: 'o', grade: () => true }),
      plain({ name: 'o', grade: () => 0 }),
    ],
    ["a judge's question", tone(), tone({ question: 'Is it kind?' })],
    ["a judge's model", tone(), tone({ model: 'claude-sonnet-5-5' })],
    ["a judge's threshold", tone(), tone({ threshold: 0.5 })],
    ["a person's label", ann(label()), ann(label({ score: 0 }))],
  ])('changes with %s', (_, one, other) => {
    expect(versionOf(one)).not.toBe(versionOf(other));
  });

  it('does not change with the order of labels, nor with who gave them', () => {
    const [first, second] = [label(), label({ case: 'c2', score: 0 })];
    expect(versionOf(ann(first, second))).toBe(versionOf(ann(second, { ...first, by: 'Bob' })));
  });
});

describe('after grading again', () => {
  const graders = [exactMatch(), tone()];
  const { exactMatch: present } = graderVersions(graders);
  const regraded = (before: string | null | undefined, anew: 'all' | 'some' | 'none') =>
    versionsAfter(graders, before === undefined ? {} : { exactMatch: before }, (name) =>
      name === 'exactMatch' ? anew : 'none',
    );

  it('a grader whose scores were all made anew has its present version', () => {
    expect(regraded('old', 'all')).toEqual({ exactMatch: present, judge: null });
  });

  it('a grader whose scores stayed keeps its version, where it is known', () => {
    expect(regraded('old', 'none').exactMatch).toBe('old');
    expect(regraded(null, 'none').exactMatch).toBeNull();
    expect(regraded(undefined, 'none').exactMatch).toBeNull();
  });

  it('a grader with scores of two versions has none', () => {
    expect(regraded('old', 'some').exactMatch).toBeNull();
    expect(regraded(present, 'some').exactMatch).toBe(present);
  });
});
