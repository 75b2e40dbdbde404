import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import {
  closedQA,
  custom,
  exactMatch,
  maxErrors,
  mustPass,
  nonInferior,
  noRegression,
  readReport,
  runSuite,
  type Suite,
} from 'assay';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { json, namedJson } from '../../src/render/json.ts';
import { compareRuns } from '../../src/run/compare-runs.ts';
import type { RunOptions } from '../../src/run/options.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { bench, loaded, sums, temporaryFolder } from '../run/workbench.ts';
import { errored, record, report, summary } from './report-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = resolve(import.meta.dirname, '../..');
const SCHEMAS = join(ROOT, 'data/schemas');

function schema(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  return ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8')));
}

const isSummary = schema('assay-summary-3');
const isRecord = schema('assay-record-1');
const isComparison = schema('assay-comparison-1');

function expectValid(validate: ValidateFunction, value: unknown): void {
  expect(validate(value) ? [] : validate.errors).toEqual([]);
}

const written = (about: Report) => JSON.parse([...json.render(about)].join(''));

test('the schemas that ship are those of the types: npm run schemas', async () => {
  const folder = temporaryFolder();
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/write-schemas.mjs'), folder]);
  const made = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
  expect(made).toEqual(readdirSync(SCHEMAS));
  for (const name of made) {
    expect(readFileSync(join(SCHEMAS, name), 'utf8'), name).toBe(readFileSync(join(folder, name), 'utf8'));
  }
});

test('they are there for whoever has the package', () => {
  const name = 'assay-summary-3.schema.json';
  expect(createRequire(import.meta.url).resolve(`assay/schemas/${name}`)).toBe(join(SCHEMAS, name));
});

test('a report names the schema that it follows', () => {
  const { $id } = JSON.parse(readFileSync(join(SCHEMAS, 'assay-summary-3.schema.json'), 'utf8'));
  expect(written(report()).$schema).toBe($id);
});

const judge = closedQA({ model: 'claude-opus-5-5', criterion: 'The sum is right.' });
const breaks = custom('breaks', () => {
  throw new Error('no such field');
});

/** Runs of every kind. */
const RUNS: Readonly<
  Record<
    string,
    { suite?: Partial<Suite>; options?: Partial<RunOptions>; simulator?: Partial<SimulatorOptions> }
  >
> = {
  'of batches': {},
  'live, with latencies': { options: { live: true } },
  'of several samples a case': { options: { repeat: 3 } },
  'with gates of every outcome': {
    suite: {
      gates: [
        noRegression({ slice: 'odd' }),
        nonInferior(0.05, { inconclusive: 'warn' }),
        mustPass(['sum-3']),
        maxErrors(0.02),
      ],
    },
  },
  'with a judge': { suite: { graders: [exactMatch(), judge] } },
  'without a gate': { suite: { graders: [exactMatch({ role: 'metric' })] } },
  'with a grader that breaks': { suite: { graders: [exactMatch(), breaks] } },
  'with errors': { options: { retries: 0 }, simulator: { shares: { errored: 0.3, expired: 0.2 } } },
  'stopped early': { options: { stopEarly: true } },
};

test.each(Object.entries(RUNS))('a run %s: summary and records follow their schemas', async (_, about) => {
  const suite = { ...sums(), ...about.suite } as ReturnType<typeof sums>;
  const { options } = await bench(suite, about.simulator);
  const { folder } = await runSuite(loaded(suite), { ...options, ...about.options });
  expectValid(isSummary, JSON.parse(readFileSync(folder.file('summary.json'), 'utf8')));
  expectValid(isSummary, written(readReport(folder)));
  for (const one of folder.records) expectValid(isRecord, one);
});

test('a comparison of two runs follows its schema', async () => {
  const { options } = await bench(sums());
  const project = loaded(sums());
  const [a, b] = [await runSuite(project, options), await runSuite(project, { ...options, live: true })];
  const compared = compareRuns(join(project.root, 'reports'), a.folder.path, b.folder.path, {
    gates: [noRegression()],
  });
  expect(compared.gates).not.toEqual([]);
  expectValid(isComparison, JSON.parse(namedJson(compared)));
});

test.each([
  ['a field that is not described', { more: 1 }],
  ['a mode that there is not', { mode: 'stream' }],
  ['a count that is a text', { trials: '20000' }],
  ['no cost where it is unknown', { variants: [{ ...summary().variants[0], cost: { total: 1 } }] }],
  ['another version', { format: 'assay-summary/1' }],
])('a summary with %s is refused', (_, wrong) => {
  expectValid(isSummary, summary());
  expect(isSummary({ ...summary(), ...wrong })).toBe(false);
});

test('a summary without one of its fields is refused, whichever', () => {
  for (const field of Object.keys(summary())) {
    expect(isSummary({ ...summary(), [field]: undefined }), field).toBe(false);
    const { [field as keyof ReturnType<typeof summary>]: _, ...rest } = summary();
    expect(isSummary(rest), field).toBe(false);
  }
});

test.each([
  ['a score beyond what is known of it', { scores: { a: { outcome: 'scored', score: 1 } } }],
  ['another outcome', { outcome: { type: 'lost' } }],
  ['an error without its message', { outcome: { type: 'errored', error: { type: 'x' } } }],
])('a record with %s is refused', (_, wrong) => {
  for (const right of [record(), errored()]) expectValid(isRecord, right);
  expect(isRecord({ ...record(), ...wrong })).toBe(false);
});
