import type { Report, ReportFormat } from '../model/report.ts';
import { casesSection } from './html/cases-section.ts';
import { changesSection } from './html/changes-section.ts';
import { costsSection } from './html/costs-section.ts';
import { errorsSection } from './html/errors-section.ts';
import { frontierSection } from './html/frontier-section.ts';
import { gradersSection } from './html/graders-section.ts';
import { labelsSection } from './html/labels-section.ts';
import { opening } from './html/opening.ts';
import { runSection } from './html/run-section.ts';
import { style, styleHash } from './html/style.ts';
import { variantsSection } from './html/variants-section.ts';
import { escapeHtmlLine } from './neutralise/escape-html.ts';
import { visibleLine } from './neutralise/visible.ts';
import { clipLine } from './wording/clip.ts';
import { title } from './wording/comparison.ts';

/**
 * One file without scripts that opens anywhere and asks nothing of the network: the policy lets in the
 * page's own style and nothing else, whatever a model wrote.
 */
export const html: ReportFormat = {
  extension: 'html',
  *render(report) {
    const { summary, cases } = report;
    yield head(report);
    yield opening(summary);
    yield '<main>\n';
    yield variantsSection(summary);
    yield changesSection(summary, cases);
    yield frontierSection(summary);
    yield costsSection(summary);
    yield errorsSection(summary);
    yield gradersSection(summary);
    yield labelsSection(summary);
    yield* casesSection(report);
    yield runSection(summary);
    yield '</main>\n</body>\n</html>\n';
  },
};

function head({ summary }: Report): string {
  const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;
  const simulated = summary.simulated ? 'SIMULATED: ' : '';
  const heading = escapeHtmlLine(
    clipLine(`${simulated}${title(summary, visibleLine)} · ${summary.suite}`, 300),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
<style>${style}</style>
</head>
<body>
`;
}
