import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../src/model/calibration.ts';
import { calibrationMarkdown } from '../../src/render/calibration-markdown.ts';
import { renderCalibration } from '../../src/render/calibration-terminal.ts';
import { displayWidth } from '../../src/render/terminal/display-width.ts';
import { HOSTILE } from './hostile-report.ts';
import { difference, estimate, record } from './report-fixture.ts';

function calibration(text = 'plain', changes: Partial<Calibration> = {}): Calibration {
  const scored = { outcome: 'scored', score: 0.75, pass: true, reason: text } as const;
  return {
    suite: text,
    run: text,
    grader: text,
    version: null,
    simulated: false,
    n: 100,
    cases: 100,
    unmatched: [`labels.csv:3 ("${text}")`],
    unanswered: 2,
    failed: 1,
    cut: 0.5,
    confusion: { bothPass: 45, humanOnly: 15, judgeOnly: 25, bothFail: 15 },
    agreement: estimate(0.6, 0.1, 100),
    truePositiveRate: estimate(0.75, 0.1, 60),
    trueNegativeRate: estimate(0.375, 0.15, 40),
    bias: difference(0.1, -0.02, 0.22),
    kappa: { value: 0.13, low: -0.06, high: 0.32, method: 'large-sample' },
    ac1: { value: 0.94, low: 0.9, high: 0.98, method: 'large-sample' },
    levels: {
      levels: [0, 0.75, 1],
      table: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      kappa: { value: 0.2, low: 0.1, high: 0.3, method: 'bca' },
    },
    lengthBias: { correlation: { value: -0.4, low: -0.5, high: -0.3 }, judgeOnly: 120, humanOnly: 310 },
    positionBias: { bias: estimate(0.2, 0.1, 80), first: estimate(0.55, 0.1, 80) },
    corrected: [
      {
        variant: text,
        judged: 0.7,
        correction: { method: 'ppi++', mean: 0.6, low: 0.52, high: 0.67, labels: 100 },
      },
    ],
    threshold: { value: 0.75, youden: 0.3, agreement: 0.7 },
    disagreements: [
      {
        record: record({ case: text, variant: text, output: text, scores: { [text]: scored } }),
        row: { id: text, input: { text }, expected: text, tags: [] },
        label: {
          case: text,
          variant: null,
          repetition: 0,
          score: 0,
          by: text,
          at: text,
          why: text,
          where: text,
        },
      },
    ],
    ...changes,
  };
}

const terminal = (about: Calibration) => renderCalibration(about, { columns: 80, color: false });
const page = (about: Calibration) => [...calibrationMarkdown(about)].join('');

describe('a calibration', () => {
  it('says what decides first, then the rest in the order of its weight', () => {
    expect(terminal(calibration())).toMatchInlineSnapshot(`
      "plain agrees with humans on 60.0 % of 100 labels

       ! No answer of the run fits 1 label, left out: labels.csv:3 ("plain")
       ! 2 labelled trials left out: no answer
       ! 1 labelled answer left out: the judge could not score them
       Agreement 60.0 % (50–70) over 100 cases
       Catches 75.0 % (65–85) of passes (TPR), 37.5 % (23–53) of failures (TNR)
       Bias, judge − humans: +10.0 points (95 % interval −2.0 to +22.0)
       plain: judged 70.0 %, corrected 60.0 % (95 % interval 52–67 %), by 100 labelled
         cases
       Cohen's κ = 0.13 (−0.06 to 0.32)
       Gwet's AC1 = 0.94 (0.90 to 0.98): nearly all labels are of one class, where
         kappa says little
       Quadratic-weighted κ = 0.20 (0.10 to 0.30), of scores at 3 levels
       Length: it favours shorter answers; Spearman's ρ of length with judge − human =
         −0.40 (−0.50 to −0.30); mean 120 characters where only the judge passes (25),
         310 where only humans pass (15)
       Position: position bias 20.0 % (10–30) of 80 scores; preferred what stood first
         in 55.0 % (45–65) of 80 scores
       Suggested threshold 0.75 (J = 0.30, agreement 70.0 %; now 60.0 %, a number
         passing from 0.5): chosen on these 100 labels, so confirm it on others

      ─────────────────────────────────────────
                     judge passes  judge fails
       human passes            45           15
       human fails             25           15
      ─────────────────────────────────────────
      ──────────────────────────────────────────
                   judge 0  judge 0.75  judge 1
       human 0           1           2        3
       human 0.75        4           5        6
       human 1           7           8        9
      ──────────────────────────────────────────

      40 seen differently; the first 1, more with -o file.md

       plain · plain
         human: 0 · plain · plain · plain
         judge: 0.75 · plain
         input: plain
         expected: plain
         output: plain
      "
    `);
  });

  it('as Markdown has the same sentences', () => {
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    for (const sentence of [
      'Catches 75.0 % (65–85) of passes (TPR), 37.5 % (23–53) of failures (TNR)',
      "Cohen's κ = 0.13 (−0.06 to 0.32)",
      'it favours shorter answers',
      'Suggested threshold 0.75',
      'chosen on these 100 labels, so confirm it on others',
    ]) {
      expect(flat(page(calibration()))).toContain(sentence);
      expect(flat(terminal(calibration()))).toContain(sentence);
    }
  });

  it('says first that answers were simulated, and that labels are few', () => {
    const about = calibration('plain', { simulated: true, n: 12 });
    for (const text of [terminal(about), page(about)]) {
      expect(text).toContain('made up by a local simulator');
      expect(text).toContain('Fewer than 20 labels');
    }
  });
});

describe.each(Object.entries(HOSTILE))('%s in a calibration', (_, text) => {
  it('does nothing to the terminal', () => {
    const shown = terminal(calibration(text));
    expect(shown).not.toMatch(
      /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b\u{e0000}-\u{e007f}]/u,
    );
    for (const line of shown.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('is text inside the page', () => {
    const outside = page(calibration(text)).replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
    expect(outside).not.toMatch(/<[^>]*>/);
    expect(outside).not.toMatch(/@(?!&#8203;)\w|!\[|\]\(|https?:\/\//m);
    for (const row of outside.split('\n').filter((line) => line.startsWith('|'))) {
      expect([3, 4]).toContain(row.split('|').length - 2);
    }
  });
});
