import type { Ledger, LedgerLine } from '../../model/ledger.ts';
import type { Dollars } from '../../model/record.ts';
import type { Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { count, counted, dollars, NONE, percent, tokens } from './numbers.ts';

/** What may surprise about a run's money: a sentence for each. */
export function moneyStatements(summary: Summary, quote: Quote): readonly string[] {
  return [
    ...heldStatements(summary),
    ...reuseStatements(summary, quote),
    ...cacheStatements(summary, quote),
    ...discountStatements(summary, quote),
    ...lossStatements(summary.ledger),
  ];
}

/** What answers to the cases would have cost, if they cost as much as those that were bought. */
function heldStatements({ instalments, variants, dataset, repeat }: Summary): readonly string[] {
  if (!instalments || instalments.casesHeld === 0) return [];
  const { casesHeld } = instalments;
  const saved = variants.reduce<Dollars>((sum, { model, cost, outcomes }) => {
    if (model === null) return sum;
    if (sum === null || cost.total === null || outcomes.succeeded === 0) return null;
    return sum + ((cost.total - cost.reused) / outcomes.succeeded) * repeat * casesHeld;
  }, 0);
  const effect = saved === null ? '' : `, which saved about ${dollars(saved)}`;
  const verb = casesHeld === 1 ? 'was' : 'were';
  return [
    `${count(casesHeld)} of ${counted(dataset.cases, 'case')} ${verb} held back and not bought${effect}`,
  ];
}

function reuseStatements({ variants, ledger }: Summary, quote: Quote): readonly string[] {
  const reused = variants.reduce((sum, variant) => sum + variant.reused, 0);
  if (reused === 0) return [];
  const runs = [...new Set(variants.flatMap(({ reusedFrom }) => reusedFrom))]
    .map((run) => quote(run))
    .join(', ');
  const verb = reused === 1 ? 'was' : 'were';
  return [
    `${counted(reused, 'answer')} ${verb} taken from run ${runs}, which saved ${dollars(ledger.saved)}: costs of a variant include them, the cost of this run does not`,
  ];
}

/** What was read from the prompt cache is never promised, so it is always measured. */
function cacheStatements({ variants }: Summary, quote: Quote): readonly string[] {
  return variants.flatMap(({ name, tokens: used, cost: { cacheSaved } }) => {
    const { input, cacheWrite, cacheRead } = used;
    if (cacheWrite + cacheRead === 0) return [];
    const prompt = input + cacheWrite + cacheRead;
    const effect =
      cacheSaved === null
        ? ''
        : cacheSaved >= 0
          ? `, which saved ${dollars(cacheSaved)}`
          : `, and writing it cost ${dollars(-cacheSaved)} more than that saved`;
    return [
      `Prompt cache: ${quote(name)} read ${tokens(cacheRead)} of ${tokens(prompt)} tokens (${percent(cacheRead / prompt)})${effect}`,
    ];
  });
}

function discountStatements({ variants }: Summary, quote: Quote): readonly string[] {
  return variants
    .filter(({ undiscounted }) => undiscounted > 0)
    .map(
      ({ name, undiscounted }) =>
        `${counted(undiscounted, 'answer')} of ${quote(name)} came in a batch but without its discount: the API billed another service tier`,
    );
}

function lossStatements({ lost }: Ledger): readonly string[] {
  return lost === 0 ? [] : [`${dollars(lost)} lost to batches that were bought twice`];
}

/** The run's bill against what was thought before it was sent. */
export function billStatement({ settled, lost, committed, due, saved, lines }: Ledger): string {
  const parts = [`billed ${dollars(settled + lost)}`];
  const estimated = estimateOf(lines);
  if (estimated !== null) parts.push(`estimated before sending ${estimated}`);
  if (committed > 0) parts.push(`up to ${dollars(committed)} at work`);
  if (due > 0) parts.push(`up to ${dollars(due)} to send`);
  if (saved > 0) parts.push(`${dollars(saved)} saved by reuse`);
  return parts.join(' · ');
}

function estimateOf(lines: readonly LedgerLine[]): string | null {
  let least = 0;
  let most = 0;
  for (const { estimate } of lines) {
    if (estimate === null) return null;
    least += estimate.least;
    most += estimate.most;
  }
  return most === 0 ? null : range(least, most);
}

function range(least: number, most: number): string {
  return `${dollars(least)} to ${dollars(most)}`;
}

/** A column of the ledger: its head, and its cell of a line. */
type LedgerColumn = readonly [head: string, align: 'left' | 'right', cell: (line: LedgerLine) => string];

/** The ledger as a table; columns that hold nothing are left out. */
export function ledgerColumns({ lines }: Ledger, quote: Quote): readonly LedgerColumn[] {
  const anyOf = (part: 'open' | 'lost' | 'saved') => lines.some((line) => line[part] !== 0);
  const amount =
    (part: 'open' | 'lost' | 'saved'): LedgerColumn[2] =>
    (line) =>
      orNone(line[part]);
  return [
    ['Variant', 'left', ({ variant }) => quote(variant)],
    ['For', 'left', (line) => purposeOf(line, quote)],
    ['Requests', 'right', ({ requests }) => count(requests)],
    [
      'Estimate',
      'right',
      ({ estimate }) =>
        estimate === null ? dollars(null) : estimate.most === 0 ? NONE : range(estimate.least, estimate.most),
    ],
    ['Billed', 'right', ({ settled }) => orNone(settled)],
    ...(anyOf('open') ? [['Open, at most', 'right', amount('open')] as const] : []),
    ...(anyOf('lost') ? [['Lost', 'right', amount('lost')] as const] : []),
    ...(anyOf('saved') ? [['Saved', 'right', amount('saved')] as const] : []),
  ];
}

function orNone(amount: Dollars): string {
  return amount === 0 ? NONE : dollars(amount);
}

function purposeOf({ purpose, judge, attempt }: LedgerLine, quote: Quote): string {
  const words = {
    answer: 'answers',
    prime: 'priming the cache',
    reused: 'answers, reused',
    judge: `judge ${quote(judge ?? '')}`,
  }[purpose];
  return attempt === 0 ? words : `${words}, retry ${attempt}`;
}
