import { describe, expect, it } from 'vitest';
import type { Ledger, LedgerLine } from '../../src/model/ledger.ts';
import { html } from '../../src/render/html.ts';
import { markdown } from '../../src/render/markdown.ts';
import { renderLedger } from '../../src/render/terminal/ledger.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { billStatement, moneyStatements } from '../../src/render/wording/money.ts';
import { cost, report, summary, variant } from './report-fixture.ts';

const line = (changes: Partial<LedgerLine> = {}): LedgerLine => ({
  variant: 'sonnet',
  purpose: 'answer',
  judge: null,
  attempt: 0,
  batches: 1,
  requests: 1000,
  estimate: { least: 1, most: 4 },
  settled: 2,
  open: 0,
  lost: 0,
  saved: 0,
  ...changes,
});

const ledger = (changes: Partial<Ledger> = {}) => ({
  simulated: false,
  settled: 2.5,
  committed: 0.25,
  due: 0,
  lost: 0.5,
  saved: 1.5,
  unpriced: [],
  lines: [
    line(),
    line({ attempt: 1, requests: 40, estimate: { least: 0.1, most: 0.25 }, settled: 0, open: 0.25 }),
    line({ variant: 'haiku', settled: 0.5, lost: 0.5 }),
    line({ variant: 'haiku', purpose: 'reused', estimate: { least: 0, most: 0 }, settled: 0, saved: 1.5 }),
  ],
  ...changes,
});

const plain = { columns: 100, color: false, ascii: false };
const statements = (changes: Parameters<typeof summary>[0]) =>
  moneyStatements(summary(changes), (text) => text);

describe('the ledger', () => {
  it('shows what was estimated, billed, open, lost and saved, by variant, purpose and attempt', () => {
    expect(renderLedger(ledger(), plain)).toMatchInlineSnapshot(`
      "──────────────────────────────────────────────────────────────────────────────────────────
       Variant  For               Requests        Estimate  Billed  Open, at most   Lost  Saved
       sonnet   answers              1,000  $1.00 to $4.00   $2.00              –      –      –
       sonnet   answers, retry 1        40  $0.10 to $0.25       –          $0.25      –      –
       haiku    answers              1,000  $1.00 to $4.00   $0.50              –  $0.50      –
       haiku    answers, reused      1,000               –       –              –      –  $1.50
      ──────────────────────────────────────────────────────────────────────────────────────────
       billed $3.00 · estimated before sending $2.10 to $8.25 · up to $0.25 at work · $1.50 saved by reuse
      "
    `);
  });

  it('says that nobody was billed where the simulator answered', () => {
    expect(renderLedger({ ...ledger(), simulated: true }, plain)).toMatch(
      /^SIMULATED ANSWERS: nobody was billed for them\n/,
    );
  });

  it('leaves out columns that hold nothing', () => {
    const text = renderLedger(ledger({ lost: 0, saved: 0, committed: 0, lines: [line()] }), plain);
    expect(text).not.toMatch(/Lost|Saved|Open/);
  });

  it('does not take an unknown price for nothing', () => {
    const unknown = line({ estimate: null, settled: null, open: null });
    const text = renderLedger(ledger({ unpriced: ['sonnet'], lines: [unknown] }), plain);
    expect(text).toContain('unknown');
    expect(text).toContain('! the cost of sonnet is not known');
  });

  it('stands in the HTML report, with the bill against the estimate', () => {
    const page = [...html.render({ ...report(), summary: summary({ ledger: ledger() }) })].join('');
    expect(page).toContain('<h3>Ledger</h3>');
    expect(page).toContain('Billed $3.00 · estimated before sending $2.10 to $8.25');
  });
});

describe('the bill', () => {
  it('says what was lost with what was billed', () => {
    expect(billStatement(ledger())).toBe(
      'billed $3.00 · estimated before sending $2.10 to $8.25 · up to $0.25 at work · $1.50 saved by reuse',
    );
  });
});

describe('what may surprise about the money', () => {
  it('is nothing in an ordinary run', () => {
    expect(statements({})).toEqual([]);
  });

  it('is what was held back and not bought, at what the bought cases cost this run', () => {
    const instalments = { released: 1, of: 4, confirmed: null, casesHeld: 30, trialsHeld: 60 };
    const outcomes = { succeeded: 20, errored: 0, expired: 0, canceled: 0, missing: 0 };
    const bought = variant('sonnet', { outcomes, cost: cost(2, { reused: 0.5 }) });
    const others = variant('recorded', { outcomes, model: null, cost: cost(null) });
    const dataset = { ...summary().dataset, cases: 40 };
    const changes = { dataset, repeat: 2, variants: [bought, others], comparisons: [] };
    // Ten cases of two answers each for 1.50 dollars.
    expect(statements({ ...changes, instalments })).toEqual([
      '30 of 40 cases were held back and not bought, which saved about $4.50',
    ]);
    const unpriced = { ...changes, variants: [variant('sonnet', { outcomes, cost: cost(null) })] };
    expect(statements({ ...unpriced, instalments: { ...instalments, casesHeld: 1 } })).toEqual([
      '1 of 40 cases was held back and not bought',
    ]);
    const whole = { ...instalments, confirmed: false, casesHeld: 0, trialsHeld: 80 };
    expect(statements({ ...changes, instalments: whole })).toEqual([]);
  });

  it('is a reuse: what a variant costs, and what this run did', () => {
    const reused = variant('sonnet', { reused: 20, reusedFrom: ['run-1'], cost: cost(2, { reused: 1.5 }) });
    const changes = { variants: [reused], comparisons: [], ledger: ledger({ lost: 0 }) };
    expect(statements(changes)).toEqual([
      '20 answers were taken from run run-1, which saved $1.50: costs of a variant include them, the cost of this run does not',
    ]);
    expect(renderTerminal(summary(changes), plain)).toContain('cost $0.50');
  });

  it.each([
    [0.25, 'read 900 of 1,000 tokens (90.0 %), which saved $0.25'],
    [-0.25, 'read 900 of 1,000 tokens (90.0 %), and writing it cost $0.25 more than that saved'],
    [null, 'read 900 of 1,000 tokens (90.0 %)'],
  ])('is the prompt cache, measured: %s', (cacheSaved, said) => {
    const tokens = { input: 60, cacheWrite: 40, cacheRead: 900, output: 5 };
    const cached = variant('sonnet', { tokens, cost: cost(2, { cacheSaved }) });
    expect(statements({ variants: [cached] })).toEqual([`Prompt cache: sonnet ${said}`]);
  });

  it('is a discount that was not given', () => {
    expect(statements({ variants: [variant('sonnet', { undiscounted: 3 })] })).toEqual([
      '3 answers of sonnet came in a batch but without its discount: the API billed another service tier',
    ]);
  });

  it('is money lost, also in the cost of the run', () => {
    const changes = { variants: [variant('sonnet', { cost: cost(2) })], ledger: ledger() };
    expect(statements(changes)).toEqual(['$0.50 lost to batches that were bought twice']);
    expect([...markdown.render({ ...report(), summary: summary(changes) })].join('')).toContain(
      '- $0.50 lost to batches that were bought twice',
    );
    expect(renderTerminal(summary(changes), plain)).toContain('cost $2.50');
  });
});
