import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrialRecord } from '../../src/model/record.ts';
import type { Summary } from '../../src/model/summary.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { headline } from '../../src/render/wording/comparison.ts';
import { bestOfSeveral, comparisonNotes } from '../../src/render/wording/comparison-notes.ts';
import { judgeStatements } from '../../src/render/wording/judges.ts';
import { costRatio } from '../../src/render/wording/ratios.ts';
import { sampleStatements } from '../../src/render/wording/samples.ts';
import { expired, fail, pass, summarize } from '../core/builders.ts';
import { report } from './report-fixture.ts';

/** Pages as their reader sees them: without tags, entities and line breaks. */
function seen(text: string): string {
  return text
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll(/[\s\u00a0]+/g, ' ');
}

function pages(summary: Summary): Record<string, string> {
  const whole = report({ summary, cases: { shown: [], total: 0 }, records: [] });
  return {
    terminal: seen(renderTerminal(summary, { columns: 120, color: false })),
    markdown: seen([...formats.markdown.render(whole)].join('')),
    html: seen([...formats.html.render(whole)].join('')),
  };
}

const sample = fc
  .tuple(
    fc.constantFrom('pass', 'fail', 'expired'),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9000 }),
  )
  .map(([outcome, cents, latencyMs]): TrialRecord => {
    const facts = { cost: cents / 100, costUnbatched: cents / 50, latencyMs };
    if (outcome === 'expired') return expired();
    return outcome === 'pass' ? pass(facts) : fail(facts);
  });
const variants = (count: number) =>
  ['a', 'b', 'c']
    .slice(0, count)
    .map((name) => ({ name, model: 'm', turnaroundSeconds: null, simulated: false }));

/** Runs of two or three variants, answered once or twice, live or in batches. */
const runs = fc
  .record({
    count: fc.integer({ min: 2, max: 3 }),
    repeat: fc.integer({ min: 1, max: 2 }),
    mode: fc.constantFrom('live' as const, 'batch' as const),
  })
  .chain(({ count, repeat, mode }) => {
    const own = fc.array(sample, { minLength: repeat, maxLength: repeat });
    const one = fc.array(own, { minLength: count, maxLength: count });
    return fc
      .array(one, { minLength: 1, maxLength: 12 })
      .map((cases) => summarize(cases, { variants: variants(count), repeat, mode }));
  });

test('every report says the same verdicts and the same numbers', () => {
  fc.assert(
    fc.property(runs, (summary) => {
      const { comparisons } = summary;
      const verdicts = comparisons.map((one) => headline(one, String) + costRatio(one));
      const sentences = [
        ...verdicts,
        ...comparisons.flatMap((one) => comparisonNotes(one, comparisons, String)),
        ...sampleStatements(summary, String),
        ...judgeStatements(summary, String),
        ...(bestOfSeveral(summary) === null ? [] : [bestOfSeveral(summary)!]),
      ];
      for (const [format, page] of Object.entries(pages(summary))) {
        for (const sentence of sentences) expect(page, format).toContain(sentence);
      }
      const json = JSON.parse([...formats.json.render(report({ summary }))].join(''));
      expect(json.comparisons).toEqual(comparisons);
    }),
    { numRuns: 60 },
  );
});
