import type { Summary } from '../../model/summary.ts';
import { changesSection } from './changes-section.ts';
import { costsSection } from './costs-section.ts';
import { errorsSection } from './errors-section.ts';
import { frontierSection } from './frontier-section.ts';
import { gradersSection } from './graders-section.ts';
import { labelsSection } from './labels-section.ts';
import type { PageLinks } from './page-links.ts';
import { variantsSection } from './variants-section.ts';

/** What a reader decides by; a chunk a section. */
export function* mainSections(summary: Summary, links: PageLinks): Iterable<string> {
  yield variantsSection(summary);
  yield changesSection(summary, links);
  yield frontierSection(summary);
}

/** What stands below the cases: for whoever wants to know more. */
export function* furtherSections(summary: Summary): Iterable<string> {
  yield costsSection(summary);
  yield errorsSection(summary);
  yield gradersSection(summary);
  yield labelsSection(summary);
}
