import type { BatchProgress } from '../../model/run-progress.ts';
import { type HtmlColumn, htmlTable, name } from '../html/element.ts';
import { count, dateTime, dollars, NONE } from '../wording/numbers.ts';

const STAGES = {
  packed: 'to send',
  intended: 'sending',
  created: 'at work',
  ended: 'ended, to fetch',
  collected: 'received',
  withdrawn: 'withdrawn',
} satisfies Record<BatchProgress['status'], string>;

const PURPOSES = { answer: 'answers', prime: 'priming', judge: 'judges' } as const;

/** Where each batch stands. */
export function batchesTable(batches: readonly BatchProgress[]): string {
  if (batches.length === 0) return '<p class="empty">Nothing is packed yet.</p>';
  const columns: HtmlColumn<BatchProgress>[] = [
    { head: '#', align: 'number', cell: ({ number }) => String(number) },
    { head: 'Variant', align: 'text', cell: ({ variant }) => name(variant) },
    ...(batches.some(({ purpose }) => purpose !== 'answer')
      ? [
          {
            head: 'For',
            align: 'text',
            cell: ({ purpose }) => PURPOSES[purpose],
          } as HtmlColumn<BatchProgress>,
        ]
      : []),
    { head: 'Requests', align: 'number', cell: ({ requests }) => count(requests) },
    { head: 'State', align: 'text', cell: ({ status }) => STAGES[status] },
    { head: 'Sent', align: 'number', cell: ({ createdAt }) => time(createdAt) },
    { head: 'Ended', align: 'number', cell: ({ endedAt }) => time(endedAt) },
    { head: 'Cost', align: 'number', cell: costCell },
    { head: 'Batch', align: 'text', cell: ({ id }) => (id === null ? NONE : `<code>${name(id)}</code>`) },
  ];
  return htmlTable('Batches in the order in which they were packed', columns, batches);
}

function time(at: string | null): string {
  return at === null ? NONE : name(dateTime(at));
}

/** What it cost, or the most it can. */
function costCell({ status, cost, most }: BatchProgress): string {
  if (status === 'collected') return dollars(cost);
  if (status === 'withdrawn') return NONE;
  return most === null ? 'unknown' : `≤ ${dollars(most)}`;
}
