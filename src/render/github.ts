import type { CaseView } from '../model/case-view.ts';
import type { ReportFormat } from '../model/report.ts';
import { annotate, commands, verdictAnnotations } from './github/annotations.ts';
import { recordsByVariant } from './records-by-variant.ts';
import { caseText } from './wording/case-text.ts';
import { clip, clipName } from './wording/clip.ts';
import { incompleteStatement, simulatedStatement } from './wording/statements.ts';
import { trialReason } from './wording/trial-reason.ts';

/** Broken cases that are annotated: they must leave room for the verdicts. */
const MOST_CASES = 5;
/** UTF-16 units of a case's input. */
const LONGEST = 300;

/**
 * Annotations of GitHub Actions, as workflow commands: what failed, what warns, the verdicts, and the broken cases that
 * tell most.
 */
export const github: ReportFormat = {
  extension: 'txt',
  *render({ summary, cases, suiteFile }) {
    const subject = { ...summary, suiteFile };
    const about = annotate(subject);
    const warnings = [simulatedStatement(summary), incompleteStatement(summary)];
    const broken = cases.shown.filter(({ change }) => change === 'broken').slice(0, MOST_CASES);
    yield* commands([
      ...warnings.flatMap((message) => (message === null ? [] : [about('warning', 'beware', message)])),
      ...verdictAnnotations(subject),
      ...broken.map((view) => about('notice', `${clipName(view.case.id)} broken`, brokenCase(view))),
    ]);
  },
};

/** How each variant did, and what was asked. */
function brokenCase({ case: { id, input }, records }: CaseView): string {
  const lines = Array.from(recordsByVariant(records), ([variant, own]) => {
    const wrong = own.filter(({ pass }) => pass !== true);
    const of = own.length === 1 || wrong.length === 0 ? '' : `${wrong.length} of ${own.length} samples: `;
    return `${clipName(variant)}: ${of}${trialReason(wrong[0] ?? own[0]!, clipName)}`;
  });
  return [`▼ ${clipName(id)}`, ...lines, '', clip(caseText(input), LONGEST)].join('\n');
}
