import type { CaseRecords } from '../../model/case-view.ts';
import type { Report } from '../../model/report.ts';
import { quoteRemover, redactCase } from './redact-case.ts';
import { redactExchange, redactRecord } from './redact-record.ts';
import { redactSummary } from './redact-summary.ts';
import type { Redaction } from './redaction.ts';

/**
 * The same report without what is redacted: no renderer sees it, so no format can hold it. Ids of cases, names and
 * figures stay. Cases are read as they are asked for.
 */
export function redactReport(report: Report, redaction: Redaction): Report {
  const withoutTexts = (own: CaseRecords): CaseRecords => {
    const remove = quoteRemover(own.case, redaction.columns);
    return {
      case: redactCase(own.case, redaction),
      records: own.records.map((record) => redactRecord(record, redaction, remove)),
    };
  };
  return {
    ...report,
    summary: redactSummary(report.summary, redaction),
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
