import { describe, expect, test } from 'vitest';
import type { ReportFormat } from '../../src/model/report.ts';
import type { ClassificationSummary, Summary } from '../../src/model/summary.ts';
import { csv } from '../../src/render/csv.ts';
import { htmlStatic } from '../../src/render/html-static.ts';
import { json } from '../../src/render/json.ts';
import { markdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import {
  caseView,
  classification,
  difference,
  estimate,
  grader,
  haiku,
  record,
  report,
  summary,
  variant,
} from './report-fixture.ts';

function about(changes: Partial<ClassificationSummary> = {}): Summary {
  const graders = [grader('exactMatch', { classification: classification(changes) })];
  return summary({ variants: [variant('sonnet', { graders }), haiku({ graders })] });
}

const terminal = (own: Summary, columns = 80) => renderTerminal(own, { columns, color: false });
const page = (own: Summary) => [...htmlStatic.render(report({ summary: own }))].join('');
const comment = (own: Summary) => [...markdown.render(report({ summary: own }))].join('');

/** The cells of a table's rows, tags aside. */
function rowsOf(caption: string, own: string): string[][] {
  const [, table = ''] = own.split(`<caption>${caption}</caption>`);
  const [rows = ''] = table.split('</table>');
  return rows
    .split('<tr>')
    .slice(1)
    .map((row) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) =>
        cell!.replace(/<[^>]+>/g, '').replaceAll('\u00a0', ' '),
      ),
    );
}

describe('labels', () => {
  test('in the terminal: macro F1, and what is confused most often', () => {
    const text = terminal(about());
    expect(text).toContain('Labels of exactMatch');
    expect(text).toMatch(/haiku +62\.5 % \(43–83\) +60\.0 % \(40–80\) +1 +10/);
    expect(text).toContain('haiku confuses billing → other 2 · bug → billing 1 · bug → (no label) 1');
  });

  test('in the page: each label, those without one, and the matrix', () => {
    const text = page(about());
    expect(text).toContain('<li><a href="#labels">Labels</a></li>');
    expect(rowsOf('Labels of exactMatch by variant', text)[2]).toEqual([
      'haiku',
      '62.5 % (43–83)',
      '60.0 % (40–80)',
      '1',
      '10',
    ]);
    expect(rowsOf('Precision and recall: haiku, exactMatch', text)).toEqual([
      ['Label', 'Precision', 'Recall', 'F1', 'Support', 'Answered'],
      ['billing', '80.0 % (60–100)', '66.7 % (47–87)', '72.7 % (53–93)', '6', '5'],
      ['bug', '100.0 % (80–100)', '50.0 % (30–70)', '66.7 % (47–87)', '4', '2'],
      ['other', '0.0 % (0–20)', '–', '–', '0', '2'],
      ['(no label)', '–', '–', '–', '0', '1'],
    ]);
    expect(rowsOf('Confusion matrix: haiku, exactMatch', text)).toEqual([
      // "other" was never expected.
      ['expected ╲ answered', 'billing', 'bug', '(another)', '(no label)'],
      ['billing', '4', '–', '2', '–'],
      ['bug', '1', '2', '–', '1'],
    ]);
  });

  test('in Markdown: each label beside its variants, and the confusions', () => {
    const text = comment(about());
    expect(text).toContain('<summary>Labels of exactMatch</summary>');
    expect(text).toContain('| haiku | 62.5 % (43–83) | 60.0 % (40–80) | 1 | 10 |');
    expect(text).toContain('| bug | haiku | 100.0 % (80–100) | 50.0 % (30–70) | 66.7 % (47–87) | 4 | 2 |');
    expect(text).toContain('| (no label) | haiku | – | – | – | 0 | 1 |');
    expect(text).toContain('| billing | other | haiku | 2 |');
    expect(text.indexOf('| bug | sonnet |')).toBeLessThan(text.indexOf('| bug | haiku |'));
    expect(text.indexOf('| billing | haiku |')).toBeLessThan(text.indexOf('| bug | sonnet |'));
  });

  test('in JSON: as the summary has them', () => {
    const own = about();
    const text = [...json.render(report({ summary: own }))].join('');
    expect(JSON.parse(text).variants[1].graders[0].classification).toEqual(classification());
  });

  test('that were never answered have a precision of –, which is not 0', () => {
    const none = estimate(0, 0.5, 4);
    const labels = [
      { label: 'bug', support: 4, predicted: 0, correct: 0, precision: null, recall: none, f1: none },
      { label: 'other', support: 0, predicted: 4, correct: 0, precision: none, recall: null, f1: null },
    ];
    const own = about({ labels, noLabel: 0, matrix: [{ expected: 'bug', predicted: 'other', count: 4 }] });
    expect(rowsOf('Precision and recall: haiku, exactMatch', page(own)).slice(1)).toEqual([
      ['bug', '–', '0.0 % (0–50)', '0.0 % (0–50)', '4', '0'],
      ['other', '0.0 % (0–50)', '–', '–', '0', '4'],
    ]);
    expect(comment(own)).toContain('| bug | haiku | – | 0.0 % (0–50) | 0.0 % (0–50) | 4 | 0 |');
  });

  test('that are left out or lumped are counted, everywhere', () => {
    const own = about({ unanswered: 29, unlabelled: 1, lumped: { expected: 0, predicted: 7 } });
    for (const text of [terminal(own, 120), page(own), comment(own)]) {
      expect(text).toContain(
        'left out: 29 trials without an answer, 1 answer without a score or an expected label',
      );
      expect(text).toContain('labels beyond the first 100 are in no row: 7 answered');
    }
    expect(terminal(about())).not.toContain('left out:');
  });

  const many = (labels: number, support: number, lumped = 0) =>
    about({
      trials: labels * support + lumped,
      lumped: { expected: lumped, predicted: 0 },
      labels: Array.from({ length: labels }, (_, index) => ({
        label: `label ${index}`,
        support,
        predicted: support,
        correct: support,
        precision: estimate(1),
        recall: estimate(1),
        f1: estimate(1),
      })),
    });

  test('that hardly ever come twice are no classes, and are left to the summary', () => {
    for (const own of [many(21, 1), many(100, 1, 9_900)]) {
      expect(terminal(own)).not.toContain('Labels of');
      expect(page(own)).not.toContain('id="labels"');
      expect(comment(own)).not.toContain('Labels of');
    }
    for (const own of [many(20, 1), many(21, 2), many(100, 2, 100)])
      expect(terminal(own)).toContain('Labels of');
  });

  test('that are too many for a matrix: its fullest cells instead', () => {
    expect(page(many(30, 5))).toContain('Confusion matrix: haiku');
    const text = page(many(31, 5));
    expect(text).not.toContain('Confusion matrix');
    expect(text).toContain('Most frequent confusions: haiku');
    expect(terminal(many(31, 5))).not.toContain('confuses');
  });

  test('of no grader: no section', () => {
    for (const text of [terminal(summary()), page(summary()), comment(summary())]) {
      expect(text).not.toMatch(/Labels of|id="labels"|#labels/);
    }
  });
});

describe('an advisory', () => {
  const graders = [
    grader('exactMatch', { difference: difference() }),
    grader('tone', {
      role: 'advisory',
      failed: 1,
      failedExample: 'no number',
      classification: classification(),
    }),
  ];
  const own = summary({ variants: [variant('sonnet', { graders }), haiku({ graders })] });
  const scores = {
    exactMatch: { outcome: 'scored', score: 1, pass: true, reason: 'found it' },
    tone: { outcome: 'scored', score: 0.5, pass: null, reason: 'so so', role: 'advisory' },
  } as const;
  const shown = report({
    summary: own,
    cases: { shown: [caseView({ records: [record({ scores })] })], total: 1 },
  });
  const textOf = (format: ReportFormat) => [...format.render(shown)].join('').replace(/<[^>]+>/g, '');

  test('is called one wherever it is shown', () => {
    expect(terminal(own, 120)).toMatch(/tone \(advisory\) +haiku .* advisory/);
    expect(terminal(own)).toContain('tone (advisory) could not score 1 answer of haiku');
    expect(terminal(own)).toContain('Labels of tone (advisory)');
    for (const format of [htmlStatic, markdown, csv]) {
      const texts = textOf(format)
        .split('\n')
        .filter((line) => line.includes('tone'));
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) expect(text).toContain('tone (advisory)');
    }
  });

  test('and other roles stand beside their graders, with the difference to the baseline', () => {
    expect(terminal(own, 120)).toMatch(/exactMatch +haiku .* \+2\.8 \(\+2\.2 to \+3\.4\) +gate/);
    expect(textOf(markdown)).toContain('| +2.8 (+2.2 to +3.4) | gate |');
    expect(textOf(htmlStatic)).toContain('gate: pass or fail');
    expect(textOf(htmlStatic)).toContain('advisory: counts for nothing');
  });
});
