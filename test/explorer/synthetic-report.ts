import type { CaseDetail, Exchange } from '../../src/model/case-view.ts';
import type { Score } from '../../src/model/grader.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import type { Report } from '../../src/model/report.ts';
import {
  comparison,
  errored,
  frontier,
  grader,
  record,
  report,
  slice,
  summary,
  variant,
} from '../render/report-fixture.ts';

/** What of a made-up run differs. */
export interface ReportOptions {
  readonly cases: number;
  readonly variants?: number;
  readonly repeat?: number;
  /** Share of answers that are missing. */
  readonly errors?: number;
  /** Words of an answer, about. */
  readonly words?: number;
  readonly run?: string;
  readonly live?: boolean;
  /** By place: texts that replace those of a case. */
  readonly odd?: Readonly<Record<number, OddCase>>;
}

export interface OddCase {
  readonly id?: string;
  readonly tags?: readonly string[];
  readonly input?: JsonValue;
  readonly expected?: JsonValue;
  /** By variant. */
  readonly outputs?: readonly string[];
}

export const TAGS = [
  'billing',
  'shipping',
  'math word problem',
  'returns policy',
  'account access',
  'lang:de',
];
export const VARIANTS = [
  'sonnet · prompt-v3',
  'haiku · prompt-v4',
  'haiku · short',
  'opus',
  'sonnet · examples',
];

const WORDS = [
  'The customer was charged twice after cancelling on 28 October.',
  'Both payments have to be returned, 98.00 EUR in total.',
  'A refund reaches the card within five to seven business days.',
  'We cannot change the address once a parcel has left the warehouse.',
  'Please send a photo of the damage and the order number.',
  'The warranty covers the battery for two years.',
  'Vielen Dank für Ihre Geduld; wir prüfen das gern.',
  'An account is locked after five wrong passwords — this is on purpose.',
  'The invoice names a naïve café in “Kraków” as the buyer.',
  'Customs fees are paid by whoever receives the parcel.',
  'The answer does not follow from the policy, which says thirty days.',
  'Route this to the team that can look into the charge itself.',
];

/** A made-up run: the same for the same options. */
export function syntheticReport(options: ReportOptions): Report {
  const { cases, variants = 2, repeat = 1, run = summary().run, live = false } = options;
  const names = VARIANTS.slice(0, variants);
  const details = Array.from({ length: cases }, (_, place) => detailOf(place, names, options));
  const graders = [grader('exact-match'), grader('tone of voice', { role: 'metric' })];
  const versus = names
    .slice(1)
    .map((name) => comparison({ variant: name, baseline: names[0]!, slices: [slice('billing')] }));
  return report({
    summary: summary({
      run,
      repeat,
      mode: live ? 'live' : 'batch',
      baseline: names[0]!,
      variants: names.map((name) => variant(name, { graders })),
      comparisons: versus,
      frontier:
        variants === 2
          ? frontier().map((point, i) => ({ ...point, variant: names[i]!, dominatedBy: null }))
          : [],
      dataset: { ...summary().dataset, cases },
    }),
    cases: { shown: [], total: cases },
    records: details.flatMap(({ records }) => records),
    everyCase: details,
    details: (places) => Array.from(places, (place) => details[place]!),
  });
}

function detailOf(place: number, names: readonly string[], options: ReportOptions): CaseDetail {
  const { repeat = 1, errors = 0.01, words = 60, live = false, odd = {} } = options;
  const own = odd[place] ?? {};
  const random = mulberry(place * 7919 + names.length * 31 + repeat);
  const prose = (sentences: number) =>
    Array.from({ length: sentences }, () => WORDS[Math.floor(random() * WORDS.length)]!).join(' ');
  const id = own.id ?? `case-${String(place).padStart(6, '0')}`;
  const tags = own.tags ?? [TAGS[place % 5]!, ...(place % 7 === 0 ? ['lang:de'] : [])];
  const [hard, letter] = [random(), 'ABCD'[Math.floor(random() * 4)]!];
  const base = prose(Math.ceil((words / 10) * (0.5 + random())));
  const question = `Ticket ${100_000 + place}: ${prose(2)}\n\n(A) refund (B) double refund (C) account access (D) legal`;
  const records: TrialRecord[] = [];
  const exchanges: Exchange[] = [];
  names.forEach((name, variant) => {
    for (let repetition = 0; repetition < repeat; repetition++) {
      const pass = random() < 1.05 - hard * (0.55 - variant * 0.04);
      const said = pass ? letter : letter === 'A' ? 'B' : 'A';
      const edited = base
        .split(' ')
        .map((word) => (random() < 0.05 * (variant + 1) ? 'then' : word))
        .join(' ');
      const output = own.outputs?.[variant] ?? `${edited}\n\n**Answer: ${said}**`;
      const common = { case: id, tags, variant: name, repetition, trial: records.length };
      const isMissing = random() < errors;
      const calls = random() < 0.3;
      records.push(
        isMissing
          ? errored(common)
          : record({
              ...common,
              output,
              pass,
              model: `claude-${variant % 2 ? 'haiku' : 'sonnet'}-5-5-20261001`,
              scores: scoresOf(pass, letter, said, random),
              tokens: {
                input: 420 + Math.floor(random() * 200),
                cacheWrite: 0,
                cacheRead: 0,
                output: 40 + output.length,
              },
              cost: (0.0012 + random() * 0.003) / (variant + 1),
              latencyMs: live ? Math.round(800 + random() * 4000) : null,
              earlier: random() < 0.05 ? [FAILED_FIRST] : [],
            }),
      );
      exchanges.push({
        request: requestOf(variant, question),
        transcript: calls && !isMissing ? transcriptOf(output) : null,
      });
    }
  });
  return {
    case: { id, tags, input: own.input ?? { text: question }, expected: own.expected ?? letter },
    records,
    exchanges,
  };
}

const FAILED_FIRST: TrialRecord['earlier'][number] = {
  batch: 1,
  outcome: { type: 'errored', error: { type: 'overloaded_error', message: 'Overloaded' } },
  tokens: null,
  cost: 0,
};

function scoresOf(pass: boolean, letter: string, said: string, random: () => number): Record<string, Score> {
  const tone = Math.round(random() * 4) / 4;
  return {
    'exact-match': {
      outcome: 'scored',
      score: Number(pass),
      pass,
      reason: pass ? `says “${letter}”, as expected` : `expected “${letter}”, found “${said}”`,
    },
    'tone of voice': {
      outcome: 'scored',
      score: tone,
      pass: null,
      role: 'metric',
      reason:
        tone < 0.5 ? 'Curt: no greeting, and the reader is told what to do.' : 'Friendly, and to the point.',
    },
  };
}

function requestOf(variant: number, question: string) {
  return {
    model: `claude-${variant % 2 ? 'haiku' : 'sonnet'}-5-5`,
    max_tokens: 1024,
    system: 'You route tickets. End with one letter.',
    messages: [{ role: 'user', content: question }],
  };
}

function transcriptOf(output: string): JsonValue[] {
  const input = { order: 4711, fields: ['charges', 'cancelled'] };
  return [
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Let me look that order up.' },
        { type: 'tool_use', id: 'toolu_01', name: 'find_order', input },
      ],
    },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'toolu_01',
          content: 'charges: 2 × 49.00 EUR; cancelled: 28 October',
        },
      ],
    },
    { role: 'assistant', content: [{ type: 'text', text: output }] },
  ];
}

/** Numbers in [0, 1), the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
