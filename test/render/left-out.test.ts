import { expect, it } from 'vitest';
import { type Held, leftOutStatement, megabytes } from '../../src/render/wording/left-out.ts';

const held = (changes: Partial<Held> = {}): Held => ({
  texts: 7179,
  cases: 200_000,
  kinds: [
    { change: 'broken', held: 4648, of: 4648 },
    { change: 'fixed', held: 2531, of: 13_239 },
    { change: 'error', held: 0, of: 1140 },
  ],
  clipped: false,
  budget: 16_000_000,
  sideFile: null,
  variants: 2,
  ...changes,
});

it.each([
  [
    'cases',
    {},
    'This file holds the full text of 7,179 of 200,000 cases (all 4,648 broken, 2,531 of 13,239 fixed), to stay under 16 MB. The numbers, filters and slices cover all 200,000 cases.',
  ],
  [
    'cases, and parts of texts',
    { clipped: true, sideFile: 'r.evalpack', kinds: [{ change: 'error', held: 7179, of: 7179 }] },
    'This file holds the full text of 7,179 of 200,000 cases (all 7,179 without a result), to stay under 16 MB. Texts of more than 20,000 characters are cut to head and tail. The numbers, filters and slices cover all 200,000 cases. All texts are in r.evalpack: drop it on this page.',
  ],
  [
    'parts of texts',
    { texts: 200_000, clipped: true },
    'This file holds the texts of all cases, but texts of more than 20,000 characters are cut to head and tail, to stay under 16 MB.',
  ],
  [
    'cases of a single variant',
    { variants: 1, kinds: [{ change: 'both fail', held: 3, of: 9 }] },
    'This file holds the full text of 7,179 of 200,000 cases (3 of 9 failing), to stay under 16 MB. The numbers, filters and slices cover all 200,000 cases.',
  ],
] as const)('a page that leaves out %s says so', (_, changes, said) => {
  expect(leftOutStatement(held(changes))).toBe(said);
});

it('a page that leaves nothing out says nothing', () => {
  expect(leftOutStatement(held({ texts: 200_000 }))).toBeNull();
});

it('megabytes are decimal', () => {
  expect([16_000_000, 1_500_000, 12_340_000, 100_000, 20_000].map(megabytes)).toEqual([
    '16 MB',
    '1.5 MB',
    '12.3 MB',
    '0.1 MB',
    '0.02 MB',
  ]);
});
