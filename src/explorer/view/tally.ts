import type { TrialText } from '../../pack/case-text.ts';
import { counted } from '../../render/wording/numbers.ts';
import { type Standing, standingOf } from '../../render/wording/standing.ts';

/** How the samples of a case stand together: `3/5 pass` of those with a verdict; of a single one, how it stands. */
export function tallyOf(trials: readonly TrialText[]): Standing {
  const [first] = trials;
  if (first === undefined) return { kind: 'error', glyph: '!', word: 'not planned' };
  if (trials.length === 1) return standingOf(first);
  const decided = trials.filter(({ pass }) => pass !== null).length;
  const passed = trials.filter(({ pass }) => pass).length;
  if (decided === 0) return { kind: 'scored', glyph: '•', word: counted(trials.length, 'sample') };
  const word = `${passed}/${decided} pass`;
  if (passed === decided) return { kind: 'pass', glyph: '✓', word };
  return passed === 0 ? { kind: 'fail', glyph: '✗', word } : { kind: 'undecided', glyph: '~', word };
}
