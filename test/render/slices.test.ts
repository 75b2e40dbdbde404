import { describe, expect, test } from 'vitest';
import type { SliceComparison } from '../../src/model/comparison.ts';
import { html } from '../../src/render/html.ts';
import { markdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { comparisonNotes } from '../../src/render/wording/comparison-notes.ts';
import { comparison, difference, report, slice, summary } from './report-fixture.ts';

const unclear = comparison({
  difference: difference(0.01, -0.02, 0.04),
  verdict: { type: 'unclear', dependsOn: 0 },
});
const page = (slices: readonly SliceComparison[], of = comparison()) => {
  const about = summary({ comparisons: [{ ...of, slices }] });
  const whole = report({ summary: about });
  return {
    terminal: renderTerminal(about, { columns: 120, color: false }),
    markdown: [...markdown.render(whole)].join(''),
    html: [...html.render(whole)].join(''),
  };
};

describe('a slice that got worse while the total did not', () => {
  test.each([
    ['better', comparison(), 'although the total is better'],
    ['unclear', unclear, 'although the total shows no clear difference'],
  ])('is named where the total is %s, in every report', (_, of, although) => {
    const sentence = `Worse in tag:de: −14.0 points (95 % interval −23.0 to −5.0), ${although}`;
    const { terminal, markdown: text, html: document } = page([slice('de')], of);
    expect(terminal.replaceAll(/\s+/g, ' ')).toContain(sentence);
    expect(text).toContain(sentence);
    expect(document.replaceAll(/<[^>]+>/g, '').replaceAll('\u00a0', ' ')).toContain(sentence);
  });

  test('is not where the total is worse too, where it may be chance, or where its interval holds zero', () => {
    const named = (of = comparison(), one = slice('de')) =>
      comparisonNotes({ ...of, slices: [one] }, [of], String).some((note) => note.includes('tag:de'));
    expect(named()).toBe(true);
    expect(named(comparison({ verdict: { type: 'worse' } }))).toBe(false);
    expect(named(comparison(), slice('de', { adjustedP: 0.2 }))).toBe(false);
    expect(named(comparison(), slice('de', { comparison: unclear }))).toBe(false);
  });
});

describe('slices in a table', () => {
  test('say whether they hold after the correction, or are declared, and at which level', () => {
    const strict = comparison({ difference: { ...difference(), confidence: 0.975 } });
    const { markdown: text } = page([
      slice('de'),
      slice('fr', { adjustedP: 0.4 }),
      slice('it', { declared: true, adjustedP: null, comparison: strict }),
    ]);
    expect(text).toMatch(/\| de \| 100 \|.*\| yes \|/);
    expect(text).toMatch(/\| fr \| 100 \|.*\| no \|/);
    expect(text).toMatch(/\| it \|.*\+2\.2 to \+3\.4 at 97\.5 % \| declared \|/);
    expect(text).toContain('Exploratory, unless declared by a gate');
  });

  test('are those to act on in a terminal, the worst first', () => {
    const { terminal } = page([
      slice('mild', {
        comparison: comparison({ difference: difference(-0.05, -0.09, -0.01), verdict: { type: 'worse' } }),
      }),
      slice('bad'),
      slice('chance', { adjustedP: 0.4 }),
    ]);
    expect(terminal).not.toContain('chance ');
    expect(terminal.indexOf(' bad ')).toBeLessThan(terminal.indexOf(' mild '));
  });

  test('cannot break out by their names', () => {
    const hostile = '<img src=x onerror=alert(1)>\u001b[31m| x |\n# y\u202e';
    const { terminal, markdown: text, html: document } = page([slice(hostile)]);
    for (const shown of [terminal, text, document]) expect(shown).not.toMatch(/[\u001b\u202e]/);
    expect(document).not.toContain('<img');
    expect(text).not.toMatch(/^# y/m);
    expect(text).not.toContain('<img');
  });
});
