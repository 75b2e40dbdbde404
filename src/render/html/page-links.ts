import type { CaseSelection } from '../../model/case-view.ts';
import type { Comparison, Transition } from '../../model/comparison.ts';
import { slug } from './element.ts';

/** Where a page shows what its summary names, as attributes of a link; null: nowhere. */
export interface PageLinks {
  case(id: string): string | null;
  /** The cases of a comparison that changed so. */
  change(comparison: Comparison, change: Transition): string | null;
  /** The cases of a comparison with a tag. */
  tag(comparison: Comparison, tag: string): string | null;
}

/** Of a page that shows no cases. */
export const NO_LINKS: PageLinks = { case: () => null, change: () => null, tag: () => null };

/** Of a page that shows some cases one below the other. */
export function articleLinks({ shown }: CaseSelection): PageLinks {
  const ids = new Set(shown.map((view) => view.case.id));
  return {
    ...NO_LINKS,
    case: (id) => (ids.has(id) ? `#case-${slug(id)}` : null),
  };
}

/** Of a page with an explorer, which reads what it is to show from the part of the address after `#`. */
export const explorerLinks: PageLinks = {
  case: (id) => hash({ case: id }),
  change: (comparison, change) => withinRun(comparison, { f: KINDS[change] }),
  tag: (comparison, tag) => withinRun(comparison, { tag }),
};

const KINDS = {
  broken: 'broken',
  fixed: 'fixed',
  'both fail': 'failing',
  'both pass': 'passing',
} satisfies Record<Transition, string>;

/** The explorer has the cases of its own run only. */
function withinRun({ against, baseline, variant }: Comparison, parts: Record<string, string>): string | null {
  return against.type === 'variant' ? hash({ ...parts, a: baseline, b: variant }) : null;
}

function hash(parts: Record<string, string>): string {
  return `#${new URLSearchParams(parts).toString().replaceAll('&', '&amp;')}`;
}

/** A link where there is one; HTML. */
export function linked(href: string | null, text: string): string {
  return href === null ? text : `<a href="${href}">${text}</a>`;
}
