import { describe, expect, it } from 'vitest';
import { GoldWatch } from '../../src/core/gold-watch.ts';
import { contains } from '../../src/graders/contains.ts';
import { exactMatch } from '../../src/graders/exact-match.ts';
import { factuality } from '../../src/graders/judges/factuality.ts';
import { judge } from '../../src/graders/judges/judge.ts';
import type { Grader, Score } from '../../src/model/grader.ts';
import type { AnyGrader } from '../../src/model/judge.ts';
import { expired, passed, record } from './builders.ts';

const ROW = { id: 'c-1', input: { text: 'What?' }, expected: 'yes', tags: [] };
const grader = (grade: Grader['grade']): Grader => ({ name: 'sure', grade });

/** What a watch notes after these answers, or why it refuses. */
function watched(graders: readonly AnyGrader[] | undefined, records = [record()]): unknown {
  const watch = new GoldWatch('sure', graders);
  try {
    watch.look(ROW, records);
    return watch.finish().map(({ type }) => type);
  } catch (error) {
    return (error as Error).message;
  }
}
const MODEL = 'claude-haiku-5-5';
const asking = (question: string) =>
  judge({ name: 'sure', model: MODEL, question, choices: { yes: 1, no: 0 } });
const GOLD = 'sure compares with the expected value (case "c-1"): no router knows it';

describe('a signal', () => {
  it.each<[string, AnyGrader]>([
    ['a length', grader(({ output }) => 1 / (1 + output.length))],
    ['a fixed text', contains({ name: 'sure', value: 'yes' }) as AnyGrader],
    ['a judge whose question names what it is shown', asking('Does {{output}} answer {{input}}?')],
  ])('may be %s', (_, own) => {
    expect(watched([own])).toEqual([]);
  });

  it.each<[string, AnyGrader]>([
    ['reads it', grader(({ output, expected }) => output === expected)],
    [
      'reads it and throws',
      grader(({ expected }) => {
        throw new Error(String(expected));
      }),
    ],
    ['is a judge, which is shown it unless told otherwise,', asking('Is it right?')],
    ['is a judge whose question names it', asking('Is {{output}} the same as {{expected}}?')],
    ['is exactMatch', exactMatch({ name: 'sure' }) as AnyGrader],
    ['is a judge of facts', factuality({ name: 'sure', model: MODEL })],
  ])('that %s is refused', (_, own) => {
    expect(watched([own])).toBe(GOLD);
  });

  it('is refused by its labels too, where its suite is not at hand', () => {
    const score: Score = { ...passed, label: { expected: 'yes', predicted: 'no' } } as Score;
    expect(watched(undefined, [record({ scores: { sure: score } })])).toBe(GOLD);
  });

  it('is refused where people gave it', () => {
    const score: Score = { ...passed, human: { by: 'ann', at: null, why: null } } as Score;
    expect(watched(undefined, [record({ scores: { sure: score } })])).toContain('what people said');
  });

  it('that reads it now and then is found among several answers', () => {
    const now = grader(({ output, ...sample }) => output.length > 3 && sample.expected === output);
    const lazy = grader((sample) => sample.output.length > 3 && sample.expected === sample.output);
    expect(watched([now])).toBe(GOLD);
    expect(watched([lazy])).toEqual([]);
    expect(watched([lazy], [record(), record({ output: 'longer' })])).toBe(GOLD);
  });

  it.each<[string, readonly AnyGrader[] | undefined]>([
    ['the suite is not at hand', undefined],
    ['the suite has no such grader any more', []],
    ['the grader is asynchronous', [grader(async () => 1)]],
  ])('is noted as unchecked where %s', (_, graders) => {
    expect(watched(graders)).toEqual(['unchecked grader']);
  });

  it('is noted as unchecked where there was no answer to check it by', () => {
    expect(watched([grader(() => 1)], [expired()])).toEqual(['unchecked grader']);
  });
});
