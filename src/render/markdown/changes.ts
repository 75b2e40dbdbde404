import type { Comparison } from '../../model/comparison.ts';
import { changes, headline, VERDICT_GLYPHS } from '../wording/comparison.ts';
import { comparisonNotes } from '../wording/comparison-notes.ts';
import { count } from '../wording/numbers.ts';
import { costRatio } from '../wording/ratios.ts';
import { markdownText } from './markdown-text.ts';

/** The verdict in a sentence. */
export function verdict(comparison: Comparison): string {
  return `${VERDICT_GLYPHS[comparison.verdict.type]} ${headline(comparison, markdownText)}${costRatio(comparison)}`;
}

/** How many cases changed, and what else one must know: a line each; none where nothing can be compared. */
export function changed(comparison: Comparison, all: readonly Comparison[]): readonly string[] {
  if (comparison.verdict.type === 'not comparable') return [];
  const parts = changes(comparison).map(
    ({ glyph, count: cases, word }) => `${glyph} ${count(cases)} ${word}`,
  );
  return [
    ...(comparison.paired ? [parts.join(' · ')] : []),
    ...comparisonNotes(comparison, all, markdownText),
  ];
}
