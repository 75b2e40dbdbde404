import type { ReportFormat } from '../model/report.ts';
import { casesSection } from './html/cases-section.ts';
import { opening } from './html/opening.ts';
import { pageHead, reportTitle } from './html/page-head.ts';
import { articleLinks } from './html/page-links.ts';
import { runSection } from './html/run-section.ts';
import { style } from './html/style.ts';
import { furtherSections, mainSections } from './html/summary-sections.ts';

/** Cases that the page shows: it is to be read, and small enough for a mail. */
const SHOWN = 20;

/**
 * One file without scripts that opens anywhere, mail programs included, and asks nothing of the network: the policy
 * lets in the page's own style and nothing else, whatever a model wrote.
 */
export const htmlStatic: ReportFormat = {
  extension: 'html',
  *render({ summary, cases: { shown, total } }) {
    const cases = { shown: shown.slice(0, SHOWN), total };
    yield pageHead({ title: reportTitle(summary), styles: [style] });
    yield opening(summary);
    yield '<main>\n';
    yield* mainSections(summary, articleLinks(cases));
    yield* casesSection(summary, cases);
    yield* furtherSections(summary);
    yield runSection(summary);
    yield '</main>\n</body>\n</html>\n';
  },
};
