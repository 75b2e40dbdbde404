import { describe, expect, it } from 'vitest';
import type { JudgeStanding } from '../../src/model/kept-calibration.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { judgeStatements } from '../../src/render/wording/judges.ts';
import { grader, report, standing, summary, variant } from './report-fixture.ts';

const judged = (calibration: JudgeStanding | null) =>
  summary({ variants: [variant('sonnet', { graders: [grader('tone', { calibration })] })], comparisons: [] });
const { calibration } = standing();
const said = (changes: Partial<JudgeStanding> = {}) =>
  judgeStatements(judged(standing(changes)), (text) => text);

describe('what is asked of a judge, and what its scores say beside themselves', () => {
  const told = summary({
    variants: [
      variant('sonnet', {
        graders: [
          grader('tone', { calibration: standing(), evidence: { agreement: 0.92, positionBias: 0.08 } }),
        ],
      }),
    ],
    comparisons: [],
  });
  const page = (format: keyof typeof formats) =>
    [...formats[format].render({ ...report(), summary: told })].join('');

  it('stands in the reports', () => {
    expect(renderTerminal(told, { columns: 100, color: false })).toContain(
      'tone of sonnet, on average: agreement 92.0 %, positionBias 8.0 %',
    );
    expect(page('markdown')).toContain('- tone of sonnet, on average: agreement 92.0 %, positionBias 8.0 %');
    expect(page('html')).toMatch(
      /What <bdi>tone<\/bdi> is asked<\/summary><pre tabindex="0">.*Is it polite\?/s,
    );
  });
});

describe('of every judge', () => {
  it.each([
    [{}, 'Judge tone: calibrated on 120 labels, κ = 0.71 (0.60 to 0.80), agreement 89.0 %'],
    [{ status: 'none', calibration: null }, 'Judge tone: not calibrated'],
    [{ status: 'stale' }, 'Judge tone: calibration is of another version of the judge'],
    [
      { calibration: { ...calibration!, simulated: true } },
      'Judge tone: calibrated on 120 labels in a simulated run, κ = 0.71 (0.60 to 0.80), agreement 89.0 %',
    ],
    [
      { calibration: { ...calibration!, labels: 12 } },
      'Judge tone: calibrated on 12 labels, too few to say much, κ = 0.71 (0.60 to 0.80), agreement 89.0 %',
    ],
    [
      { calibration: { ...calibration!, kappa: { value: null, low: null, high: null } } },
      'Judge tone: calibrated on 120 labels, κ undefined: humans and judge know one class only, agreement 89.0 %',
    ],
  ] satisfies [Partial<JudgeStanding>, string][])(
    '%#: it is said how far it is to be believed',
    (changes, sentence) => {
      expect(said(changes)).toEqual([sentence]);
    },
  );

  it('it is said once, whatever the number of variants, and nothing is said of code graders', () => {
    const graders = [grader('tone', { calibration: standing() }), grader('exact')];
    const two = summary({ variants: [variant('a', { graders }), variant('b', { graders })] });
    expect(judgeStatements(two, (text) => text)).toHaveLength(1);
    expect(judgeStatements(judged(null), (text) => text)).toEqual([]);
  });

  it.each(['terminal', 'markdown', 'html', 'json'] as const)('%s says so', (format) => {
    const about = judged(standing());
    const text =
      format === 'terminal'
        ? renderTerminal(about, { columns: 200, color: false })
        : [...formats[format].render(report({ summary: about }))].join('');
    if (format === 'json') expect(JSON.parse(text).variants[0].graders[0].calibration).toEqual(standing());
    else expect(text).toContain('calibrated on 120 labels, κ = 0.71 (0.60 to 0.80)');
  });
});
