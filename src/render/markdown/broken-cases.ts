import type { CaseView } from '../../model/case-view.ts';
import type { TrialRecord } from '../../model/record.ts';
import type { Report } from '../../model/report.ts';
import { markdownBlock } from '../neutralise/escape-markdown.ts';
import { caseText } from '../wording/case-text.ts';
import { clip } from '../wording/clip.ts';
import { graderName } from '../wording/grader-name.ts';
import { counted } from '../wording/numbers.ts';
import { standingOf } from '../wording/standing.ts';
import { markdownText } from './markdown-text.ts';

const MOST_CASES = 10;
/** UTF-16 units of an input, an expectation and an output each. */
const LONGEST = 1_200;

/** Up to ten broken cases with what was answered, as many as fit; empty where none is broken. */
export function brokenCases({ cases, summary }: Report, room: number): string {
  const broken = cases.shown.filter(({ change }) => change === 'broken');
  const most = broken.slice(0, MOST_CASES).map(caseSection);
  if (most.length === 0) return '';
  for (let shown = most.length; shown > 0; shown--) {
    const text = folded(most.slice(0, shown), summary.variants.length);
    if (text.length <= room) return text;
  }
  return folded(most, summary.variants.length);
}

function folded(sections: readonly string[], variants: number): string {
  const against = variants > 2 ? ' under at least one variant' : '';
  const label = `${counted(sections.length, 'broken case')}${against}, side by side`;
  return `<details>\n<summary>${label}</summary>\n\n${sections.join('\n\n')}\n\n</details>`;
}

function caseSection({ case: { id, input, expected }, records }: CaseView): string {
  const parts = [`#### ${markdownText(id)}`, 'Input', block(caseText(input))];
  if (expected !== null) parts.push('Expected', block(caseText(expected)));
  for (const record of records) parts.push(recordLine(record), block(record.output ?? '(no answer)'));
  return parts.join('\n\n');
}

function recordLine(record: TrialRecord): string {
  const { glyph, word } = standingOf(record);
  const repetition = record.repetition > 0 ? ` (repetition ${record.repetition + 1})` : '';
  const reasons = Object.entries(record.scores).flatMap(([grader, score]) =>
    score.reason === undefined
      ? []
      : [
          `${graderName({ name: grader, role: score.role }, markdownText)}: ${markdownText(score.reason, 300)}`,
        ],
  );
  return `**${markdownText(record.variant)}**${repetition} ${glyph} ${word}${reasons.map((reason) => ` · ${reason}`).join('')}`;
}

function block(text: string): string {
  return markdownBlock(clip(text, LONGEST));
}
