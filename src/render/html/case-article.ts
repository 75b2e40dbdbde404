import type { CaseView } from '../../model/case-view.ts';
import type { Score } from '../../model/grader.ts';
import type { Attempt, TrialRecord } from '../../model/record.ts';
import type { Summary } from '../../model/summary.ts';
import { escapeHtml } from '../neutralise/escape-html.ts';
import { caseText } from '../wording/case-text.ts';
import { clip } from '../wording/clip.ts';
import { graderName } from '../wording/grader-name.ts';
import { counted, dollars, percentNumber, tokens } from '../wording/numbers.ts';
import { standingOf } from '../wording/standing.ts';
import { mark, name, slug } from './element.ts';
import { variantDot } from './variant-name.ts';

/** UTF-16 units of a text that the page holds; the run's records have all of it. */
const LONGEST = 20_000;

/** Longer texts scroll in a box of their own, which a keyboard must be able to reach. */
const SCROLLS = 900;

/** A case with its answers side by side. */
export function caseArticle(summary: Summary, { case: row, records }: CaseView): string {
  const id = `case-${slug(row.id)}`;
  const tags = row.tags.map((tag) => `<span class="tag">${name(tag)}</span>`).join(' ');
  const expected = row.expected === null ? '' : field('Expected', caseText(row.expected));
  const answers = summary.variants
    .map((variant) => records.filter((record) => record.variant === variant.name))
    .map((own, index) => answerColumn(summary, summary.variants[index]!.name, own));
  return [
    `<article class="case" id="${id}" aria-labelledby="${id}-name">`,
    `<h4 id="${id}-name"><a href="#${id}">${name(row.id)}</a> ${tags}</h4>`,
    `<div class="question">${field('Input', caseText(row.input))}${expected}</div>`,
    `<div class="answers">${answers.join('\n')}</div>`,
    '</article>\n',
  ].join('\n');
}

function field(label: string, content: string): string {
  return `<div><h5>${label}</h5>${block(content)}</div>`;
}

function block(content: string): string {
  const text = clip(content, LONGEST);
  const scrolls = text.length > SCROLLS || text.split('\n').length > 16 ? ' tabindex="0"' : '';
  return text === '' ? '<p class="empty">empty</p>' : `<pre${scrolls}>${escapeHtml(text)}</pre>`;
}

function answerColumn(summary: Summary, variant: string, records: readonly TrialRecord[]): string {
  const [first] = records;
  const head = `${variantDot(summary, variant)}<span class="name">${name(variant)}</span>`;
  if (first === undefined) return `<div><h5>${head}</h5><p class="empty">not planned</p></div>`;
  if (records.length === 1) return `<div><h5>${head} ${standing(first)}</h5>${answer(first)}</div>`;
  const folded = records.map(
    (record) =>
      `<details><summary>#${record.repetition + 1} ${standing(record)}</summary>${answer(record)}</details>`,
  );
  return `<div><h5>${head} ${tally(records)}</h5>${folded.join('\n')}</div>`;
}

function standing(record: TrialRecord): string {
  const { kind, glyph, word } = standingOf(record);
  return mark(kind, glyph, word);
}

/** Of the repetitions with a verdict, how many passed. */
function tally(records: readonly TrialRecord[]): string {
  const decided = records.filter(({ pass }) => pass !== null);
  const passed = decided.filter(({ pass }) => pass).length;
  if (decided.length === 0)
    return `<span class="mark scored">${counted(records.length, 'repetition')}</span>`;
  const share = `${passed}/${decided.length} pass`;
  if (passed === decided.length) return mark('pass', '✓', share);
  return passed === 0 ? mark('fail', '✗', share) : mark('undecided', '~', share);
}

function answer(record: TrialRecord): string {
  const { outcome, output, tokens: used, cost, model, answeredBy, reusedFrom, earlier } = record;
  const facts = [];
  if (outcome.type === 'succeeded' && outcome.stopReason !== null) facts.push(name(outcome.stopReason));
  if (outcome.type === 'succeeded' && outcome.refusal !== undefined)
    facts.push(`refusal: ${name(outcome.refusal)}`);
  if (used !== null) facts.push(`${tokens(used.input)} → ${tokens(used.output)} tokens`);
  if (answeredBy !== 'recorded') facts.push(`cost ${dollars(cost)}`);
  if (model !== null) facts.push(name(model));
  if (answeredBy === 'simulator' || answeredBy === 'recorded') {
    facts.push(answeredBy === 'simulator' ? 'simulated' : 'recorded');
  }
  if (reusedFrom !== null) facts.push(`reused from run ${name(reusedFrom)}`);
  if (earlier.length > 0)
    facts.push(`attempt ${earlier.length + 1}, after ${earlier.map(failure).join(', ')}`);
  const error =
    outcome.type === 'errored' ? `<p>${name(outcome.error.type)}: ${name(outcome.error.message)}</p>` : '';
  const scores = Object.entries(record.scores).map(
    ([grader, score]) => `<li>${scoreLine(grader, score)}</li>`,
  );
  return [
    `<p class="facts">${facts.join(' · ')}</p>`,
    scores.length === 0 ? '' : `<ul class="scores">${scores.join('')}</ul>`,
    error,
    output === null ? '<p class="empty">no answer</p>' : block(output),
  ].join('');
}

function failure({ outcome }: Attempt): string {
  return name(outcome.type === 'errored' ? outcome.error.type : outcome.type);
}

function scoreLine(grader: string, score: Score): string {
  const shown = graderName({ name: grader, role: score.role }, name);
  if (score.outcome === 'failed') return `${shown} ${mark('undecided', '?', 'failed')} ${name(score.reason)}`;
  const verdict =
    score.pass === null ? '' : ` ${score.pass ? mark('pass', '✓', 'pass') : mark('fail', '✗', 'fail')}`;
  const value =
    score.pass === null || (score.score !== 0 && score.score !== 1) ? ` ${percentNumber(score.score)} %` : '';
  return `${shown}${verdict}${value}${score.reason === undefined ? '' : ` <span class="reason">${name(score.reason)}</span>`}`;
}
