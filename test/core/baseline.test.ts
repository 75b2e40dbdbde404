import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVariants } from '../../src/core/compare.ts';
import { BaselineReader } from '../../src/core/read-baseline.ts';
import { ACCURACY, type ScoreTable, ScoreTableBuilder, significant } from '../../src/core/score-table.ts';
import { BaselineWriter } from '../../src/core/write-baseline.ts';
import { type BaselineHeader, baselineHeaderSchema } from '../../src/model/baseline.ts';
import type { Case } from '../../src/model/case.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { expired, measured, passed, record, wrong } from './builders.ts';

const VARIANTS = ['haiku', 'constructor'];
const METRICS = [ACCURACY, 'exact', 'rouge'];

/** A case with its records of both variants. */
interface Row {
  readonly row: Case;
  readonly byVariant: readonly (readonly TrialRecord[])[];
}

const header = (cases: number): BaselineHeader => ({
  format: 'assay-baseline/1',
  suite: 'suite',
  run: '20261120-090000-abcdef',
  createdAt: '2026-11-20T09:00:00.000Z',
  blessed: '2026-11-21',
  commit: null,
  simulated: false,
  dataset: { name: 'cases.csv', hash: 'hash', cases },
  repeat: 1,
  pricesDate: '2026-11-09',
  graders: [
    { name: 'exact', version: 'f00d', role: 'gate' },
    { name: 'rouge', version: null, role: 'metric' },
  ],
  variants: VARIANTS.map((name) => ({ name, model: null, answeredModels: [] })),
});

const cents = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 5, noNaN: true }));
const trial: fc.Arbitrary<TrialRecord> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(expired()) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        pass: fc.boolean(),
        rouge: fc.double({ min: 0, max: 1, noNaN: true }),
        cost: fc.option(cents),
        output: fc.integer({ min: 0, max: 9999 }),
      })
      .map(({ pass, rouge, cost, output }) =>
        record({
          pass,
          cost,
          tokens: { input: 10, cacheRead: 0, cacheWrite: 0, output },
          scores: { exact: pass ? passed : wrong, rouge: measured(rouge) },
        }),
      ),
  },
);
const rows: fc.Arbitrary<Row[]> = fc
  .uniqueArray(
    fc.record({
      row: fc.record({
        id: fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'a"b', 'a\nb')),
        input: fc.integer({ min: 0, max: 20 }),
        expected: fc.option(fc.string()),
        tags: fc.constant([] as string[]),
      }),
      cluster: fc.option(fc.constantFrom('doc 1', 'doc 2', 'doc 3'), { nil: undefined }),
      byVariant: fc.tuple(fc.array(trial, { maxLength: 4 }), fc.array(trial, { maxLength: 4 })),
    }),
    { selector: ({ row }) => row.id, maxLength: 30 },
  )
  .map((all) =>
    all.map(({ row, cluster, byVariant }) => ({
      row: { ...row, ...(cluster !== undefined && { cluster }) },
      byVariant,
    })),
  );

function fileOf(all: readonly Row[]): string {
  const writer = new BaselineWriter(VARIANTS, METRICS);
  for (const { row, byVariant } of all) writer.addCase(row, byVariant);
  return [...writer.finish(header(all.length))].join('');
}

function tableIn(text: string): ScoreTable {
  const { cases, ...head } = JSON.parse(text);
  const reader = new BaselineReader(baselineHeaderSchema.parse(head));
  for (const value of cases) reader.addCase(value);
  return reader.finish('evals/suite.baseline.json');
}

function tableOf(all: readonly Row[]): ScoreTable {
  const builder = new ScoreTableBuilder(
    VARIANTS.map((name) => ({ name, model: null })),
    METRICS,
  );
  for (const { row, byVariant } of all) builder.addCase(row, byVariant);
  const { graders, run, createdAt, pricesDate } = header(0);
  return builder.finish({
    suite: 'suite',
    run,
    createdAt,
    file: null,
    dataset: 'hash',
    simulated: false,
    pricesDate,
    graders: Object.fromEntries(graders.map(({ name, version }) => [name, version])),
    roles: new Map(graders.map(({ name, role }) => [name, role])),
  });
}

const sorted = (all: readonly Row[]) => all.toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1));
const rounded = (amounts: Float64Array) => Array.from(amounts, (amount) => significant(amount, 7));
const row = (id: string, byVariant: Row['byVariant']): Row => ({
  row: { id, input: id, expected: null, tags: [] },
  byVariant,
});

describe("a baseline's file", () => {
  it('holds what the table of the run does: the scores as they are, amounts to seven digits', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const [kept, own] = [tableIn(fileOf(all)), tableOf(sorted(all))];
        expect(kept.cases).toEqual(own.cases);
        for (const [v, variant] of kept.variants.entries()) {
          expect(variant.metrics).toEqual(own.variants[v]!.metrics);
          expect(rounded(variant.cost)).toEqual(rounded(own.variants[v]!.cost));
          expect(rounded(variant.tokens)).toEqual(rounded(own.variants[v]!.tokens));
        }
        expect(kept.origin).toEqual({ ...own.origin, file: 'evals/suite.baseline.json' });
      }),
    );
  });

  it('is the same to the byte whatever order the cases came in', () => {
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(fileOf(other)).toBe(fileOf(all));
      }),
    );
  });

  it('has a line a case, in the order of their ids', () => {
    const text = fileOf([
      row('b', [
        [record({ cost: 0.00012345678, scores: { exact: passed, rouge: measured(2 / 3) } })],
        [expired()],
      ]),
      row('a', [[record(), record({ pass: false, scores: { exact: wrong } })], []]),
    ]);
    expect(text.split('\n').slice(-6)).toEqual([
      '  "cases": [',
      expect.stringMatching(
        /^ {4}\{"id":"a","input":"[0-9a-f]{13}","expected":"[0-9a-f]{13}","scores":\{"haiku":\{"accuracy":\[1,0\],"exact":\[1,0\]\}\},"cost":\{"haiku":0\.001\},"tokens":\{"haiku":15\}\},$/,
      ),
      expect.stringMatching(
        /"scores":\{"haiku":\{"accuracy":1,"exact":1,"rouge":0\.666667\}\},"cost":\{"haiku":0\.0001234568\},"tokens":\{"haiku":15\}\}$/,
      ),
      '  ]',
      '}',
      '',
    ]);
  });

  it('is compared with the run it was made of as without any change', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const [kept, own] = [tableIn(fileOf(all)), tableOf(all)];
        const options = { metrics: METRICS, deciding: ['exact'] };
        const found = compareVariants(
          { table: kept, variant: 'haiku' },
          { table: own, variant: 'haiku' },
          options,
        );
        for (const metric of [found, ...found.others])
          expect(metric).toMatchObject({ fixed: 0, broken: 0, drops: [] });
      }),
    );
  });
});

describe('a baseline that was edited by hand', () => {
  const good = () => JSON.parse(fileOf([row('a', [[record()], []]), row('b', [[record()], []])]));
  const wrongWith = (change: (file: ReturnType<typeof good>) => void) => {
    const file = good();
    change(file);
    return () => tableIn(JSON.stringify(file));
  };

  it.each<[string, (file: ReturnType<typeof good>) => void, string]>([
    ['no case', (file) => file.cases.splice(0, 1, null), 'a case must be an object, not null'],
    ['an id', (file) => Object.assign(file.cases[0], { id: 7 }), '"id" must be a text, not 7'],
    ['an id twice', (file) => Object.assign(file.cases[1], { id: 'a' }), 'there are two cases "a"'],
    ['the order', (file) => file.cases.reverse(), 'case "a" stands after "b": they are sorted by id'],
    [
      'a fingerprint',
      (file) => Object.assign(file.cases[0], { input: 'ABC' }),
      '"input" must be a fingerprint of 13 hex digits, not "ABC"',
    ],
    ['a key', (file) => Object.assign(file.cases[0], { score: {} }), 'a case has an unknown key "score"'],
    [
      'a variant',
      (file) => Object.assign(file.cases[0].scores, { haikoo: {} }),
      '"scores" has an unknown key "haikoo"',
    ],
    [
      'a grader',
      (file) => Object.assign(file.cases[0].scores.haiku, { exakt: 1 }),
      'what "haiku" scored has an unknown key "exakt"',
    ],
    ...[-0.1, 1.5, '1', null, [1, true]].map(
      (score) =>
        [
          `a score of ${JSON.stringify(score)}`,
          (file: ReturnType<typeof good>) => Object.assign(file.cases[0].scores.haiku, { exact: score }),
          'a score of "exact" must be a number from 0 to 1, not ',
        ] as [string, (file: ReturnType<typeof good>) => void, string],
    ),
    [
      'a list of no scores',
      (file) => Object.assign(file.cases[0].scores.haiku, { exact: [] }),
      'the scores of "exact" are an empty list',
    ],
    [
      'a cost',
      (file) => Object.assign(file.cases[0].cost, { haiku: -1 }),
      'the cost of "haiku" must be a number from 0 on, not -1',
    ],
    ['the number of cases', (file) => file.cases.pop(), 'there is 1 case, and its header says 2'],
  ])('is told by one line: %s', (_, change, message) => {
    expect(wrongWith(change)).toThrow(message);
  });

  it('says what was probably meant', () => {
    try {
      wrongWith((file) => Object.assign(file.cases[0].scores, { haikoo: {} }))();
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: 'UserError', hint: 'did you mean "haiku"?' });
    }
  });
});
