import type { CaseRecords } from '../../model/case-view.ts';
import type { Report } from '../../model/report.ts';
import { quoteRemover, redactCase, tellingTags } from './redact-case.ts';
import { redactExchange, redactRecord } from './redact-record.ts';
import { redactSummary } from './redact-summary.ts';
import type { Redaction } from './redaction.ts';

/**
 * The same report without what is redacted: no renderer sees it, so no format can hold it. Ids of cases, names and
 * figures stay. Cases are read as they are asked for.
 */
export function redactReport(report: Report, redaction: Redaction): Report {
  const hiddenTags = new Set<string>();
  for (const own of report.everyCase) for (const tag of tellingTags(own.case, redaction)) hiddenTags.add(tag);
  const withoutTexts = (own: CaseRecords): CaseRecords => {
    const remove = quoteRemover(own.case, redaction);
    return {
      case: redactCase(own.case, redaction, hiddenTags),
      records: own.records.map((record) => redactRecord(record, redaction, hiddenTags, remove)),
    };
  };
  return {
    ...report,
    summary: redactSummary(report.summary, redaction, hiddenTags),
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
