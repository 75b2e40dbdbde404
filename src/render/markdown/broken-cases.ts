import type { CaseView } from '../../model/case-view.ts';
import type { TrialRecord } from '../../model/record.ts';
import type { Report } from '../../model/report.ts';
import type { Summary } from '../../model/summary.ts';
import { markdownBlock } from '../neutralise/escape-markdown.ts';
import { caseText } from '../wording/case-text.ts';
import { clip } from '../wording/clip.ts';
import { graderName } from '../wording/grader-name.ts';
import { count } from '../wording/numbers.ts';
import { standingOf } from '../wording/standing.ts';
import { markdownText } from './markdown-text.ts';
import type { PageSize } from './page-size.ts';

/** The first broken cases with what was answered, as many as fit; empty where none is broken. */
export function brokenCases({ cases, summary }: Report, room: PageSize): string {
  const broken = cases.shown.filter(({ change }) => change === 'broken');
  if (broken.length === 0) return '';
  // Where nothing but broken cases is at hand, there may be more of them.
  const all = broken.length < cases.shown.length || cases.shown.length === cases.total;
  const sections: string[] = [];
  let left = room.limit - room.sizeOf(folded(sections, broken.length, all, summary));
  for (const view of broken.slice(0, room.cases)) {
    const section = caseSection(view, room.longest);
    left -= room.sizeOf(section) + 2;
    // One that does not fit is told to the caller by its size.
    if (left < 0 && sections.length > 0) break;
    sections.push(section);
  }
  return folded(sections, broken.length, all, summary);
}

function folded(sections: readonly string[], broken: number, all: boolean, { variants }: Summary): string {
  const against = variants.length > 2 ? ' under at least one variant' : '';
  const more = broken - sections.length;
  const of = all && more === 0 ? '' : ` of ${all ? '' : 'more than '}${count(broken)}`;
  const label = `${count(sections.length)}${of} broken ${all && broken === 1 ? 'case' : 'cases'}${against}, side by side`;
  const rest = of === '' ? [] : ['_The others are in the report._'];
  return `<details>\n<summary>${label}</summary>\n\n${[...sections, ...rest].join('\n\n')}\n\n</details>`;
}

function caseSection({ case: { id, input, expected }, records }: CaseView, longest: number): string {
  const block = (text: string) => markdownBlock(clip(text, longest));
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
