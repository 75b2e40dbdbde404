/**
 * Writes the folder of a finished run that nobody ran: seeded cases, two variants, outputs of 1.5 kB on average whose
 * lengths are lognormal. The same arguments, the same bytes.
 *
 * Usage: node bench/report/synthetic-run.mjs <reports folder> <cases>
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../dist/core/stats/seeded.js';
import { summarizer } from '../../dist/core/summarize.js';
import { formatRequestId } from '../../dist/model/request.js';
import { FileWriter } from '../../dist/run/disk.js';
import { proseWriter } from './prose.mjs';

const [reports, count] = [process.argv[2], Number(process.argv[3])];
const VARIANTS = [
  { name: 'sonnet', model: 'claude-sonnet-5-5', passes: 0.8, price: 15 },
  { name: 'haiku', model: 'claude-haiku-5-5', passes: 0.82, price: 5 },
];
const TAGS = ['billing', 'shipping', 'returns', 'account', 'math', 'lang:de', 'lang:fr', 'long', 'other'];
const OUTPUT = 1500;
const INPUT = 350;
const REASON = 120;
const KEY = '0123456789';
const SENT = { reusedFrom: null, judging: 0, latencyMs: null, turns: 1, batch: 1, earlier: [] };
const SYSTEM =
  'You are a careful assistant of a shop. Answer in a few sentences and end with the label alone.';

const next = seeded(count);
const prose = proseWriter(next);
const run = `2026-11-20T12-31-05-${String(count).padStart(4, '0').slice(0, 4)}`;
const folder = join(reports, 'synthetic', run);
for (const own of ['requests', 'results']) mkdirSync(join(folder, own), { recursive: true });
const file = (name) => new FileWriter(join(folder, name), { hashed: false });
const [cases, records, requests, results] = [
  'cases.jsonl',
  'records.jsonl',
  'requests/0001.jsonl',
  'results/0001.jsonl',
].map(file);

const dataset = { name: 'datasets/synthetic.jsonl', hash: '9c41'.repeat(16), cases: count };
const summary = summarizer(frame());
for (let place = 0; place < count; place++) writeCase(place);
for (const each of [cases, records, requests, results]) each.finish();
writeFileSync(join(folder, 'summary.json'), JSON.stringify(summary.finish(), null, 2));
writeFileSync(join(folder, 'run.json'), JSON.stringify(manifest(), null, 2));
console.log(folder);

function writeCase(place) {
  const id = `case-${String(place).padStart(6, '0')}`;
  const tags = [TAGS[Math.floor(next() * TAGS.length)]];
  const row = { id, input: { text: prose(lognormal(INPUT)) }, expected: 'B', tags };
  // Cases are hard or easy for all: most do not change.
  const ease = next();
  const own = VARIANTS.map((variant, v) => writeTrial(place * VARIANTS.length + v, row, variant, ease));
  cases.line(JSON.stringify(row));
  summary.addCase(row, own);
}

function writeTrial(trial, row, { name, model, passes, price }, ease) {
  const id = formatRequestId({ run: KEY, trial, thread: 0, turn: 0, attempt: 0, hash: '0123456789ab' });
  const params = {
    model,
    max_tokens: 1024,
    system: SYSTEM,
    messages: [{ role: 'user', content: row.input.text }],
  };
  requests.line(JSON.stringify({ custom_id: id, params }));
  const record = next() < 0.003 ? unanswered() : answered(model, passes, price, ease);
  const whole = { trial, case: row.id, tags: row.tags, variant: name, repetition: 0, ...record };
  records.line(JSON.stringify(whole));
  results.line(JSON.stringify({ custom_id: id, result: resultOf(record, model) }));
  return whole;
}

function answered(model, passes, price, ease) {
  const output = prose(lognormal(OUTPUT));
  const pass = 0.9 * ease + 0.1 * next() < passes;
  const tokens = {
    input: 120 + Math.floor(next() * 80),
    cacheWrite: 0,
    cacheRead: 0,
    output: output.length >> 2,
  };
  const cost = (tokens.output * price + (tokens.input * price) / 5) / 2e6;
  const reason = pass ? 'says what was expected' : prose(REASON);
  return {
    outcome: { type: 'succeeded', stopReason: 'end_turn' },
    output,
    model: `${model}-20261001`,
    answeredBy: 'claude',
    pass,
    scores: { label: { outcome: 'scored', score: Number(pass), pass, reason, role: 'gate' } },
    tokens,
    cost,
    costUnbatched: cost * 2,
    cacheSaved: 0,
    serviceTier: 'batch',
    ...SENT,
  };
}

function unanswered() {
  const error = { type: 'overloaded_error', message: 'Overloaded' };
  const nothing = { output: null, model: null, answeredBy: null, pass: null, scores: {}, tokens: null };
  const free = { cost: 0, costUnbatched: 0, cacheSaved: 0, serviceTier: null };
  return { outcome: { type: 'errored', error }, ...nothing, ...free, ...SENT };
}

function resultOf({ outcome, output, model }) {
  if (outcome.type === 'errored') return { type: 'errored', error: { type: 'error', error: outcome.error } };
  const content = [{ type: 'text', text: output }];
  return { type: 'succeeded', message: { id: 'msg_1', type: 'message', role: 'assistant', model, content } };
}

function lognormal(mean) {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const SPREAD = 0.6;
  return Math.round(mean * Math.exp(SPREAD * normal - SPREAD ** 2 / 2));
}

function frame() {
  return {
    ...facts(),
    repeat: 1,
    instalments: null,
    pricesDate: '2026-11-01',
    simulatedJudges: false,
    ledger: { settled: 0, committed: 0, due: 0, lost: 0, saved: 0, unpriced: [], lines: [] },
    notices: [],
    graders: ['label'],
    versions: { label: 'f00d' },
    gates: [],
    judges: {},
    kept: null,
    run,
    variants: VARIANTS.map(({ name, model }) => ({ name, model, turnaroundSeconds: 724, simulated: false })),
  };
}

function manifest() {
  return {
    ...facts(),
    format: 'assay-run/1',
    id: run,
    key: KEY,
    file: null,
    endpoint: 'https://api.anthropic.com',
    variants: VARIANTS.map(({ name, model }) => ({ name, model })),
    graders: ['label'],
    repeat: 1,
    trials: count * VARIANTS.length,
    planHash: '',
  };
}

function facts() {
  return {
    suite: 'synthetic',
    description: null,
    createdAt: '2026-11-20T12:31:05.000Z',
    mode: 'batch',
    assayVersion: '0.1.0',
    commit: null,
    dataset,
    confidence: 0.95,
    baseline: 'sonnet',
  };
}
