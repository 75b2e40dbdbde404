import type { Change } from '../../model/transition.ts';

/** What a list can be of, in the order of `CHANGES`: the most telling first. */
export const KINDS = ['broken', 'fixed', 'error', 'failing', 'passing'] as const;
export type Kind = (typeof KINDS)[number];

export type Show = Kind | 'unstable' | 'all';

/** As the rest of the page says it: by a sign and a word, and a class that gives both their colour. */
export const LOOKS = {
  broken: { glyph: '▼', word: 'Broken', kind: 'broken' },
  fixed: { glyph: '▲', word: 'Fixed', kind: 'fixed' },
  error: { glyph: '!', word: 'No result', kind: 'error' },
  failing: { glyph: '✗', word: 'Still failing', kind: 'fail' },
  passing: { glyph: '✓', word: 'Still passing', kind: 'pass' },
  unstable: { glyph: '~', word: 'Unstable', kind: 'undecided' },
  all: { glyph: '', word: 'All', kind: 'all' },
} as const satisfies Record<Show, { glyph: string; word: string; kind: string }>;

/** Which kind a change of the run's comparison is. */
export const KIND_OF = {
  broken: 'broken',
  fixed: 'fixed',
  error: 'error',
  'both fail': 'failing',
  'both pass': 'passing',
} as const satisfies Record<Change, Kind>;

/** Where there is one variant, nothing is still as it was. */
export function wordOf(show: Show, compared: boolean): string {
  if (!compared && show === 'failing') return 'Failing';
  if (!compared && show === 'passing') return 'Passing';
  return LOOKS[show].word;
}
