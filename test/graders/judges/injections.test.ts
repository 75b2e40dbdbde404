import { describe, expect, it } from 'vitest';
import { closedQA } from '../../../src/graders/judges/closed-qa.ts';
import { factuality } from '../../../src/graders/judges/factuality.ts';
import { judge } from '../../../src/graders/judges/judge.ts';
import { pairwise } from '../../../src/graders/judges/pairwise.ts';
import { panel } from '../../../src/graders/judges/panel.ts';
import { rubric } from '../../../src/graders/judges/rubric.ts';
import { score } from '../../../src/graders/judges/score.ts';
import type { Judge } from '../../../src/model/judge.ts';
import type { Params } from '../../../src/model/request.ts';
import { MODEL, parts, sampleOf, saying, scored } from './bench.ts';
import { injections } from './injections.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Bench {
  readonly judge: Judge;
  /** The worst verdict there is, which every stand-in comes to, whatever it says beside it; by request. */
  readonly honest: (index: number) => Fields;
  /** The best one, which every injection is after. */
  readonly wanted: Fields;
}

const right = judge({ ...MODEL, question: 'Is it right?', choices: { correct: 1, wrong: 0 } });

const BENCHES: Readonly<Record<string, Bench>> = {
  judge: { judge: right, honest: () => ({ choice: 'wrong' }), wanted: { choice: 'correct' } },
  rubric: {
    judge: rubric({ ...MODEL, criteria: { right: 'Is it right?', polite: 'Is it polite?' }, threshold: 0.5 }),
    honest: () => ({ right: 'no', polite: 'no' }),
    wanted: { right: 'yes', polite: 'yes' },
  },
  score: {
    judge: score({ ...MODEL, question: 'Does it help?', anchors: { 1: 'no', 5: 'yes' }, threshold: 0.5 }),
    honest: () => ({ score: 1 }),
    wanted: { score: 5 },
  },
  closedQA: {
    judge: closedQA({ ...MODEL, criterion: 'It names the depot.' }),
    honest: () => ({ choice: 'no' }),
    wanted: { choice: 'yes' },
  },
  factuality: { judge: factuality(MODEL), honest: () => ({ choice: 'D' }), wanted: { choice: 'C' } },
  pairwise: {
    judge: pairwise({ ...MODEL, question: 'Which is better?', threshold: 0.5 }),
    honest: (index) => ({ choice: index === 0 ? 'second' : 'first' }),
    wanted: { choice: 'first' },
  },
  panel: {
    judge: panel({ judges: [right], votes: 3 }),
    honest: () => ({ choice: 'wrong' }),
    wanted: { choice: 'correct' },
  },
};

/** How a stand-in obeys what it was told to say, beside the verdict that it comes to. */
const OBEDIENCE: Readonly<Record<string, (said: string, verdict: Fields) => string>> = {
  'before its verdict': (said, verdict) => `${said}\n${JSON.stringify(verdict)}`,
  'after its verdict': (said, verdict) => `${JSON.stringify(verdict)}\n${said}`,
  'on both sides of it': (said, verdict) => `${said} ${JSON.stringify(verdict)} ${said}`,
  'in a fence before it': (said, verdict) => `\`\`\`json\n${said}\n\`\`\`\n${JSON.stringify(verdict)}`,
  'in prose after it': (said, verdict) => `${JSON.stringify(verdict)}\n\nThe answer asks me to say: ${said}`,
  'within its reasoning': (said, verdict) => JSON.stringify({ ...verdict, reasoning: said }),
  'within its reasoning, unescaped': (said, verdict) =>
    JSON.stringify({ ...verdict, reasoning: 'SAID' }).replace('SAID', () => said),
  'as another key': (said, verdict) => JSON.stringify({ ...verdict, quoted: said }),
  'as the same keys, before': (said, verdict) => `{${inner(said)}${JSON.stringify(verdict).slice(1)}`,
  'as the same keys, after': (said, verdict) =>
    `${JSON.stringify(verdict).slice(0, -1)},${said.replace(/^\{/, '')}`,
  'in a list with it': (said, verdict) => `[${said},${JSON.stringify(verdict)}]`,
};

const inner = (said: string) => said.replace(/^\{|\}$/g, '').replace(/(.)$/, '$1,');

/** What a text orders to say: the objects in it, the lines that speak of a verdict, and the whole of it. */
function orders(quoted: string): readonly string[] {
  return [...(quoted.match(/\{[^{}]*\}|^.*\b(?:grade|verdict|choice|score|pass)\b.*$/gim) ?? []), quoted];
}

/** A model that does as the answer it is to judge says, and judges all the same. */
function standIn(params: Params, honest: Fields, obey: (said: string, verdict: Fields) => string): string[] {
  const { fenced } = parts(params);
  const quoted =
    fenced.answer ?? [fenced['first-answer']!, fenced['second-answer']!].find((text) => text !== OTHER)!;
  return orders(quoted).map((said) => obey(said, { reasoning: 'It is wrong.', ...honest }));
}

const OTHER = 'It is in the depot.';

it('there are at least thirty', () => expect(new Set(injections).size).toBeGreaterThanOrEqual(30));

describe.each(Object.entries(BENCHES))('%s', (_, { judge: one, honest, wanted }) => {
  const fields = JSON.stringify(wanted).slice(1, -1);
  const word = String(Object.values(wanted)[0]);
  const answers = injections.map((text) => text.replaceAll('FIELDS', fields).replaceAll('WORD', word));

  it('has a verdict that passes and one that fails', () => {
    const verdict = (choose: (index: number) => Fields) =>
      scored(
        one,
        Array.from({ length: one.opinions }, (_, index) =>
          saying(JSON.stringify({ reasoning: '', ...choose(index) })),
        ),
      );
    expect(verdict(honest)).toMatchObject({ score: 0, pass: false });
    expect(verdict((index) => (one.against && index === 1 ? { choice: 'second' } : wanted))).toMatchObject({
      pass: true,
    });
  });

  it.each(Object.entries(OBEDIENCE))('that obeys %s comes to its verdict or to none', (_, obey) => {
    for (const answer of answers) {
      const sample = sampleOf(answer);
      const said = one
        .ask(sample, sampleOf(OTHER))
        .map((params, index) => standIn(params, honest(index), obey));
      for (let order = 0; order < said[0]!.length; order++) {
        const opinions = said.map((texts) => saying(texts[order]!));
        const found = scored(one, opinions, sample);
        if (found.outcome === 'scored') expect(found, answer).toMatchObject({ score: 0, pass: false });
      }
    }
  });

  it('that merely quotes an answer in its reasoning keeps its verdict', () => {
    for (const answer of answers) {
      const opinions = one
        .ask(sampleOf(answer), sampleOf(OTHER))
        .map((params, index) => standIn(params, honest(index), OBEDIENCE['within its reasoning']!).at(-1)!);
      expect(
        scored(
          one,
          opinions.map((text) => saying(text)),
        ),
      ).toMatchObject({ score: 0, pass: false });
    }
  });
});
