import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { slug } from '../../src/render/html/element.ts';
import { htmlStatic } from '../../src/render/html-static.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import {
  caseView,
  comparison,
  cost,
  difference,
  errored,
  estimate,
  grader,
  haiku,
  record,
  report,
  summary,
  variant,
} from './report-fixture.ts';

const rendered = (about: Report = report()) => [...htmlStatic.render(about)].join('');
const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ');

test('the policy admits the page’s style and nothing else', () => {
  const page = rendered();
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page)!;
  const hash = createHash('sha256').update(style!).digest('base64');
  expect(page).toContain(
    `content="default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page).toContain('<meta name="referrer" content="no-referrer">');
  expect(page.match(/<style/g)).toHaveLength(1);
});

test('the page says what came out, what it cost and where it comes from', () => {
  const text = textOf(rendered());
  for (const said of [
    'haiku is better than sonnet: +2.8 points, 66 % cheaper',
    '70.0 % against 67.2 %: +2.8 points (95 % interval +2.2 to +3.4), on 9,943 cases in common.',
    'A thousand correct answers cost $3.41 ($3.37–$3.45) instead of $10.54 ($10.42–$10.67).',
    '$10.54',
    '$141.68',
    'at the prices of 2026-11-01',
    'overloaded_error',
    'end_turn 9,990',
    '1 of 10,000 cases are shown',
    'expected &quot;B&quot;, found &quot;A&quot;',
    'asked claude-haiku-5-5; answered by claude-haiku-5-5-20261001',
    '2026-11-20T12-31-05-4be1',
    '4be19c2',
    'datasets/tickets.csv',
  ]) {
    expect(text).toContain(said);
  }
});

test('a simulated run is marked at the top and in its title', () => {
  const page = rendered(report({ summary: summary({ simulated: true }) }));
  expect(page).toContain('<title>SIMULATED: ');
  expect(page.indexOf('SIMULATED ANSWERS')).toBeLessThan(page.indexOf('<h1>'));
  expect(rendered()).not.toContain('SIMULATED');
});

test('four variants: a finding each, unknown prices, recorded answers', () => {
  const about = summary({
    variants: [
      variant('sonnet'),
      haiku(),
      variant('new', { cost: cost(null, { known: 2 }) }),
      variant('old', { model: null, answeredBy: ['recorded'], cost: cost(0) }),
    ],
    comparisons: [
      comparison(),
      comparison({ variant: 'new', verdict: { type: 'unknown' } }),
      comparison({ variant: 'old', difference: difference(-0.1, -0.2, -0.05), verdict: { type: 'worse' } }),
    ],
  });
  const text = textOf(rendered(report({ summary: about })));
  expect(text).toContain('3 variants against sonnet: 1 better, 1 worse, 1 not comparable');
  expect(text).toContain('No price is known for claude-next');
  expect(text).toContain('Total: unknown (at least $96.68)');
  expect(text).toContain('recorded answers');
});

test('no grader decides: no accuracy column, but means', () => {
  const graders = [grader('tone', { role: 'metric', mean: estimate(0.61) })];
  const variants = [variant('sonnet', { accuracy: null, graders }), haiku({ accuracy: null, graders })];
  const text = textOf(
    rendered(report({ summary: summary({ variants, comparisons: [comparison({ metric: 'tone' })] }) })),
  );
  expect(text).toContain('No grader decides between pass and fail');
  expect(text).not.toContain('Accuracy by variant\nAccuracy');
  expect(text).toContain('measures only');
  expect(text).toContain('638');
});

test('repetitions: a tally, and each output folded', () => {
  const records = [true, false, true].map((pass, repetition) =>
    record({ pass, repetition, output: `answer ${repetition}` }),
  );
  const page = rendered(
    report({ summary: summary({ repeat: 3 }), cases: { shown: [caseView({ records })], total: 1 } }),
  );
  expect(page).toContain('2/3 pass');
  expect(page.match(/<summary>#\d/g)).toHaveLength(3);
  expect(page).toContain('not planned');
});

test('errors, refusals and failed scores stand beside the answer', () => {
  const records = [
    errored(),
    record({
      variant: 'haiku',
      pass: null,
      outcome: { type: 'succeeded', stopReason: 'refusal', refusal: 'cyber' },
      scores: { judge: { outcome: 'failed', reason: 'no number' } },
    }),
  ];
  const text = textOf(
    rendered(report({ cases: { shown: [caseView({ change: 'error', records })], total: 1 } })),
  );
  for (const said of [
    'errored',
    'overloaded_error: Overloaded',
    'no answer',
    'refusal: cyber',
    'no verdict',
    'no number',
  ]) {
    expect(text).toContain(said);
  }
});

test('nothing to show is said', () => {
  expect(rendered(report({ cases: { shown: [], total: 0 } }))).toContain('The run has no cases.');
  const empty = summary({ variants: [], comparisons: [], trials: 0, unanswered: 0 });
  expect(textOf(rendered(report({ summary: empty, cases: { shown: [], total: 0 } })))).toContain(
    'No variants',
  );
});

test('long outputs are clipped, and scroll', () => {
  const records = [record({ output: 'x'.repeat(100_000) })];
  const page = rendered(report({ cases: { shown: [caseView({ records })], total: 1 } }));
  expect(page).toContain('characters left out …]');
  expect(page).toContain('<pre tabindex="0">xxx');
  expect(page.length).toBeLessThan(60_000);
});

test('different ids have different anchors', () => {
  expect(new Set(['a b', 'a_20_b', 'a.b', 'ä', 'a-b'].map(slug)).size).toBe(5);
  expect(slug('case-000025')).toBe('case-000025');
});

/** Elements and attributes that the page is made of; a hostile text adds none. */
const shapeOf = (page: string) =>
  [...page.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<([a-z0-9]+)([^>]*)>/gi)].map(
    ([, element, attributes]) =>
      `${element} ${[...attributes!.matchAll(/(?<![\w-])([\w-]+)=(?:"[^"]*")?/g)].map(([, name]) => name).sort()}`,
  );

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('is text inside the page', () => {
    const page = rendered(hostileReport(text));
    const allowed = new Set(shapeOf(rendered(hostileReport('plain'))));
    expect(shapeOf(page).filter((shape) => !allowed.has(shape) && shape !== 'pre tabindex')).toEqual([]);
    expect(page).not.toMatch(
      /<script|<img|javascript:|[^-]style=|\son\w+=(?!http)/i.test(text)
        ? /<script|<img/i
        : /<script|<img| style=| on\w+=/i,
    );
    expect(page).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b]/);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    expect(ids.filter((id) => /\s/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
