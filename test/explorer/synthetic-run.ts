import type { Score } from '../../src/model/grader.ts';
import type { CaseText, TrialText } from '../../src/pack/case-text.ts';
import type { CaseColumns, VariantColumns } from '../../src/pack/columns.ts';
import type { PackIndex } from '../../src/pack/pack-index.ts';

/** What of a made-up run differs. */
export interface RunOptions {
  readonly cases: number;
  readonly variants?: number;
  readonly repeat?: number;
  /** Share of answers that are missing. */
  readonly errors?: number;
  /** Words of an answer, about. */
  readonly words?: number;
  /** Texts that replace those of a case. */
  readonly odd?: Readonly<Record<number, Partial<Record<'id' | 'input' | 'expected' | 'output', string>>>>;
  readonly latency?: boolean;
}

export interface SyntheticRun {
  readonly index: Omit<PackIndex, 'columns' | 'blocks' | 'texts' | 'leftOut' | 'sideFile' | 'clipped'>;
  readonly columns: CaseColumns;
  readonly texts: readonly CaseText[];
}

const TAGS = ['billing', 'shipping', 'math word problem', 'returns policy', 'account access', 'lang:de'];
const NAMES = [
  'sonnet · prompt-v3',
  'haiku · prompt-v4',
  'haiku · short',
  'opus',
  'sonnet · examples',
  'recorded',
];
const WORDS =
  'the charge was made after cancelling on 28 October so both payments have to be returned refund reaches your card within five business days please send us a photo of the parcel and the order number we cannot change an address once it ships — “thank you” für Ihre Geduld naïve café 漢字 answer total EUR ticket routed team'.split(
    ' ',
  );

/** A made-up run: the same for the same options. */
export function syntheticRun(options: RunOptions): SyntheticRun {
  const { cases, variants = 2, repeat = 1, errors = 0.01, words = 60, odd = {}, latency = false } = options;
  const random = mulberry(cases * 31 + variants);
  const sentence = (length: number) => {
    const parts = Array.from({ length }, () => WORDS[Math.floor(random() ** 1.4 * WORDS.length)]!);
    const text = parts.join(' ').replaceAll(/(?<=(?:\S+ ){11}\S+) (?=\w)/g, ' ');
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  };
  const nan = () => new Float64Array(cases).fill(Number.NaN);
  const columns: VariantColumns[] = Array.from({ length: variants }, () => ({
    samples: new Float64Array(cases).fill(repeat),
    passed: new Float64Array(cases),
    decided: new Float64Array(cases),
    missing: new Float64Array(cases),
    scores: [nan(), nan()],
    cost: nan(),
    tokensIn: nan(),
    tokensOut: nan(),
    latency: latency ? nan() : null,
  }));
  const ids: string[] = [];
  const tags: number[] = [];
  const tagStarts = [0];
  const texts: CaseText[] = [];
  for (let i = 0; i < cases; i++) {
    const own = odd[i] ?? {};
    ids.push(own.id ?? `case-${String(i).padStart(6, '0')}`);
    tags.push(i % 5, ...(i % 7 === 0 ? [5] : []));
    tagStarts.push(tags.length);
    const hard = random();
    const answer = 'ABCD'[Math.floor(random() * 4)]!;
    const base = sentence(Math.round(words * (0.5 + random())));
    texts.push({
      input: {
        text:
          own.input ??
          `Ticket #${100_000 + i}: ${sentence(14)}\n\n(A) refund (B) double refund (C) account (D) legal`,
      },
      expected: own.expected ?? answer,
      cluster: null,
      variants: Array.from({ length: variants }, (_, variant) => {
        const trials = Array.from({ length: repeat }, (_, repetition) => {
          const isMissing = random() < errors;
          const pass = random() < 1.05 - hard * (0.55 - variant * 0.04);
          return trial({
            isMissing,
            pass,
            repetition,
            variant,
            base,
            own,
            answer,
            sentence,
            random,
            latency,
          });
        });
        fill(columns[variant]!, i, trials);
        return { request: requestOf(variant, `Ticket #${100_000 + i}`), trials };
      }),
    });
  }
  return {
    index: {
      format: 'assay-pack/1',
      suite: 'support-triage',
      run: '2026-11-20T12-31-05-4be1',
      dataset: '9c41'.repeat(16),
      mode: latency ? 'live' : 'batch',
      simulated: false,
      simulatedJudges: false,
      repeat,
      variants: Array.from({ length: variants }, (_, i) => ({
        name: NAMES[i % NAMES.length]!,
        model: `claude-${i % 2 ? 'haiku' : 'sonnet'}-5-5`,
        answeredBy: ['claude'],
      })),
      judging: { baseline: 0, grader: null },
      graders: [
        { name: 'exact-match', role: 'gate', isJudge: false },
        { name: 'tone of voice', role: 'metric', isJudge: true },
      ],
      redacted: [],
    },
    columns: {
      ids,
      tagNames: TAGS,
      tags: Uint32Array.from(tags),
      tagStarts: Uint32Array.from(tagStarts),
      variants: columns,
    },
    texts,
  };
}

interface Making {
  readonly isMissing: boolean;
  readonly pass: boolean;
  readonly repetition: number;
  readonly variant: number;
  readonly base: string;
  readonly own: { readonly output?: string };
  readonly answer: string;
  readonly latency: boolean;
  readonly sentence: (length: number) => string;
  readonly random: () => number;
}

function trial({
  isMissing,
  pass,
  repetition,
  variant,
  base,
  own,
  answer,
  sentence,
  random,
  latency,
}: Making): TrialText {
  const said = pass ? answer : answer === 'A' ? 'B' : 'A';
  const words = base.split(' ');
  const output =
    own.output ??
    `${words.map((word) => (random() < 0.12 * (variant + 1) ? WORDS[Math.floor(random() * WORDS.length)]! : word)).join(' ')}\n\n**Answer: ${said}**`;
  const scores: Record<string, Score> = {
    'exact-match': {
      outcome: 'scored',
      score: Number(pass),
      pass,
      reason: pass ? `says “${answer}”, as expected` : `expected “${answer}”, found “${said}”`,
    },
    'tone of voice': {
      outcome: 'scored',
      score: Math.round(random() * 4) / 4,
      pass: null,
      role: 'metric',
      reason: sentence(9),
    },
  };
  const uses = random() < 0.3;
  return {
    repetition,
    outcome: isMissing
      ? { type: 'errored', error: { type: 'overloaded_error', message: 'Overloaded' } }
      : { type: 'succeeded', stopReason: 'end_turn' },
    output: isMissing ? null : output,
    model: isMissing ? null : `claude-${variant % 2 ? 'haiku' : 'sonnet'}-5-5-20261001`,
    answeredBy: isMissing ? null : 'claude',
    pass: isMissing ? null : pass,
    scores: isMissing ? {} : scores,
    tokens: isMissing
      ? null
      : { input: 420 + Math.floor(random() * 200), cacheWrite: 0, cacheRead: 0, output: words.length * 2 },
    cost: isMissing ? 0 : (0.0012 + random() * 0.003) / (variant + 1),
    latencyMs: isMissing || !latency ? null : Math.round(800 + random() * 4000),
    reusedFrom: null,
    batch: 1,
    earlier:
      random() < 0.05
        ? [
            {
              batch: 1,
              outcome: { type: 'errored', error: { type: 'overloaded_error', message: 'Overloaded' } },
              tokens: null,
              cost: 0,
            },
          ]
        : [],
    transcript:
      uses && !isMissing
        ? [
            {
              role: 'assistant',
              content: [
                { type: 'text', text: 'Let me look that order up.' },
                {
                  type: 'tool_use',
                  id: 'toolu_01',
                  name: 'find_order',
                  input: { order: 4711, fields: ['charges', 'cancelled'] },
                },
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
          ]
        : null,
  };
}

function fill(columns: VariantColumns, place: number, trials: readonly TrialText[]): void {
  const answered = trials.filter(({ output }) => output !== null);
  const sum = (of: (trial: TrialText) => number) => trials.reduce((total, one) => total + of(one), 0);
  columns.passed[place] = sum(({ pass }) => Number(pass === true));
  columns.decided[place] = sum(({ pass }) => Number(pass !== null));
  columns.missing[place] = trials.length - answered.length;
  columns.cost[place] = sum(({ cost }) => cost ?? 0);
  columns.tokensIn[place] = sum(({ tokens }) => tokens?.input ?? 0);
  columns.tokensOut[place] = sum(({ tokens }) => tokens?.output ?? 0);
  if (columns.latency) columns.latency[place] = sum(({ latencyMs }) => latencyMs ?? 0) / trials.length;
  columns.scores.forEach((scores, grader) => {
    const own = answered.flatMap((one) => {
      const score = one.scores[grader === 0 ? 'exact-match' : 'tone of voice'];
      return score?.outcome === 'scored' ? [score.score] : [];
    });
    if (own.length > 0) scores[place] = own.reduce((total, score) => total + score, 0) / own.length;
  });
}

function requestOf(variant: number, ticket: string) {
  return {
    model: `claude-${variant % 2 ? 'haiku' : 'sonnet'}-5-5`,
    max_tokens: 1024,
    system: 'You route tickets. Answer with one letter at the end.',
    messages: [{ role: 'user', content: ticket }],
  };
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
