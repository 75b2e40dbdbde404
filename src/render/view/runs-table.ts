import type { HistoryLine } from '../../model/history.ts';
import type { IndexedRun, RunStanding } from '../../model/run-index.ts';
import { mark, name, prose } from '../html/element.ts';
import { intervalPlot, plotHead, type Scale, scaleOf } from '../html/interval-plot.ts';
import { type Coloured, variantColour, variantDot } from '../html/variant-name.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { clipLine } from '../wording/clip.ts';
import { verdictWords } from '../wording/comparison.ts';
import {
  counted,
  dateTime,
  dollars,
  interval,
  NONE,
  percent,
  percentNumber,
  pointsInterval,
} from '../wording/numbers.ts';
import { link, runAddress } from './address.ts';

/** Columns after the run. */
const COLUMNS = 6;

/** The runs of a suite, newest first: a row a variant. */
export function runsTable(suite: string, runs: readonly IndexedRun[], coloured: Coloured): string {
  const lines = runs.flatMap(({ standing }) => (standing.type === 'finished' ? standing.lines : []));
  const scale = scaleOf(
    lines.map(({ estimate }) => estimate),
    [],
    { from: 0, to: 1 },
  );
  const caption = `Runs of ${escapeHtmlLine(clipLine(suite, 80))}, newest first`;
  const heads = [
    ['text', 'Run'],
    ['text', 'Variant'],
    ['number', 'Score'],
    ['plot', plotHead(percentNumber(scale.from), `${percentNumber(scale.to)} %`)],
    ['number', '95 % interval'],
    ['number', 'Cost'],
    ['verdict', 'Against the baseline'],
  ].map(([align, head]) => `<th scope="col" class="${align}">${head}</th>`);
  return [
    `<div class="scroll" role="region" aria-label="${caption}" tabindex="0">`,
    `<table class="runs">\n<caption>${caption}</caption>`,
    `<thead><tr>${heads.join('')}</tr></thead>`,
    ...runs.map((run) => prose(rows(run, coloured, scale))),
    '</table></div>',
  ].join('\n');
}

function rows(run: IndexedRun, coloured: Coloured, scale: Scale): string {
  const { standing } = run;
  const cells =
    standing.type === 'finished'
      ? standing.lines.map((line) => lineCells(line, coloured, scale))
      : [`<td class="text" colspan="${COLUMNS}">${STANDINGS[standing.type](run)}</td>`];
  const span = cells.length > 1 ? ` rowspan="${cells.length}"` : '';
  const first = `<th scope="rowgroup" class="text"${span}>${runCell(run)}</th>`;
  const [head = `<td colspan="${COLUMNS}">no variants</td>`, ...rest] = cells;
  return `<tbody>${[first + head, ...rest].map((row) => `<tr>${row}</tr>`).join('\n')}</tbody>`;
}

function runCell({ path, id, createdAt, commit, standing }: IndexedRun): string {
  const notes = [];
  if (commit !== null) notes.push(`<span class="soft">commit ${name(commit.slice(0, 7))}</span>`);
  if (standing.type === 'finished' && standing.simulated) notes.push('<span class="tag">simulated</span>');
  if (standing.type === 'finished' && standing.failedGates > 0)
    notes.push(mark('fail', '✗', `${counted(standing.failedGates, 'gate')} failed`));
  return [
    link(runAddress(path), name(dateTime(createdAt))),
    `<span class="soft id">${name(id)}</span>`,
    ...(notes.length > 0 ? [`<span class="notes">${notes.join(' ')}</span>`] : []),
  ].join('');
}

function lineCells(line: HistoryLine, coloured: Coloured, scale: Scale): string {
  const { variant, metric, estimate, model, cost, comparison } = line;
  const other = metric === 'accuracy' ? '' : ` <span class="soft">${name(metric)}</span>`;
  return [
    `<td class="text">${variantDot(coloured, variant)}<span class="name">${name(variant)}</span></td>`,
    `<td class="number"><strong>${percent(estimate.mean)}</strong>${other}</td>`,
    `<td class="plot">${intervalPlot(estimate, scale, null, variantColour(coloured.variants, variant))}</td>`,
    `<td class="number">${interval(estimate)}</td>`,
    `<td class="number">${model === null ? NONE : dollars(cost)}</td>`,
    `<td class="verdict">${comparison === null ? NONE : verdictCell(comparison)}</td>`,
  ].join('');
}

function verdictCell(comparison: NonNullable<HistoryLine['comparison']>): string {
  const { verdict, difference } = comparison;
  const ends = pointsInterval(difference.low, difference.high);
  return [
    `<span class="mark ${verdict.type.replaceAll(' ', '-')}">${verdictWords(comparison, name)}</span>`,
    ...(ends === null ? [] : [`<span class="soft">${ends}</span>`]),
  ].join(' ');
}

const STANDINGS = {
  'under way': ({ path }) => `${mark('scored', '…', 'under way')}: ${link(runAddress(path), 'follow it')}`,
  left: ({ path, id }) =>
    `not finished, and no process works on it: ${link(runAddress(path), 'where it stands')}, <code>assay resume ${name(id)}</code>`,
  outdated: ({ id }) =>
    `its summary is of another version of Assay: <code>assay resume ${name(id)}</code> makes it anew, for nothing`,
  broken: ({ standing }) => mark('error', '!', name(standing.type === 'broken' ? standing.reason : '')),
} satisfies Record<Exclude<RunStanding['type'], 'finished'>, (run: IndexedRun) => string>;
