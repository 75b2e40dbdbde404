import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { atLeast } from '../../src/core/gates/at-least.ts';
import { maxErrors } from '../../src/core/gates/max-errors.ts';
import { noRegression } from '../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../src/core/gates/non-inferior.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import type { Summary } from '../../src/model/summary.ts';
import { formats } from '../../src/render/formats.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { headline } from '../../src/render/wording/comparison.ts';
import { bestOfSeveral, comparisonNotes } from '../../src/render/wording/comparison-notes.ts';
import { gateStatements } from '../../src/render/wording/gates.ts';
import { judgeStatements } from '../../src/render/wording/judges.ts';
import { costRatio } from '../../src/render/wording/ratios.ts';
import { sampleStatements } from '../../src/render/wording/samples.ts';
import { expired, fail, pass, summarize } from '../core/builders.ts';
import { caseView, errored, record, report } from './report-fixture.ts';

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

/** What machines show to people, as their reader sees it. */
function shown(summary: Summary): { readonly junit: string; readonly github: string } {
  const whole = report({ summary, cases: { shown: [], total: 0 }, records: [], everyCase: [] });
  const values = [...formats.junit.render(whole)].join('').matchAll(/(?:value|message)="(.*?)"/g);
  return {
    junit: seen(Array.from(values, ([, value]) => value).join('\n')),
    github: seen([...formats.github.render(whole)].join('').replaceAll('%25', '%')),
  };
}

const GATES = [noRegression(), nonInferior(0.1, { inconclusive: 'warn' }), atLeast(0.5), maxErrors(0.02)];

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
      .map((cases) => summarize(cases, { variants: variants(count), repeat, mode, gates: GATES }));
  });

/** What is said of the gates that did not pass: one that did is no annotation. */
function openGates(summary: Pick<Summary, 'gates'>): readonly string[] {
  return gateStatements(summary, String)
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ sentence }) => sentence);
}

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
        for (const sentence of [...sentences, ...openGates(summary)])
          expect(page, format).toContain(sentence);
      }
      const { junit, github } = shown(summary);
      for (const sentence of [...verdicts, ...openGates(summary)]) expect(github).toContain(sentence);
      const each = summary.gates.flatMap((gate) => openGates({ gates: [gate] }));
      for (const sentence of [...verdicts, ...each]) expect(junit).toContain(sentence);
      const json = JSON.parse([...formats.json.render(report({ summary }))].join(''));
      expect(json.comparisons).toEqual(comparisons);
    }),
    { numRuns: 60 },
  );
});

test('every table of records says the same of each of them', async () => {
  const own = caseView({ records: [record({ latencyMs: 820 }), errored({ trial: 1, cost: null })] });
  const about = report({ records: own.records, everyCase: [own] });
  const file = Buffer.concat([...formats.parquet.render(about)]);
  const parquet = await parquetReadObjects({ file: new Uint8Array(file).buffer });
  const csv: Record<string, string>[] = parse([...formats.csv.render(about)].join(''), {
    columns: true,
    record_delimiter: '\r\n',
  });
  const jsonl = [...formats.jsonl.render(about)].map((line) => JSON.parse(line));
  const text = (value: unknown) => (value === null ? '' : String(value));
  for (const [i, line] of jsonl.entries()) {
    const facts = {
      trial: line.trial,
      case: line.case,
      pass: line.pass,
      model: line.model,
      output: line.output,
      input_tokens: line.tokens?.input ?? null,
      latency_ms: line.latencyMs,
      cost_usd: line.cost,
      'score:exact-match': line.scores['exact-match']?.score ?? null,
    };
    for (const [column, value] of Object.entries(facts)) {
      expect(text(parquet[i]![column]), column).toBe(text(value));
      expect(csv[i]![column], column).toBe(text(value));
    }
  }
});
