import type { GateOutcome } from '../../model/gate.ts';
import type { Summary } from '../../model/summary.ts';
import { classifications } from '../wording/classification.ts';
import { headline, title, VERDICT_GLYPHS } from '../wording/comparison.ts';
import { bestOfSeveral } from '../wording/comparison-notes.ts';
import { placedPoints } from '../wording/frontier.ts';
import { gateStatements } from '../wording/gates.ts';
import {
  confidence,
  count,
  counted,
  dateTime,
  duration,
  NONE,
  percent,
  perThousandCorrectWithEnds,
  points,
  pointsInterval,
  runCost,
} from '../wording/numbers.ts';
import { costRatio } from '../wording/ratios.ts';
import {
  casesOf,
  graderTableNeeded,
  incompleteStatement,
  redactedStatement,
  SIMULATED_TITLE,
  simulatedStatement,
  turnaround,
} from '../wording/statements.ts';
import { mark, name, prose, shortName } from './element.ts';

/** What one must know before reading on: whose answers these are, and what came out. */
export function opening(summary: Summary): string {
  const simulated = simulatedStatement(summary);
  const incomplete = incompleteStatement(summary);
  const verdict = prose(title(summary, shortName));
  const redacted = redactedStatement(summary, name);
  return [
    '<header>',
    `<p class="facts">${facts(summary).join(' · ')}</p>`,
    simulated === null
      ? ''
      : `<p class="banner" role="note"><strong>${SIMULATED_TITLE}</strong> ${simulated[0]!.toUpperCase()}${simulated.slice(1)}</p>`,
    gateItems(summary, 'failed'),
    // What is missing comes before what was found without it.
    incomplete === null
      ? `<h1>${verdict}</h1>`
      : `<h1>${mark('error', '!', prose(incomplete))}</h1>\n<p class="lead"><strong>${verdict}</strong></p>`,
    lead(summary),
    gateItems(summary, 'warned', 'passed'),
    redacted === null ? '' : `<p class="note">${redacted}.</p>`,
    `<nav aria-label="Sections"><ul>${links(summary)}</ul></nav>`,
    '</header>\n',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function facts(summary: Summary): readonly string[] {
  const { suite, variants, repeat, createdAt, commit } = summary;
  const size = `${casesOf(summary)} × ${counted(variants.length, 'variant')}`;
  const parts = [`<strong>${name(suite)}</strong>`, repeat > 1 ? `${size} × ${repeat} repetitions` : size];
  parts.push(name(dateTime(createdAt)), `cost ${runCost(summary)}`);
  const seconds = turnaround(summary);
  if (seconds !== null) parts.push(`turnaround ${duration(seconds)}`);
  if (commit !== null) parts.push(`commit ${name(commit.slice(0, 12))}`);
  return parts;
}

function lead(summary: Summary): string {
  const { comparisons, description } = summary;
  const [only] = comparisons;
  if (only === undefined) return description === null ? '' : `<p class="lead">${name(description)}</p>`;
  if (comparisons.length === 1) return `<p class="lead">${prose(details(summary))}</p>`;
  const items = comparisons.map((comparison) => {
    const found = comparison.verdict.type;
    const sentence = `${headline(comparison, shortName)}${costRatio(comparison)}`;
    return `<li>${mark(found, VERDICT_GLYPHS[found], prose(sentence))}</li>`;
  });
  const best = bestOfSeveral(summary);
  const note = best === null ? '' : `<p class="note">${best}.</p>`;
  return `<ul class="findings">${items.join('\n')}</ul>${note}`;
}

/** Those that failed stand above everything else: they are what the run came to. */
export function gateItems(summary: Pick<Summary, 'gates'>, ...outcomes: readonly GateOutcome[]): string {
  const items = gateStatements(summary, shortName)
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ outcome, glyph, sentence }) => `<li>${mark(MARKS[outcome], glyph, prose(sentence))}</li>`);
  return items.length === 0 ? '' : `<ul class="findings gates">${items.join('\n')}</ul>`;
}

const MARKS = { failed: 'fail', warned: 'error', passed: 'pass' } satisfies Record<GateOutcome, string>;

/** The numbers behind the verdict of a single comparison, on the cases that both have. */
function details({ comparisons, variants }: Summary): string {
  const { variant, baseline, against, means, metric, difference, n, fixed, broken } = comparisons[0]!;
  const sentences = [];
  if (n > 0 && means[0] !== null && means[1] !== null) {
    const what = metric === 'accuracy' ? '' : ` in ${shortName(metric)}`;
    const found = `${percent(means[1])} against ${percent(means[0])}${what}: ${points(difference.mean)} points`;
    const ends = pointsInterval(difference.low, difference.high);
    const interval = ends === null ? '' : ` (${confidence(difference.confidence)} interval ${ends})`;
    sentences.push(`${found}${interval}, on ${counted(n, 'case')} in common.`);
  }
  if (metric === 'accuracy') sentences.push(`${count(fixed)} fixed, ${count(broken)} broken.`);
  const of = (wanted: string) => variants.find((entry) => entry.name === wanted);
  // Of an earlier run the costs are not here.
  const [a, b] = against.type === 'variant' ? [of(variant), of(baseline)] : [];
  if (a && b && a.cost.perCorrect !== null && b.cost.perCorrect !== null) {
    const [now, before] = [perThousandCorrectWithEnds(a), perThousandCorrectWithEnds(b)];
    if (now !== NONE && before !== NONE)
      sentences.push(`A thousand correct answers cost ${now} instead of ${before}.`);
  }
  return sentences.join(' ');
}

function links(summary: Summary): string {
  const { comparisons, variants, notices } = summary;
  const odd =
    notices.length > 0 ||
    variants.some(({ errors, graders }) => errors.length > 0 || graders.some(({ failed }) => failed > 0));
  const entries = [
    ['variants', 'Variants', true],
    ['changes', 'What changed', comparisons.length > 0],
    ['frontier', 'Accuracy against cost', placedPoints(summary).length > 1],
    ['cases', 'Cases', true],
    ['costs', 'Costs', true],
    ['errors', 'Errors', odd],
    ['graders', 'Graders', graderTableNeeded(summary)],
    ['labels', 'Labels', classifications(summary).length > 0],
    ['run', 'Run', true],
  ] as const;
  return entries
    .flatMap(([id, word, there]) => (there ? [`<li><a href="#${id}">${word}</a></li>`] : []))
    .join('');
}
