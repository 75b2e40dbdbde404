import type { Summary } from '../../model/summary.ts';
import { changesSection } from './changes-section.ts';
import { costsSection } from './costs-section.ts';
import { errorsSection } from './errors-section.ts';
import { frontierSection } from './frontier-section.ts';
import { gradersSection } from './graders-section.ts';
import { labelsSection } from './labels-section.ts';
import type { PageLinks } from './page-links.ts';
import { variantsSection } from './variants-section.ts';

/** All that a page says of the run before it comes to single cases; a chunk a section. */
export function* summarySections(summary: Summary, links: PageLinks): Iterable<string> {
  yield variantsSection(summary);
  yield changesSection(summary, links);
  yield frontierSection(summary);
  yield costsSection(summary);
  yield errorsSection(summary);
  yield gradersSection(summary);
  yield labelsSection(summary);
}
