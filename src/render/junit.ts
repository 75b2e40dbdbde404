import type { Case } from '../model/case.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import type { VariantSummary } from '../model/summary.ts';
import { caseResult } from './junit/case-result.ts';
import { classOf, suiteName } from './junit/class-of.ts';
import { document } from './junit/document.ts';
import { gatesSuite } from './junit/gates-suite.ts';
import { properties } from './junit/properties.ts';
import { emptyTally, secondsOf, type Tally, talliesOf } from './junit/tally.ts';
import { element, startTag, xmlText } from './junit/xml.ts';

/**
 * JUnit's XML, for whatever shows tests: a test suite of the gates, and one of each variant with a test case a case.
 * Readers hold a case of two runs for the same by class and name, so that neither says anything of the run.
 */
export const junit: ReportFormat = {
  extension: 'xml',
  render(report) {
    const { summary, everyCase, suiteFile } = report;
    const cases = talliesOf(everyCase);
    const gates = summary.gates.length > 0 ? gatesSuite({ ...summary, suiteFile }) : null;
    const tallies = summary.variants.map(({ name }) => cases.get(name) ?? NO_CASES);
    return document(summary.suite, gates ? [gates.tally, ...tallies] : tallies, suites());

    function* suites(): Generator<string> {
      if (gates) yield gates.xml;
      for (const variant of summary.variants)
        yield* variantSuite(report, variant, cases.get(variant.name) ?? null);
    }
  },
};

/** Of a variant without a case: it has shown nothing, and is not green. */
const NO_CASES: Tally = { ...emptyTally(), tests: 1, errors: 1 };

function* variantSuite(
  { summary, everyCase, suiteFile }: Report,
  variant: VariantSummary,
  tally: Tally | null,
): Generator<string> {
  const classname = classOf(summary.suite, variant.name);
  const isSimulated = variant.answeredBy.includes('simulator') || summary.simulatedJudges;
  const { time, ...counts } = tally ?? NO_CASES;
  yield `${startTag('testsuite', {
    name: suiteName(classname, isSimulated),
    ...counts,
    // Of batches only the time is known in which all of them were at work.
    time: seconds(variant.turnaroundSeconds ?? time),
    timestamp: summary.createdAt,
    file: suiteFile ?? undefined,
  })}\n${properties(summary, variant)}\n`;
  if (!tally) {
    const message = 'no case was run';
    yield `${element('testcase', { classname, name: message }, element('error', { type: 'empty', message }))}\n`;
  }
  for (const { case: row, records } of everyCase) {
    const own = records.filter((record) => record.variant === variant.name);
    if (own.length > 0) yield `${testCase(classname, row, own)}\n`;
  }
  yield '</testsuite>\n';
}

function testCase(classname: string, row: Case, own: readonly TrialRecord[]): string {
  const time = secondsOf(own);
  const attributes = { classname, name: row.id, time: time === undefined ? undefined : seconds(time) };
  const { kind, type, message, details } = caseResult(row, own);
  if (kind === null) return element('testcase', attributes);
  return element('testcase', attributes, element(kind, { type, message }, xmlText(details)));
}

function seconds(time: number): string {
  return time.toFixed(3);
}
