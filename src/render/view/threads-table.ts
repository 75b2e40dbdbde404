import type { ThreadProgress } from '../../model/run-progress.ts';
import { type HtmlColumn, htmlTable, mark, name } from '../html/element.ts';
import { variantDot } from '../html/variant-name.ts';
import { count, NONE, percent } from '../wording/numbers.ts';

/** How far the answers of each variant are, and the opinions of each judge. */
export function threadsTable(threads: readonly ThreadProgress[]): string {
  const variants = threads.flatMap(({ variant }) => (variant === null ? [] : [{ name: variant }]));
  const columns: HtmlColumn<ThreadProgress>[] = [
    {
      head: threads.some(({ judge }) => judge !== null) ? 'Variant or judge' : 'Variant',
      align: 'text',
      cell: ({ variant, judge }) =>
        variant === null
          ? `judge <span class="name">${name(judge ?? '')}</span>`
          : `${variantDot({ variants }, variant)}<span class="name">${name(variant)}</span>`,
    },
    { head: 'Answered', align: 'number', cell: ({ answered }) => `<strong>${count(answered)}</strong>` },
    { head: 'Asked', align: 'number', cell: ({ asked }) => count(asked) },
    { head: 'Progress', align: 'plot', cell: progressBar },
    { head: 'Under way', align: 'number', cell: ({ underWay }) => (underWay === 0 ? NONE : count(underWay)) },
    { head: 'Without an answer', align: 'number', cell: failedCell },
    ...(threads.some(({ held }) => held > 0)
      ? [
          {
            head: 'Held back',
            align: 'number',
            cell: ({ held }) => (held === 0 ? NONE : count(held)),
          } as HtmlColumn<ThreadProgress>,
        ]
      : []),
  ];
  return htmlTable('Answers by variant and judge', columns, threads);
}

/** Trials without an answer, of whatever kind. */
export function failures({ failed }: ThreadProgress): number {
  return Object.values(failed).reduce((sum, own) => sum + own, 0);
}

function failedCell(thread: ThreadProgress): string {
  const kinds = Object.entries(thread.failed).map(([kind, own]) => `${count(own)} ${kind}`);
  return kinds.length === 0 ? NONE : mark('error', '!', kinds.join(', '));
}

/** The figures stand beside it. */
function progressBar(thread: ThreadProgress): string {
  if (thread.asked === 0) return NONE;
  const width = 180;
  const done = (thread.answered / thread.asked) * width;
  const failed = (failures(thread) / thread.asked) * width;
  return [
    `<svg class="progress" viewBox="0 0 ${width} 10" width="${width}" height="10" aria-hidden="true">`,
    `<rect class="asked" width="${width}" height="10"/>`,
    `<rect class="answered" width="${done.toFixed(1)}" height="10"/>`,
    `<rect class="failed" x="${done.toFixed(1)}" width="${failed.toFixed(1)}" height="10"/>`,
    `</svg> ${percent(thread.answered / thread.asked)}`,
  ].join('');
}
