import type { Comparison } from '../../model/comparison.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { clipName } from '../wording/clip.ts';
import { type Change, changeOf, changes, headline, VERDICT_GLYPHS } from '../wording/comparison.ts';
import { comparisonNotes } from '../wording/comparison-notes.ts';
import { count } from '../wording/numbers.ts';
import { costRatio } from '../wording/ratios.ts';
import type { Screen } from './screen.ts';
import { slices } from './slices.ts';

/** Ids listed of what was fixed and what was broken. */
const LISTED = 5;

/** A foreign text of reasonable length on one line. */
export function name(text: string): string {
  return visibleLine(clipName(text));
}

/** The verdict in a sentence. */
export function verdict(page: Screen, comparison: Comparison): void {
  const found = comparison.verdict.type;
  const tone = found === 'better' ? 'good' : found === 'worse' ? 'bad' : 'strong';
  page.say(` ${VERDICT_GLYPHS[found]} ${headline(comparison, name)}${costRatio(comparison)}`, tone, 3);
}

/**
 * How many cases changed, which, and what else one must know.
 *
 * @param all It and those beside it.
 * @param of Whose changes these are.
 */
export function changed(page: Screen, comparison: Comparison, all: readonly Comparison[], of: string): void {
  if (comparison.verdict.type === 'not comparable') return;
  const parts = changes(comparison).map((change) => `${change.glyph} ${count(change.count)} ${change.word}`);
  if (comparison.paired) page.say(` ${of}${parts.join(' · ')}`, undefined, 3);
  listed(page, changeOf(comparison, 'broken'), comparison.brokenCases);
  listed(page, changeOf(comparison, 'fixed'), comparison.fixedCases);
  for (const note of comparisonNotes(comparison, all, name)) page.say(` ${note}`, undefined, 3);
  slices(page, comparison);
}

function listed(page: Screen, { glyph, word, count: total }: Change, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const shown = ids.slice(0, LISTED).map(name);
  if (total > shown.length) shown.push(`and ${count(total - shown.length)} more`);
  page.say(` ${glyph} ${word}: ${shown.join(', ')}`, undefined, 3);
}
