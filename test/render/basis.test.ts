import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Estimate } from '../../src/model/summary.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { basisStatements } from '../../src/render/wording/basis.ts';
import { comparison, estimate, grader, report, summary, variant } from './report-fixture.ts';

/** A run of one variant with this accuracy, compared with nothing. */
const alone = (changes: Partial<Estimate>) =>
  summary({
    variants: [variant('sonnet', { accuracy: { ...estimate(0.8), ...changes } })],
    comparisons: [],
  });
const said = (changes: Partial<Estimate>) => basisStatements(alone(changes), (text) => text);
const compared = (changes: Partial<Comparison>) =>
  basisStatements(summary({ comparisons: [comparison(changes)] }), (text) => text);

describe('what figures rest on', () => {
  it('is not said where there is nothing to warn of', () => {
    expect(said({})).toEqual([]);
    expect(said({ n: 20, groups: 20 })).toEqual([]);
    expect(said({ n: 200, groups: 40, designEffect: 1.5 })).toEqual([]);
    expect(compared({})).toEqual([]);
  });

  it.each<[string, Partial<Estimate>, string[]]>([
    [
      'no case',
      { n: 0, groups: 0, mean: null, low: null, high: null, designEffect: null },
      ['No completed cases of sonnet'],
    ],
    [
      'a single group',
      { n: 40, groups: 1, low: null, high: null, designEffect: null },
      ['sonnet has no interval: it needs at least 2 independent cases or groups'],
    ],
    ['fewer than 20 cases', { n: 19, groups: 19 }, ['Small sample: 19 cases. Only large effects can show']],
    [
      'fewer than 10 groups',
      { n: 90, groups: 9, designEffect: 1.2 },
      ['sonnet rests on only 9 independent groups of 90 cases'],
    ],
    [
      'cases that are worth fewer',
      { n: 200, groups: 40, designEffect: 2.2 },
      ['sonnet rests on 40 independent groups of 200 cases, worth about 91 independent cases'],
    ],
    [
      'both',
      { mean: 0.5, n: 100, groups: 5, designEffect: 4 },
      ['sonnet rests on only 5 independent groups of 100 cases, worth about 25 independent cases'],
    ],
    [
      'groups of which few can have failed',
      { mean: 0.95, n: 400, groups: 80, designEffect: 1.8 },
      [
        'sonnet rests on 80 independent groups of 400 cases, worth about 222 independent cases',
        'sonnet has few independent failures: a group that fails as a whole may be too rare to have been seen, and intervals too narrow',
      ],
    ],
    [
      'groups of which few can have passed',
      { mean: 0.02, n: 400, groups: 80, designEffect: 1.2 },
      [
        'sonnet has few independent passes: a group that passes as a whole may be too rare to have been seen, and intervals too narrow',
      ],
    ],
    ['groups with failures enough', { mean: 0.9, n: 400, groups: 80, designEffect: 1.5 }, []],
    ['groups that all pass', { mean: 1, n: 400, groups: 80, designEffect: null }, []],
    ['single cases near 100 %, but for a duplicate', { mean: 0.98, n: 200, groups: 199 }, []],
    [
      'scores that never vary',
      { mean: 0.8, n: 50, designEffect: null },
      ['All 50 cases of sonnet scored 0.80'],
    ],
    ['nothing but passes', { mean: 1, n: 50, groups: 50, designEffect: null }, []],
  ])('of %s is said', (_, changes, sentences) => {
    expect(said(changes)).toEqual(sentences);
  });

  it('is said of the first grader where none decides', () => {
    const measured = variant('sonnet', {
      accuracy: null,
      graders: [grader('f1', { mean: estimate(0.8, 0.1, 12) })],
    });
    expect(basisStatements(summary({ variants: [measured], comparisons: [] }), (text) => text)).toEqual([
      'Small sample: 12 cases. Only large effects can show',
    ]);
  });

  it('tells duplicates, and how few cases two variants have in common', () => {
    expect(compared({ duplicated: 3 })).toEqual([
      '3 duplicated inputs grouped: they are not independent cases',
    ]);
    expect(compared({ duplicated: 1 })).toEqual([
      '1 duplicated input grouped: they are not independent cases',
    ]);
    expect(compared({ n: 1 })).toEqual(['Small sample: 1 case. Only large effects can show']);
  });
});

describe('every format says it, and the variant’s name is foreign text', () => {
  const told = summary({
    variants: [variant('<b>', { accuracy: { ...estimate(0.5), n: 60, groups: 6, designEffect: 2 } })],
    comparisons: [],
  });
  const page = (format: keyof typeof formats) =>
    [...formats[format].render({ ...report(), summary: told })].join('');

  it('the terminal', () => {
    expect(renderTerminal(told, { columns: 200, color: false })).toContain(
      ' ! <b> rests on only 6 independent groups of 60 cases, worth about 30 independent cases\n',
    );
  });

  it('Markdown', () => {
    expect(page('markdown')).toContain(
      '- &#60;b&#62; rests on only 6 independent groups of 60 cases, worth about 30 independent cases\n',
    );
  });

  it('HTML', () => {
    expect(page('html')).toContain(
      '<p class="note"><bdi>&lt;b&gt;</bdi> rests on only 6 independent groups of 60 cases, worth about 30 independent cases</p>',
    );
  });
});
