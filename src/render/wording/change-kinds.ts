import type { Change } from '../../model/transition.ts';

/** How a case changed, in a sign and words. */
export const CHANGE_KINDS = {
  broken: { glyph: '▼', word: 'Broken' },
  fixed: { glyph: '▲', word: 'Fixed' },
  error: { glyph: '!', word: 'No result' },
  'both fail': { glyph: '✗', word: 'Still failing' },
  'both pass': { glyph: '✓', word: 'Still passing' },
} satisfies Record<Change, { readonly glyph: string; readonly word: string }>;

/** Where there is one variant, nothing is still as it was. */
export function changeKind(
  change: Change,
  compared: boolean,
): { readonly glyph: string; readonly word: string } {
  const kind = CHANGE_KINDS[change];
  if (compared || (change !== 'both fail' && change !== 'both pass')) return kind;
  return { ...kind, word: change === 'both fail' ? 'Failing' : 'Passing' };
}
