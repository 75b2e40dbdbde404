import { describe, expect, it } from 'vitest';
import { closedQA } from '../../../src/graders/judges/closed-qa.ts';
import { factuality } from '../../../src/graders/judges/factuality.ts';
import { judge } from '../../../src/graders/judges/judge.ts';
import { pairwise } from '../../../src/graders/judges/pairwise.ts';
import { panel } from '../../../src/graders/judges/panel.ts';
import { rubric } from '../../../src/graders/judges/rubric.ts';
import { score } from '../../../src/graders/judges/score.ts';
import { UserError } from '../../../src/model/errors.ts';
import { isJudge } from '../../../src/model/judge.ts';
import { MODEL, sampleOf } from './bench.ts';

type Make = (options: object) => ReturnType<typeof judge> | ReturnType<typeof rubric>;

const question = 'Is it polite?';
const choices = { yes: 1, no: 0 };
const anchors = { 1: 'bad', 5: 'good' };
const polite = judge({ ...MODEL, question, choices });
const pair = pairwise({ ...MODEL, question });

/** Makers that lack nothing; a test lays over what it wants different. */
const MAKE: Readonly<Record<string, Make>> = {
  judge: (options) => judge({ ...MODEL, question, choices, ...options }),
  rubric: (options) => rubric({ ...MODEL, criteria: { polite: question }, ...options }),
  score: (options) => score({ ...MODEL, question, anchors, ...options }),
  closedQA: (options) => closedQA({ ...MODEL, criterion: question, ...options }),
  factuality: (options) => factuality({ ...MODEL, ...options }),
  pairwise: (options) => pairwise({ ...MODEL, question, ...options }),
  panel: (options) => panel({ judges: [polite], votes: 3, ...options }),
};

describe.each(Object.entries(MAKE))('%s', (kind, make) => {
  it('has a name, a threshold and a role, as graders have', () => {
    const options = { name: 'own', threshold: 0.5, role: 'metric' };
    expect(make(options)).toMatchObject(options);
    expect(make({}).name).toBe(kind);
    for (const key of ['threshold', 'role']) expect(make({})).not.toHaveProperty(key);
    expect(isJudge(make({}))).toBe(true);
  });

  it('says what it was made with, and that a change of it is one', () => {
    expect(make({}).settings).toMatchObject({ kind });
    expect(make({ name: 'other' }).settings).toEqual(make({}).settings);
    if (kind === 'panel') return;
    expect(make({ effort: 'high' }).settings).not.toEqual(make({}).settings);
    expect(make({}).settings).toMatchObject({
      ...MODEL,
      max_tokens: 4096,
      effort: 'low',
      prompt: { version: 1 },
    });
  });

  it.each<[object, string]>([
    [{ threshold: 2 }, 'outside [0, 1]'],
    [{ role: 'gates' }, "role 'gates' is not known"],
    [{ weight: 2 }, 'a judge has no weight'],
    [{ qestion: '?' }, "unknown option 'qestion'"],
    ...(kind === 'panel'
      ? []
      : ([
          [{ model: '' }, 'there is no model'],
          [{ max_tokens: 0 }, 'max_tokens must be a whole number from 1, not 0'],
          [{ effort: 'hihg' }, "effort 'hihg' is not known"],
          [{ temperature: 0 }, "unknown option 'temperature'"],
        ] as [object, string][])),
  ])('refuses %o where the suite is defined', (options, says) => {
    expect(() => make(options)).toThrow(UserError);
    expect(() => make(options)).toThrow(says);
  });
});

describe('where the suite is defined', () => {
  it.each<[string, object, string]>([
    ['judge', { question: ' ' }, 'there is no question'],
    ['judge', { question: 'Is {{ouptut}} right?' }, 'nothing fills {{ouptut}} of the question'],
    ['judge', { choices: { yes: 1 } }, 'nothing to choose between'],
    ['judge', { choices: { yes: 1.5, no: 0 } }, 'choice "yes" scores 1.5'],
    ['judge', { choices: { yes: Number.NaN, no: 0 } }, 'choice "yes" scores NaN'],
    ['judge', { choices: { yes: '1', no: 0 } }, 'choice "yes" scores 1'],
    ['judge', { choices: { yes: null, no: 0 } }, 'choice "yes" scores null'],
    ['judge', { choices: { yes: { score: 1 }, no: 0 } }, 'what choice "yes" means is no text'],
    ['judge', { choices: { yes: 1, YES: 0 } }, 'two choices are named "YES" but for their case'],
    ['judge', { choices: { yes: 1, ja: 1 } }, 'every choice scores 1'],
    ['judge', { choices: { toString: 1, no: 0 } }, '"toString" is no name for a choice'],
    ['judge', { choices: { yes: 1, partly: 0.5, no: 0 }, role: 'gate' }, 'a gate says pass or fail'],
    ['rubric', { criteria: {} }, 'there are no criteria'],
    ['rubric', { criteria: { reasoning: '?' } }, '"reasoning" is no name for a criterion'],
    ['rubric', { criteria: { 'a b': '?' } }, '"a b" is no name for a criterion'],
    ['rubric', { criteria: { a: '' } }, 'criterion "a" asks nothing'],
    ['rubric', { criteria: { a: { asks: '?', weight: 0 } } }, 'criterion "a" has a weight of 0'],
    ['rubric', { role: 'gate' }, 'a gate says pass or fail'],
    ['score', { anchors: { 1: 'alone' } }, 'a scale has two ends'],
    ['score', { anchors: { 1: 'a', 1.5: 'b' } }, 'whole numbers'],
    ['score', { anchors: { one: 'a', 2: 'b' } }, 'whole numbers'],
    ['score', { anchors: { 1: 'a', 2: '' } }, 'anchor 2 means nothing'],
    ['score', { anchors: { 0: 'a', 101: 'b' } }, 'a scale from 0 to 101 is too long'],
    ['closedQA', { criterion: '' }, 'there is no question'],
    ['factuality', { scores: 'autoeval' }, "scores 'autoeval' are not known"],
    ['factuality', { scores: { A: 1, B: 1, C: 1, D: 0 } }, 'choice "E" scores undefined'],
    ['factuality', { scores: { A: 1, B: 1, C: 1, D: 0, E: 1, F: 1 } }, 'there is no relation "F"'],
    ['factuality', { scores: 'autoevals', role: 'gate' }, 'a gate says pass or fail'],
    ['pairwise', { question: 'Is {{output}} better?' }, 'nothing fills {{output}} of the question'],
    ['pairwise', { role: 'gate' }, 'a gate says pass or fail'],
    ['panel', { judges: [] }, 'there are no judges'],
    ['panel', { judges: [{ name: 'g', grade: () => true }] }, 'only judges sit on a panel'],
    ['panel', { votes: 1 }, 'one vote is no panel'],
    ['panel', { votes: 2.5 }, 'votes must be a whole number'],
    ['panel', { rule: 'mode' }, "rule 'mode' is not known"],
    ['panel', { tie: 'half' }, "tie 'half' is not known"],
    ['panel', { rule: 'mean', tie: 'mean' }, 'a mean has no ties'],
    ['panel', { rule: 'mean', role: 'gate' }, 'a gate says pass or fail'],
    ['panel', { judges: [polite, pair] }, 'some judges hold the answer against the baseline'],
    ['panel', { judges: [{ ...polite, role: 'metric' }] }, 'has a role, which would be ignored'],
  ])('%s refuses %o', (kind, options, says) => {
    expect(() => MAKE[kind]!(options)).toThrow(UserError);
    expect(() => MAKE[kind]!(options)).toThrow(says);
  });
});

describe('a case that cannot be judged throws, and so is a failed score', () => {
  it('factuality without an expected value', () => {
    expect(() => factuality(MODEL).ask(sampleOf('x', { expected: null as never }))).toThrow(
      'expected is null',
    );
  });

  it('pairwise without the answer of the baseline', () => {
    expect(() => pair.ask(sampleOf('x'))).toThrow('the baseline has no answer to compare with');
  });
});

it('a panel of pairs is against the baseline too, and asks every draw anew', () => {
  const pairs = panel({ judges: [pair], votes: 2 });
  expect(pairs).toMatchObject({ against: 'baseline', opinions: 4 });
  const [a, b, ...again] = pairs.ask(sampleOf('x'), sampleOf('y'));
  expect(again).toEqual([a, b]);
  expect(a).not.toEqual(b);
  expect(MAKE.panel!({})).not.toHaveProperty('against');
});
