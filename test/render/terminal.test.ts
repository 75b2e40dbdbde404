import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Summary } from '../../src/model/summary.ts';
import { displayWidth } from '../../src/render/terminal/display-width.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { comparison, cost, estimate, grader, haiku, standing, summary, variant } from './report-fixture.ts';

const at80 = (about: Summary) => renderTerminal(about, { columns: 80, color: false });

test('two variants at 80 columns', () => {
  expect(at80(summary())).toMatchInlineSnapshot(`
    "support-triage · 10,000 cases × 2 variants · 12m 04s · cost $94.68

     ▲ haiku vs sonnet: +2.8 points (95 % interval +2.2 to +3.4), 9,943 cases: 638
       improved, 357 got worse, 8,948 same. haiku is better; cost 0.34× (95 %
       interval 0.33–0.35)

    ──────────────────────────────────────────────────────────────────────────────
     Variant             Accuracy       Δ    Cost  $/1k correct  Answered  Errors
     * sonnet  67.2 % (66.3–68.1)       –  $70.84        $10.54    10,000       –
       haiku   70.0 % (69.1–70.9)  ▲ +2.8  $23.84         $3.41     9,971      29
    ──────────────────────────────────────────────────────────────────────────────
     * baseline; Δ in points against sonnet, on the cases they have in common

     ✓ 6,336 both pass · ▲ 638 fixed · ▼ 357 broken · ✗ 2,612 both fail
     ▼ broken: case-000025, case-000080, case-000176, case-000180, case-000187, and
       352 more
     ▲ fixed: case-000003, case-000017, and 636 more
     57 cases without a score from both: had they scored, +2.0 points at worst, +3.6
       at best; the verdict would be the same
     Tokens 0.98× (95 % interval 0.97–0.99)

     ! 26 × overloaded_error, haiku: the API was overloaded (Overloaded)
     ! 3 × missing, haiku: the batch ended and its results do not mention it
       Trials without an answer are left out of every rate: they are neither right
       nor wrong.
     ! sonnet stopped early or otherwise: 10 × max_tokens; graded as they are
     ! haiku stopped early or otherwise: 10 × max_tokens; graded as they are

     Per 1,000 cases: sonnet $7.08 · haiku $2.38
     Without batches, in all: sonnet $141.68 · haiku $47.68
     Prices as of 2026-11-01
    "
  `);
});

test('wide terminals show the whole interval, narrow ones drop columns', () => {
  const wide = renderTerminal(summary(), { columns: 140, color: false });
  expect(wide).toContain('66.3 – 68.1 %');
  expect(wide).toContain('Tokens in → out');
  const narrow = renderTerminal(summary(), { columns: 60, color: false });
  expect(narrow).toContain('67.2 % (66.3–68.1)');
  expect(narrow).not.toContain('Answered');
});

test('no colour unless asked, and then only around lines and cells', () => {
  expect(at80(summary())).not.toContain('\u001b');
  const coloured = renderTerminal(summary(), { columns: 80, color: true });
  expect(coloured).toContain('\u001b[32m▲ +2.8\u001b[0m');
  // biome-ignore lint/complexity/useRegexLiterals: the escape is easier to read this way
  expect(coloured.replace(new RegExp('\\u001b\\[[\\d;]+m', 'g'), '')).toBe(at80(summary()));
});

test('ASCII where nothing else can be shown', () => {
  const text = renderTerminal(summary({ suite: 'Grüße' }), { columns: 80, color: false, ascii: true });
  expect(text).toMatch(/^[\n -~]+$/);
  expect(text).toContain('^ haiku vs sonnet: +2.8 points');
});

test('ASCII keeps the signs that numbers need', () => {
  const p95 = { value: 4120, low: 3600, high: null };
  const about = summary({
    variants: [
      variant('sonnet', {
        latency: { p50: p95, p95 },
        graders: [grader('tone', { calibration: standing() })],
      }),
    ],
    comparisons: [comparison({ drops: [{ case: 't-1', before: 0.9, after: 0.25 }] })],
  });
  const text = renderTerminal(about, { columns: 120, color: false, ascii: true });
  expect(text).toContain('p95 latency >= 3.6 s');
  expect(text).toContain('t-1 (0.90 -> 0.25)');
  expect(text).toContain('kappa = 0.71');
});

test('what is simulated, recorded, unpriced, failed or odd is said', () => {
  const text = at80(
    summary({
      simulated: true,
      unanswered: 4000,
      variants: [
        variant('sonnet', {
          answeredBy: ['simulator'],
          undecided: 2,
          graders: [grader('judge', { failed: 2, failedExample: 'no number' })],
        }),
        haiku({ answeredBy: ['recorded'], model: null, cost: cost(null) }),
      ],
      notices: ['one odd line'],
    }),
  );
  for (const said of [
    'SIMULATED ANSWERS: these answers were made up by a local simulator, not',
    'Run incomplete: 4,000 of 20,000 trials',
    '[sim] sonnet',
    '[rec] haiku',
    'judge could not score 2 answers of sonnet',
    'No price is known for claude-next',
    '! one odd line',
    '26 × overloaded_error, haiku: the API was overloaded (Overloaded)',
    'left out of every rate',
    'Prices as of 2026-11-01',
  ]) {
    expect(text).toContain(said);
  }
});

test('without a grader that decides there is no accuracy, but means', () => {
  const graders = [grader('tone', { role: 'metric', mean: estimate(0.6) })];
  const text = at80(
    summary({
      variants: [variant('sonnet', { accuracy: null, graders }), haiku({ accuracy: null, graders })],
      comparisons: [comparison({ metric: 'tone' })],
    }),
  );
  expect(text).not.toContain('Accuracy');
  expect(text).toContain('+2.8 points of tone');
  expect(text).toContain('638 scored higher');
  expect(text).toMatch(/tone\s+haiku\s+60\.0 %/);
});

test('a single variant, an empty run', () => {
  expect(at80(summary({ variants: [variant('solo')], comparisons: [] }))).toContain('solo: 67.2 % accuracy');
  const none = variant('none', { trials: 0, accuracy: estimate(null), decided: 0, passed: 0, cost: cost(0) });
  const empty = summary({ trials: 0, unanswered: 0, variants: [none], comparisons: [] });
  expect(at80(empty)).toContain('there are no trials');
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('does nothing to the terminal', () => {
    const about = hostileReport(text).summary;
    const plain = renderTerminal(about, { columns: 80, color: false });
    expect(plain).not.toMatch(
      /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b\u{e0000}-\u{e007f}]/u,
    );
    for (const line of plain.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });
});

test('no line is wider than the terminal, whatever things are called', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...Object.values(HOSTILE)),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 200 }),
      fc.boolean(),
      fc.array(text, { minLength: 8, maxLength: 8 }),
      (columns, ascii, texts) => {
        const [a, b, suite, kind, example, id, judge, notice] = texts as [
          string,
          string,
          string,
          string,
          string,
          string,
          string,
          string,
        ];
        const graders = [grader(judge, { failed: 3, failedExample: example }), grader(id)];
        const about = summary({
          suite,
          baseline: a,
          variants: [
            variant(a, { graders }),
            haiku({ name: b, graders, errors: [{ kind, count: 1e9, example }] }),
          ],
          comparisons: [comparison({ baseline: a, variant: b, brokenCases: [id, a, b] })],
          notices: [notice],
        });
        for (const line of renderTerminal(about, { columns, color: false, ascii }).split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        }
      },
    ),
    { numRuns: 300 },
  );
});
