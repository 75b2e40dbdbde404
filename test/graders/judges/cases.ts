import { closedQA } from '../../../src/graders/judges/closed-qa.ts';
import { factuality } from '../../../src/graders/judges/factuality.ts';
import { judge } from '../../../src/graders/judges/judge.ts';
import { pairwise } from '../../../src/graders/judges/pairwise.ts';
import { panel } from '../../../src/graders/judges/panel.ts';
import { rubric } from '../../../src/graders/judges/rubric.ts';
import { score } from '../../../src/graders/judges/score.ts';
import type { Judge, Opinion } from '../../../src/model/judge.ts';
import { MODEL, opinion, saying } from './bench.ts';

const yesNo = { ...MODEL, question: 'Is it polite?', choices: { yes: 1, no: 0 } } as const;
const graded = {
  ...MODEL,
  question: 'Is it right?',
  choices: { correct: 1, partly: 0.5, wrong: 0 },
} as const;
const criteria = { polite: 'Is it polite?', solves: { asks: 'Does it help?', weight: 3 } } as const;
const scale = { ...MODEL, question: 'Does it help?', anchors: { 1: 'no', 5: 'yes' } } as const;
const pair = { ...MODEL, question: 'Which is better?' } as const;

const polite = judge(yesNo);
const yes = opinion({ choice: 'yes' });
const no = opinion({ choice: 'no' });
const offMenu = opinion({ choice: 'B2' });
const choice = (name: string) => opinion({ choice: name });

/** What a judge's opinions come to: its score and pass, or a part of the reason of a failed score. */
export interface Case {
  readonly why: string;
  readonly judge: Judge;
  readonly opinions: readonly Opinion[];
  readonly is:
    | string
    | readonly [score: number, pass: boolean | null, evidence?: Readonly<Record<string, number>>];
}

export const cases: Readonly<Record<string, readonly Case[]>> = {
  judge: [
    { why: 'a choice of 1 passes', judge: polite, opinions: [yes], is: [1, true] },
    { why: 'a choice of 0 fails', judge: polite, opinions: [no], is: [0, false] },
    { why: 'case is no difference', judge: polite, opinions: [choice('YES')], is: [1, true] },
    { why: 'a graded menu measures', judge: judge(graded), opinions: [choice('correct')], is: [1, null] },
    { why: 'a graded menu measures', judge: judge(graded), opinions: [choice('partly')], is: [0.5, null] },
    {
      why: 'a threshold decides',
      judge: judge({ ...graded, threshold: 0.5 }),
      opinions: [choice('partly')],
      is: [0.5, true],
    },
    {
      why: 'a threshold decides',
      judge: judge({ ...graded, threshold: 0.6 }),
      opinions: [choice('Partly')],
      is: [0.5, false],
    },
    {
      why: 'white space around the object',
      judge: polite,
      opinions: [saying(' {"reasoning":"","choice":"yes"}\n')],
      is: [1, true],
    },
    { why: 'off the menu', judge: polite, opinions: [offMenu], is: 'the choice is off the menu: "\\"B2\\""' },
    { why: 'near the menu', judge: polite, opinions: [choice('yes.')], is: 'off the menu' },
    { why: 'two items of the menu', judge: polite, opinions: [choice('yes or no')], is: 'off the menu' },
    {
      why: 'a list of the menu',
      judge: polite,
      opinions: [opinion({ choice: ['yes'] })],
      is: 'off the menu',
    },
    { why: 'no text', judge: polite, opinions: [opinion({ choice: true })], is: 'off the menu' },
    { why: 'null', judge: polite, opinions: [opinion({ choice: null })], is: 'off the menu' },
    { why: 'what every object has', judge: polite, opinions: [choice('constructor')], is: 'off the menu' },
    { why: 'no choice', judge: polite, opinions: [opinion({})], is: 'no "choice"' },
    { why: 'no reasoning', judge: polite, opinions: [saying('{"choice":"yes"}')], is: 'no "reasoning"' },
    {
      why: 'more than was asked',
      judge: polite,
      opinions: [opinion({ choice: 'yes', pass: true })],
      is: '"pass"',
    },
    {
      why: 'two verdicts under one key',
      judge: polite,
      opinions: [saying('{"reasoning":"","choice":"no","choice":"yes"}')],
      is: 'more than one verdict',
    },
    {
      why: 'two verdicts, one key escaped',
      judge: polite,
      opinions: [saying('{"reasoning":"\\"a\\":","choice":"no","c\\u0068oice":"yes"}')],
      is: 'more than one verdict',
    },
    {
      why: 'reasoning that looks like keys',
      judge: polite,
      opinions: [opinion({ reasoning: '"choice": "no" \\" : {"choice":"no"}', choice: 'yes' })],
      is: [1, true],
    },
    {
      why: 'prose before',
      judge: polite,
      opinions: [saying('Yes: {"reasoning":"","choice":"yes"}')],
      is: 'not JSON alone',
    },
    {
      why: 'prose after',
      judge: polite,
      opinions: [saying('{"reasoning":"","choice":"yes"} yes')],
      is: 'not JSON alone',
    },
    {
      why: 'two objects',
      judge: polite,
      opinions: [saying('{"reasoning":"","choice":"yes"}{"a":1}')],
      is: 'not JSON alone',
    },
    {
      why: 'a fence',
      judge: polite,
      opinions: [saying('```json\n{"reasoning":"","choice":"yes"}\n```')],
      is: 'not JSON alone',
    },
    {
      why: 'a list',
      judge: polite,
      opinions: [saying('[{"reasoning":"","choice":"yes"}]')],
      is: 'no object',
    },
    { why: 'a word', judge: polite, opinions: [saying('"yes"')], is: 'no object' },
    { why: 'nothing', judge: polite, opinions: [saying(' ')], is: 'answered nothing' },
    { why: 'thinking alone', judge: polite, opinions: [{ ...yes, content: [] }], is: 'answered nothing' },
    { why: 'no answer', judge: polite, opinions: [null], is: 'no answer of the judge came back' },
    {
      why: 'cut short, though it happens to be whole',
      judge: polite,
      opinions: [{ ...yes, stop_reason: 'max_tokens' }],
      is: 'cut short at max_tokens',
    },
    {
      why: 'refused',
      judge: polite,
      opinions: [
        {
          ...yes,
          stop_reason: 'refusal',
          stop_details: { type: 'refusal', category: 'bio', explanation: null },
        },
      ],
      is: 'refused to judge (bio)',
    },
    { why: 'refused', judge: polite, opinions: [{ ...yes, stop_reason: 'refusal' }], is: 'no category' },
    {
      why: 'too much to read',
      judge: polite,
      opinions: [{ ...yes, stop_reason: 'model_context_window_exceeded' }],
      is: 'context window',
    },
    { why: 'not ended', judge: polite, opinions: [{ ...yes, stop_reason: 'pause_turn' }], is: 'pause_turn' },
    {
      why: 'reasoning that is no text',
      judge: polite,
      opinions: [opinion({ reasoning: 1, choice: 'yes' })],
      is: 'no text',
    },
  ],
  rubric: [
    {
      why: 'the mean, by weight',
      judge: rubric({ ...MODEL, criteria }),
      opinions: [opinion({ polite: 'no', solves: 'yes' })],
      is: [0.75, null, { polite: 0, solves: 1 }],
    },
    {
      why: 'a threshold decides',
      judge: rubric({ ...MODEL, criteria, threshold: 0.75 }),
      opinions: [opinion({ solves: 'Yes', polite: 'NO' })],
      is: [0.75, true, { polite: 0, solves: 1 }],
    },
    {
      why: 'a menu of its own',
      judge: rubric({ ...MODEL, criteria, choices: { met: 1, partly: 0.5, unmet: 0 } }),
      opinions: [opinion({ polite: 'partly', solves: 'partly' })],
      is: [0.5, null, { polite: 0.5, solves: 0.5 }],
    },
    {
      why: 'what is 0.7 on paper passes 0.7',
      judge: rubric({
        ...MODEL,
        criteria: {
          a: { asks: 'a?', weight: 0.1 },
          b: { asks: 'b?', weight: 0.6 },
          c: { asks: 'c?', weight: 0.3 },
        },
        threshold: 0.7,
      }),
      opinions: [opinion({ a: 'yes', b: 'yes', c: 'no' })],
      is: [0.7, true, { a: 1, b: 1, c: 0 }],
    },
    {
      why: 'a criterion off the menu',
      judge: rubric({ ...MODEL, criteria }),
      opinions: [opinion({ polite: 'yes', solves: 'maybe' })],
      is: 'solves is off the menu: "\\"maybe\\""',
    },
    {
      why: 'a criterion not judged',
      judge: rubric({ ...MODEL, criteria }),
      opinions: [opinion({ polite: 'yes' })],
      is: 'no "solves"',
    },
  ],
  score: [
    { why: 'the highest', judge: score(scale), opinions: [opinion({ score: 5 })], is: [1, null] },
    { why: 'the lowest', judge: score(scale), opinions: [opinion({ score: 1 })], is: [0, null] },
    { why: 'between', judge: score(scale), opinions: [opinion({ score: 4 })], is: [0.75, null] },
    {
      why: 'a threshold is of the score in [0, 1]',
      judge: score({ ...scale, threshold: 0.75 }),
      opinions: [opinion({ score: 4 })],
      is: [0.75, true],
    },
    {
      why: 'a scale from below 0',
      judge: score({ ...scale, anchors: { [-2]: 'bad', 2: 'good' } }),
      opinions: [opinion({ score: -1 })],
      is: [0.25, null],
    },
    {
      why: 'beyond the scale',
      judge: score(scale),
      opinions: [opinion({ score: 85 })],
      is: 'off the scale from 1 to 5: 85',
    },
    { why: 'below the scale', judge: score(scale), opinions: [opinion({ score: 0 })], is: 'off the scale' },
    {
      why: 'between two points',
      judge: score(scale),
      opinions: [opinion({ score: 4.5 })],
      is: 'off the scale',
    },
    { why: 'a text', judge: score(scale), opinions: [opinion({ score: '5' })], is: 'off the scale' },
  ],
  closedQA: [
    { why: 'yes passes', judge: closedQA({ ...MODEL, criterion: 'Short.' }), opinions: [yes], is: [1, true] },
    { why: 'no fails', judge: closedQA({ ...MODEL, criterion: 'Short.' }), opinions: [no], is: [0, false] },
    {
      why: 'a text that ends with Y is none',
      judge: closedQA({ ...MODEL, criterion: 'Short.' }),
      opinions: [saying('There is no reason WHY')],
      is: 'not JSON alone',
    },
  ],
  factuality: [
    ...(['A', 'B', 'C', 'E'] as const).map((letter) => ({
      why: `${letter} passes, as in promptfoo`,
      judge: factuality(MODEL),
      opinions: [choice(letter)],
      is: [1, true] as const,
    })),
    { why: 'D fails', judge: factuality(MODEL), opinions: [choice('d')], is: [0, false] },
    ...(
      [
        ['A', 0.4],
        ['B', 0.6],
        ['C', 1],
        ['D', 0],
        ['E', 1],
      ] as const
    ).map(([letter, value]) => ({
      why: `${letter} as in autoevals`,
      judge: factuality({ ...MODEL, scores: 'autoevals' }),
      opinions: [choice(letter)],
      is: [value, null] as const,
    })),
    {
      why: 'scores of its own',
      judge: factuality({ ...MODEL, scores: { A: 0, B: 0, C: 1, D: 0, E: 0 } }),
      opinions: [choice('A')],
      is: [0, false],
    },
    { why: 'no such relation', judge: factuality(MODEL), opinions: [choice('F')], is: 'off the menu' },
    { why: 'several', judge: factuality(MODEL), opinions: [choice('A, B')], is: 'off the menu' },
  ],
  pairwise: [
    ['first', 'second', 1, 0, 0.5],
    ['second', 'first', 0, 0, 0.5],
    ['tie', 'tie', 0.5, 0, 0.5],
    ['first', 'first', 0.5, 1, 1],
    ['second', 'second', 0.5, 1, 0],
    ['first', 'tie', 0.75, 0, 0.75],
    ['tie', 'first', 0.25, 0, 0.75],
  ].map(([ahead, behind, value, positionBias, firstPosition]) => ({
    why: `${ahead}, then ${behind}`,
    judge: pairwise(pair),
    opinions: [choice(ahead as string), choice(behind as string)],
    is: [value, null, { positionBias, firstPosition }] as Case['is'],
  })),
  'pairwise, further': [
    {
      why: 'with a threshold of 0.5 passes what is no worse',
      judge: pairwise({ ...pair, threshold: 0.5 }),
      opinions: [choice('first'), choice('first')],
      is: [0.5, true, { positionBias: 1, firstPosition: 1 }],
    },
    {
      why: 'one order alone',
      judge: pairwise(pair),
      opinions: [choice('first'), null],
      is: "with the baseline's answer first: no answer",
    },
    {
      why: 'one order alone',
      judge: pairwise(pair),
      opinions: [offMenu, choice('first')],
      is: 'with the answer first: the choice is off the menu',
    },
  ],
  panel: [
    {
      why: 'most pass',
      judge: panel({ judges: [polite], votes: 3 }),
      opinions: [yes, no, yes],
      is: [1, true, { agreement: 2 / 3 }],
    },
    {
      why: 'most fail',
      judge: panel({ judges: [polite], votes: 3 }),
      opinions: [no, no, yes],
      is: [0, false, { agreement: 2 / 3 }],
    },
    {
      why: 'one of three missing, and the others agree',
      judge: panel({ judges: [polite], votes: 3 }),
      opinions: [yes, null, yes],
      is: [1, true, { agreement: 1 }],
    },
    {
      why: 'half came',
      judge: panel({ judges: [polite], votes: 2 }),
      opinions: [offMenu, no],
      is: [0, false, { agreement: 1 }],
    },
    {
      why: 'fewer than half came',
      judge: panel({ judges: [polite], votes: 3 }),
      opinions: [yes, offMenu, null],
      is: 'only 1 of 3 votes could be read: judge: the choice is off the menu',
    },
    {
      why: 'a tie',
      judge: panel({ judges: [polite], votes: 2 }),
      opinions: [yes, no],
      is: 'a tie: 1 against 0',
    },
    {
      why: 'a tie as its mean',
      judge: panel({ judges: [polite], votes: 2, tie: 'mean' }),
      opinions: [yes, no],
      is: [0.5, null, { agreement: 0.5 }],
    },
    {
      why: 'a tie as its mean, under a threshold',
      judge: panel({ judges: [polite], votes: 2, tie: 'mean', threshold: 0.6 }),
      opinions: [yes, no],
      is: [0.5, false, { agreement: 0.5 }],
    },
    {
      why: 'thresholds of the members make their votes',
      judge: panel({ judges: [score({ ...scale, threshold: 0.5 })], votes: 3 }),
      opinions: [opinion({ score: 5 }), opinion({ score: 4 }), opinion({ score: 1 })],
      is: [1, true, { agreement: 2 / 3 }],
    },
    {
      why: 'what only measures votes by its score',
      judge: panel({ judges: [judge(graded)], votes: 3 }),
      opinions: [choice('partly'), choice('wrong'), choice('partly')],
      is: [0.5, null, { agreement: 2 / 3 }],
    },
    {
      why: 'the mean of the scores',
      judge: panel({ judges: [score(scale)], votes: 2, rule: 'mean' }),
      opinions: [opinion({ score: 5 }), opinion({ score: 2 })],
      is: [0.625, null, { agreement: 0.5 }],
    },
    {
      why: 'the mean, under a threshold',
      judge: panel({ judges: [polite, judge(graded)], rule: 'mean', threshold: 0.75 }),
      opinions: [yes, choice('partly')],
      is: [0.75, true, { agreement: 0.5 }],
    },
    {
      why: 'pairs, each with both of its orders',
      judge: panel({ judges: [pairwise(pair)], votes: 3 }),
      opinions: ['first', 'second', 'first', 'second', 'first', 'first'].map(choice),
      is: [1, null, { agreement: 2 / 3 }],
    },
  ],
};
