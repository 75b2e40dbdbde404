import type { BatchProgress, RunProgress, ThreadProgress } from '../../model/run-progress.ts';
import { type HtmlColumn, htmlTable, mark, name, prose, section } from '../html/element.ts';
import { variantDot } from '../html/variant-name.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { ageWarnings } from '../wording/batch-age.ts';
import { billStatement } from '../wording/money.ts';
import { count, counted, dateTime, dollars, NONE, percent } from '../wording/numbers.ts';
import { SIMULATED_TITLE } from '../wording/statements.ts';
import type { LiveContent } from './live-page.ts';

/**
 * A run that is not finished. All times are those of events, none is an age: the page changes when the run does.
 *
 * @param now for warnings of what is about to be lost, in milliseconds.
 */
export function progressContent(progress: RunProgress, now: number): LiveContent {
  const { suite, threads, batches, ledger } = progress;
  const title = standing(answers(progress));
  return {
    title: `${title} · ${visibleLine(suite)}`,
    body: [
      '<header>',
      `<p class="facts"><a href="/">All runs</a> · <strong>${name(suite)}</strong> · ${facts(progress).join(' · ')}</p>`,
      progress.simulated
        ? `<p class="banner" role="note"><strong>${SIMULATED_TITLE}</strong> These answers are made up by a local simulator, not Claude’s.</p>`
        : '',
      `<h1>${title}</h1>`,
      `<p class="lead">${attendance(progress)}</p>`,
      ...batches
        .flatMap((batch) => ageWarnings(batch, now))
        .map((warning) => `<p class="warning">${mark('error', '!', name(warning))}</p>`),
      '</header>',
      section('threads', 'Answers', threadsTable(threads)),
      section('batches', 'Batches', batchesTable(batches)),
      section('money', 'Money', money(billStatement(ledger), ledger.unpriced)),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  };
}

function answers({ threads }: RunProgress): readonly ThreadProgress[] {
  return threads.filter(({ variant }) => variant !== null);
}

function standing(threads: readonly ThreadProgress[]): string {
  const asked = threads.reduce((sum, thread) => sum + thread.asked, 0);
  const answered = threads.reduce((sum, thread) => sum + thread.answered, 0);
  const failed = threads.reduce((sum, thread) => sum + failures(thread), 0);
  const errors = failed === 0 ? '' : `, ${count(failed)} without an answer`;
  return `${count(answered)} of ${count(asked)} answered${errors}`;
}

function facts({ run, createdAt, commit, cases, repeat, threads }: RunProgress): readonly string[] {
  const variants = threads.filter(({ variant }) => variant !== null).length;
  const size = `${counted(cases, 'case')} × ${counted(variants, 'variant')}`;
  return [
    repeat > 1 ? `${size} × ${repeat} repetitions` : size,
    `begun ${name(dateTime(createdAt))}`,
    ...(commit === null ? [] : [`commit ${name(commit.slice(0, 12))}`]),
    `run ${name(run)}`,
  ];
}

function attendance({ run, isAttended, isCanceled }: RunProgress): string {
  const canceled = isCanceled ? 'It was canceled. ' : '';
  if (isAttended)
    return `${canceled}A process works on it. The report stands here as soon as it is finished.`;
  return `${canceled}No process works on it now: <code>assay resume ${name(run)}</code> goes on, and nothing is lost.`;
}

function threadsTable(threads: readonly ThreadProgress[]): string {
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

function failures({ failed }: ThreadProgress): number {
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

const STAGES = {
  packed: 'to send',
  intended: 'sending',
  created: 'at work',
  ended: 'ended, to fetch',
  collected: 'received',
  withdrawn: 'withdrawn',
} satisfies Record<BatchProgress['status'], string>;

const PURPOSES = { answer: 'answers', prime: 'priming', judge: 'judges' } as const;

function batchesTable(batches: readonly BatchProgress[]): string {
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

function money(bill: string, unpriced: readonly string[]): string {
  const unknown = unpriced.map((who) => `<p class="warning">The cost of ${name(who)} is not known.</p>`);
  return [`<p>${prose(bill)}</p>`, ...unknown].join('\n');
}
