import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast } from '../../src/core/gates/at-least.ts';
import { maxCost } from '../../src/core/gates/max-cost.ts';
import { maxErrors } from '../../src/core/gates/max-errors.ts';
import { maxTokens } from '../../src/core/gates/max-tokens.ts';
import { mustPass } from '../../src/core/gates/must-pass.ts';
import { noRegression } from '../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../src/core/gates/non-inferior.ts';
import type { Gate } from '../../src/model/gate.ts';
import type { Summary } from '../../src/model/summary.ts';
import { html } from '../../src/render/html.ts';
import { json } from '../../src/render/json.ts';
import { markdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { gateStatements } from '../../src/render/wording/gates.ts';
import { pointsWithEnds } from '../../src/render/wording/numbers.ts';
import { type Cases, summaryOf } from '../core/gates/judged.ts';
import { difference, gates, report, summary } from './report-fixture.ts';

/** What is said of the gate itself; what its run was held to beside it is said in another test. */
function said(gate: Gate, cases: Cases): string {
  const { gates } = summaryOf([gate], cases);
  const own = gates.filter((result) => result.gate.type === gate.type);
  return gateStatements({ gates: own }, (text) => `‹${text}›`)
    .map(({ glyph, sentence }) => `${glyph} ${sentence}`)
    .join('\n');
}

const WORSE: Cases = { 'P P': 165, 'F P': 3, 'P F': 15, 'F F': 17 };
const UNCLEAR: Cases = { 'P P': 170, 'F P': 4, 'P F': 9, 'F F': 17 };
const LACKING: Cases = { 'P P': 185, 'P F': 6, 'F P': 1, 'F F': 4, 'P -': 4 };

describe('what came of a gate, in one line', () => {
  it.each<[Gate, Cases, string]>([
    [
      noRegression(),
      UNCLEAR,
      '✓ GATE noRegression, ‹b›: pass (no drop shown; a drop of 5 points would be noticed 4 times out of 5)',
    ],
    [
      noRegression(),
      WORSE,
      '✗ GATE noRegression, ‹b›: FAIL, worse than ‹a› (−6.0 points, 95 % interval −10.6 to −1.8)',
    ],
    [
      noRegression({ tolerance: 0.01, metric: 'exact' }),
      WORSE,
      '✗ GATE noRegression beyond 1 point of ‹exact›, ‹b›: FAIL, worse than ‹a› by more than 1 point (−6.0 points, 95 % interval −10.6 to −1.8)',
    ],
    [
      noRegression({ inconclusive: 'warn' }),
      UNCLEAR,
      '! GATE noRegression, ‹b›: WARNING, neither shown to be worse nor not to be (−2.5 points, 95 % interval −6.5 to +1.3); a drop of 5 points would be noticed 4 times out of 5',
    ],
    [
      noRegression(),
      LACKING,
      '! GATE noRegression, ‹b›: WARNING, it hangs on 4 cases without a score: at worst −8.6 to −1.2 points; a drop of 3.8 points would be noticed 4 times out of 5',
    ],
    [
      nonInferior(0.03),
      UNCLEAR,
      '✗ GATE nonInferior 3 points, ‹b›: FAIL, not enough data: lower end −6.5, not shown to be worse; an unchanged variant passes only 38.5 % of the time: about 565 cases would do',
    ],
    [
      nonInferior(0.07),
      UNCLEAR,
      '✓ GATE nonInferior 7 points, ‹b›: pass (lower end −6.5; an unchanged variant passes 97.3 % of the time)',
    ],
    [
      nonInferior(0.07),
      LACKING,
      '✗ GATE nonInferior 7 points, ‹b›: FAIL, it hangs on 4 cases without a score: lower end −6.1, at worst −8.6',
    ],
    [
      atLeast(0.95),
      { P: 180, F: 20 },
      '✗ GATE atLeast 95 %, ‹a›: FAIL, 90.0 % on 200 cases, 95 % interval 85.0 – 93.8 %; at most 16 of 200 may fail',
    ],
    [
      atLeast(0.97, { proven: true }),
      { P: 196, '-': 4 },
      '✗ GATE atLeast 97 % proven, ‹a›: FAIL, 100.0 % on 196 cases, 95 % interval 98.1 – 100.0 %; at worst, with 4 cases missing, 95.0 – 99.5 %; at most 1 of 196 may fail',
    ],
    [
      atLeast(0.9, { proven: true }),
      { P: 9 },
      '✗ GATE atLeast 90 % proven, ‹a›: FAIL, 100.0 % on 9 cases, 95 % interval 66.4 – 100.0 %; 9 cases are too few for it',
    ],
    [mustPass(['case-0', 'case-1']), { PP: 2 }, '✓ GATE mustPass 2 cases, ‹a›: pass (all 2 do)'],
    [
      mustPass(['case-0', 'case-1', 'case-7']),
      { PF: 1, 'P-': 1 },
      '✗ GATE mustPass 3 cases, ‹a›: FAIL, not passed: ‹case-0›; without a verdict: ‹case-1›, ‹case-7›',
    ],
    [maxErrors(0.02), { P: 50 }, '✓ GATE maxErrors 2 %, ‹a›: pass (every trial has a verdict)'],
    [
      noRegression(),
      { 'P P': 94, 'P -': 4, 'P ?': 2 },
      '✗ GATE noRegression, ‹b›: FAIL, errors: 6.0 % of the 100 trials of ‹b› (4 without an answer, 2 that could not be scored), and 2 % are allowed',
    ],
    [noRegression(), { P: 50 }, '✗ GATE noRegression: FAIL, there is nothing to compare with'],
    [maxTokens(10), { P: 50 }, '✗ GATE maxTokens 10, ‹a›: FAIL, 15 an answer'],
    [maxCost(5), { P: 50 }, '✓ GATE maxCost $5.00: pass ($0)'],
  ])('%#: %j', (gate, cases, wanted) => {
    expect(said(gate, cases)).toBe(wanted);
  });

  it('is one line for all variants of which the same is said', () => {
    expect(said(mustPass(['case-0']), { 'F F P': 3 })).toBe(
      '✗ GATE mustPass 1 case, ‹a› and ‹b›: FAIL, not passed: ‹case-0›\n✓ GATE mustPass 1 case, ‹c›: pass (it does)',
    );
  });

  it('says what failed first, then what is a warning', () => {
    const outcomes = gateStatements({ gates: [...gates()].reverse() }, String).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'failed', 'warned', 'passed']);
  });

  it('names a few cases of many', () => {
    const ids = Array.from({ length: 9 }, (_, i) => `case-${i}`);
    expect(said(mustPass(ids), { F: 9 })).toContain('‹case-3›, ‹case-4› and 4 more');
  });
});

it('the level at which several metrics are held to it stands with their differences', () => {
  const at = (confidence: number) => pointsWithEnds({ ...difference(), confidence });
  expect(at(0.95)).toBe('+2.8 (+2.2 to +3.4)');
  expect(at(0.975)).toBe('+2.8 (+2.2 to +3.4 at 97.5 %)');
});

/** Every report of a summary, as lines. */
function reports(of: Summary): Readonly<Record<string, readonly string[]>> {
  const about = report({ summary: of });
  return {
    terminal: renderTerminal(of, { columns: 2000, color: false }).split('\n'),
    markdown: [...markdown.render(about)].join('').split('\n'),
    html: [...html.render(about)].join('').split('\n'),
  };
}

describe('reports', () => {
  it('say what failed before anything else, and leave gates out where there are none', () => {
    const without = reports(summary());
    for (const [format, lines] of Object.entries(reports(summary({ gates: gates() })))) {
      const place = (text: string) => lines.findIndex((line) => line.includes(text));
      const first = place('not comparable');
      expect(first, format).toBeGreaterThan(-1);
      expect(first, format).toBeLessThan(place(format === 'html' ? '<h1>' : 'haiku is better'));
      expect(without[format]!.join('\n'), format).not.toContain('GATE');
    }
  });

  it('of a comment have room, however many gates there are', () => {
    const [one] = gates();
    const many = Array.from({ length: 500 }, (_, i) => ({
      ...one!,
      variant: `v${i}`,
      finding: { type: 'not comparable', reason: `${i} ${'x'.repeat(5000)}` } as const,
    }));
    const text = [...markdown.render(report({ summary: summary({ gates: many }) }))].join('');
    expect(text).toContain('and 480 more');
    expect(text.length).toBeLessThan(60_000);
  });

  it('agree on every outcome, whatever the run was like', () => {
    const gate = fc.constantFrom(
      noRegression(),
      noRegression({ inconclusive: 'warn' }),
      nonInferior(0.1),
      atLeast(0.8),
      mustPass(['case-0']),
      maxTokens(14),
    );
    const words = { failed: 'FAIL', warned: 'WARNING', passed: 'pass' } as const;
    const pairs = fc.constantFrom('P P', 'P P', 'P F', 'F P', 'F F', 'P -');
    fc.assert(
      fc.property(gate, fc.array(pairs, { minLength: 2, maxLength: 40 }), (one, cases) => {
        const found = summaryOf([one], cases);
        const statements = gateStatements(found, String);
        const data = JSON.parse([...json.render(report({ summary: found }))].join(''));
        expect(data.gates).toEqual(JSON.parse(JSON.stringify(found.gates)));
        for (const [format, lines] of Object.entries(reports(found))) {
          for (const [outcome, word] of Object.entries(words)) {
            const shown = lines.filter((line) => new RegExp(`GATE .*: ${word}[ ,]`).test(line)).length;
            const wanted = statements.filter((statement) => statement.outcome === outcome).length;
            expect(shown, `${format}: ${outcome}`).toBe(wanted);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
