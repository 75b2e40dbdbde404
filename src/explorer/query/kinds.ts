import { CHANGES } from '../../model/transition.ts';
import { changeKind } from '../../render/wording/change-kinds.ts';

/** The words for `CHANGES` in links. */
export const KINDS = ['broken', 'fixed', 'error', 'failing', 'passing'] as const;

/** What a list can be of: cases that changed in a way, those that pass at times, or all. */
export type Show = (typeof KINDS)[number] | 'unstable' | 'all';

/** As the rest of the page says it: by a sign and a word, and a class that gives both their colour. */
export function lookOf(
  show: Show,
  compared: boolean,
): { readonly kind: string; readonly glyph: string; readonly word: string } {
  if (show === 'unstable') return { kind: 'undecided', glyph: '~', word: 'Unstable' };
  if (show === 'all') return { kind: 'all', glyph: '', word: 'All' };
  const { glyph, word } = changeKind(CHANGES[KINDS.indexOf(show)]!, compared);
  return { kind: show === 'failing' ? 'fail' : show === 'passing' ? 'pass' : show, glyph, word };
}
