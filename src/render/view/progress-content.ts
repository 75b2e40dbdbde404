import type { RunProgress, ThreadProgress } from '../../model/run-progress.ts';
import { mark, name, prose, section } from '../html/element.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { ageWarnings } from '../wording/batch-age.ts';
import { billStatement } from '../wording/money.ts';
import { count, counted, dateTime } from '../wording/numbers.ts';
import { SIMULATED_TITLE } from '../wording/statements.ts';
import { batchesTable } from './batches-table.ts';
import type { LiveContent } from './live-page.ts';
import { failures, threadsTable } from './threads-table.ts';

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

function money(bill: string, unpriced: readonly string[]): string {
  const unknown = unpriced.map((who) => `<p class="warning">The cost of ${name(who)} is not known.</p>`);
  return [`<p>${prose(bill)}</p>`, ...unknown].join('\n');
}
