import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { COMMENT, STEP_SUMMARY } from '../../src/render/markdown/page-size.ts';
import { markdown, markdownMarker, stepSummary } from '../../src/render/markdown.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { caseView, comparison, grader, haiku, report, summary, variant } from './report-fixture.ts';

const rendered = (about: Report) => [...markdown.render(about)].join('');

test('a comment', () => {
  expect(rendered(report())).toMatchInlineSnapshot(`
    "<!-- assay:support-triage -->

    ### ▲ haiku vs sonnet: +2.8 points (95 % interval +2.2 to +3.4), 9,943 cases: 638 improved, 357 got worse, 8,948 same. haiku is better; cost 0.34× (95 % interval 0.33–0.35)

    | Variant | Accuracy | 95 % interval | Δ points | Cost | per 1,000 correct | Answered | Errors |
    | :-- | --: | --: | --: | --: | --: | --: | --: |
    | sonnet (baseline) | 67.2 % | 66.3 – 68.1 % | – | $70.84 | $10.54 ($10.42–$10.67) | 10,000 | 0 |
    | haiku | 70.0 % | 69.1 – 70.9 % | ▲ +2.8 | $23.84 | $3.41 ($3.37–$3.45) | 9,971 | 29 |

    ✓ 6,336 both pass · ▲ 638 fixed · ▼ 357 broken · ✗ 2,612 both fail\\
    57 cases without a score from both: had they scored, +2.0 points at worst, +3.6 at best; the verdict would be the same\\
    Tokens 0.98× (95 % interval 0.97–0.99)

    | Error | Variant | Count | Meaning | Example |
    | :-- | :-- | --: | :-- | :-- |
    | overloaded&#95;error | haiku | 26 | the API was overloaded | Overloaded |
    | missing | haiku | 3 | the batch ended and its results do not mention it | – |

    Trials without an answer are left out of every rate: they are neither right nor wrong.

    - sonnet stopped early or otherwise: 10 × max&#95;tokens; graded as they are
    - haiku stopped early or otherwise: 10 × max&#95;tokens; graded as they are

    - sonnet: $7.08 per 1,000 cases; $141.68 in all without batches
    - haiku: $2.38 per 1,000 cases; $47.68 in all without batches

    <details>
    <summary>1 of more than 1 broken cases, side by side</summary>

    #### case-000025

    Input

    \`\`\`
    Customer writes: "I was charged twice on 3 November, 49.00 EUR each. Please fix this."

    (A) single refund
    (B) double refund
    (C) escalate to legal
    \`\`\`

    Expected

    \`\`\`
    B
    \`\`\`

    **sonnet** ✓ pass · exact-match: says what was expected

    \`\`\`
    Both payments have to be returned: 98.00 EUR in total.

    **Answer: B**
    \`\`\`

    **haiku** ✗ fail · exact-match: expected "B", found "A"

    \`\`\`
    One of the two charges is a duplicate and has to be returned.

    **Answer: A**
    \`\`\`

    _The others are in the report._

    </details>

    <sub>support-triage · run 2026-11-20T12-31-05-4be1 · 10,000 cases of datasets/tickets.csv (9c419c419c41) · commit 4be19c2 · batch · 20 Nov 2026, 12:31 UTC · prices of 2026-11-01 · assay 0&#46;1.0</sub>
    "
  `);
});

test('the marker is a comment whatever the suite is called', () => {
  expect(markdownMarker('support-triage')).toBe('<!-- assay:support-triage -->');
  expect(markdownMarker('x --> <b>')).toBe('<!-- assay:x_--___b_ -->');
});

test('simulated and incomplete runs say so first', () => {
  const text = rendered(report({ summary: summary({ simulated: true, unanswered: 5000 }) }));
  expect(text.indexOf('**SIMULATED ANSWERS**')).toBeLessThan(text.indexOf('### '));
  expect(text).toContain('### ! Run incomplete: 5,000 of 20,000 trials');
  expect(text.indexOf('Run incomplete')).toBeLessThan(text.indexOf('**▲ haiku vs sonnet'));
});

test('several variants have a line each', () => {
  const text = rendered(
    report({
      summary: summary({
        variants: [
          variant('sonnet'),
          haiku(),
          variant('opus'),
          variant('old', { model: null, answeredBy: ['recorded'] }),
        ],
        comparisons: [comparison(), comparison({ variant: 'opus' }), comparison({ variant: 'old' })],
      }),
    }),
  );
  expect(text).toContain('### 3 variants against sonnet: 3 better');
  expect(text).toContain('▲ opus vs sonnet: ');
  expect(text).toContain('| old (recorded) |');
});

test('graders are folded when the accuracy does not say it all', () => {
  expect(rendered(report())).not.toContain('<summary>Graders');
  const graders = [grader('a'), grader('b', { failed: 3 })];
  const text = rendered(
    report({ summary: summary({ variants: [variant('sonnet', { graders }), haiku({ graders })] }) }),
  );
  expect(text).toContain('<summary>Graders</summary>');
});

test('no broken cases, no section', () => {
  expect(rendered(report({ cases: { shown: [], total: 3 } }))).not.toContain('side by side');
});

test('at most ten cases, and as many as fit', () => {
  const long = caseView({ case: { ...caseView().case, input: '`'.repeat(100_000) } });
  const text = rendered(report({ cases: { shown: Array(50).fill(long), total: 50 } }));
  expect(text).toContain('<summary>10 of 50 broken cases, side by side</summary>');
  expect(text).toContain('_The others are in the report._');
  const crowd = caseView({
    records: Array(40).fill({ ...caseView().records[0]!, output: 'x'.repeat(5000) }),
  });
  expect(rendered(report({ cases: { shown: Array(50).fill(crowd), total: 50 } }))).toContain(
    '1 of 50 broken cases, side by side',
  );
});

test('broken cases that a selection may have cut off are not counted as all there are', () => {
  const text = rendered(report({ cases: { shown: Array(50).fill(caseView()), total: 10_000 } }));
  expect(text).toContain('10 of more than 50 broken cases, side by side');
});

describe('a step summary', () => {
  const page = (about: Report) => [...stepSummary.render(about)].join('');
  const many = (shown: number) => report({ cases: { shown: Array(shown).fill(caseView()), total: shown } });

  test('says what a comment says, and shows more cases', () => {
    const [short, long] = [rendered(many(1)), page(many(1))];
    expect(long).toBe(short);
    expect(page(many(200))).toContain('<summary>200 broken cases, side by side</summary>');
    expect(page(many(201))).toContain('<summary>200 of 201 broken cases, side by side</summary>');
  });

  test('has at most 900 kB as GitHub counts them, in bytes', () => {
    const long = caseView({ case: { ...caseView().case, input: '漢'.repeat(20_000) } });
    const text = page(report({ cases: { shown: Array(200).fill(long), total: 200 } }));
    const bytes = Buffer.byteLength(text);
    expect(bytes).toBeLessThanOrEqual(STEP_SUMMARY.limit);
    expect(bytes).toBeGreaterThan(STEP_SUMMARY.limit * 0.9);
    expect(text).toMatch(/<summary>\d+ of 200 broken cases, side by side<\/summary>/);
    expect(text.trimEnd()).toMatch(/<\/sub>$/);
  });
});

test('what does not fit is dropped from the end, and named', () => {
  const crowd = caseView({
    records: Array(100).fill({ ...caseView().records[0]!, output: 'x'.repeat(5000) }),
  });
  const text = rendered(report({ cases: { shown: [crowd], total: 1 } }));
  expect(text).toContain('_Left out to fit a comment: broken cases._');
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  const about = hostileReport(text);
  const page = rendered(about);
  /** What is left when fenced blocks are taken out, as Markdown's parser would. */
  const outside = page.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');

  test('is text inside the page', () => {
    const tags = [...outside.matchAll(/<(?!!--)[^>]*>/g)].map(([tag]) => tag);
    expect([...new Set(tags)].filter((tag) => !/^<\/?(details|summary|sub)>$/.test(tag))).toEqual([]);
    expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
    expect(outside.match(/<!--/g)).toHaveLength(1);
    // What is ours, as pass@2, mentions nobody: a word stands before it.
    expect(outside.replaceAll(/\bpass@\d/g, '')).not.toMatch(
      /@(?!&#8203;)\w|(?<!&)(?<!^#{0,3})#\d|!\[|\]\(|https?:\/\//m,
    );
  });

  test('keeps tables in shape', () => {
    const rows = outside.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(6);
    for (const row of rows) expect([4, 5, 6, 7, 8]).toContain(row.split('|').length - 2);
  });

  test('fits', () => {
    expect(page.length).toBeLessThanOrEqual(COMMENT.limit);
  });
});

test('a hundred variants with terrible names fit', () => {
  const variants = Array.from({ length: 100 }, (_, index) =>
    haiku({ name: `${'\u202e|@'.repeat(100)}${index}` }),
  );
  const comparisons = variants.map(({ name }) => comparison({ variant: name }));
  const about = report({
    summary: summary({ variants, comparisons, notices: Array(100).fill('\u202e'.repeat(900)) }),
  });
  const text = rendered(about);
  expect(text.length).toBeLessThanOrEqual(COMMENT.limit);
  expect(text).toContain('_and 80 more variants_');
  expect(text).toContain('Left out to fit a comment');
});
