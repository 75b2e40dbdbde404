import type { CaseRecords } from '../../model/case-view.ts';
import type { Report } from '../../model/report.ts';
import { once } from '../once.ts';
import { quoteRemover, redactCase, tellingTags } from './redact-case.ts';
import { redactExchange, redactRecord } from './redact-record.ts';
import { redactSummary } from './redact-summary.ts';
import type { Redaction } from './redaction.ts';

/**
 * The same report without what is redacted: no renderer sees it, so no format can hold it. Ids of cases, names and
 * figures stay. Nothing is read before it is asked for.
 */
export function redactReport(report: Report, redaction: Redaction): Report {
  const hiddenTags = once(() => hiddenTagsOf(report, redaction));
  const summary = once(() => redactSummary(report.summary, redaction, hiddenTags()));
  const withoutTexts = (own: CaseRecords): CaseRecords => {
    const remove = quoteRemover(own.case, redaction);
    return {
      case: redactCase(own.case, redaction, hiddenTags(), remove),
      records: own.records.map((record) => redactRecord(record, redaction, hiddenTags(), remove)),
    };
  };
  return {
    suiteFile: report.suiteFile,
    get summary() {
      return summary();
    },
    get cases() {
      const { shown, total } = report.cases;
      return { shown: shown.map((view) => ({ ...withoutTexts(view), change: view.change })), total };
    },
    // By their cases, which know what their records may quote.
    records: {
      *[Symbol.iterator]() {
        for (const own of report.everyCase) yield* withoutTexts(own).records;
      },
    },
    everyCase: {
      *[Symbol.iterator]() {
        for (const own of report.everyCase) yield withoutTexts(own);
      },
    },
    *details(places) {
      for (const own of report.details(places)) {
        const exchanges = own.exchanges.map((exchange) => redactExchange(exchange, redaction));
        yield { ...withoutTexts(own), exchanges };
      }
    },
  };
}

/** Of any case: a tag that tells of one is hidden in all, and so is its slice. */
function hiddenTagsOf({ everyCase }: Report, redaction: Redaction): ReadonlySet<string> {
  const hidden = new Set<string>();
  // No tag tells of an answer or of what was expected.
  if (!redaction.inputs && redaction.columns.size === 0) return hidden;
  for (const own of everyCase) for (const tag of tellingTags(own.case, redaction)) hidden.add(tag);
  return hidden;
}
