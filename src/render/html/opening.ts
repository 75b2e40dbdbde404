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
  perThousandCorrect,
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
  const redacted = redactedStatement(summary, name);
  return [
    '<header>',
    `<p class="facts">${facts(summary).join(' · ')}</p>`,
    simulated === null
      ? ''
      : `<p class="banner" role="note"><strong>${SIMULATED_TITLE}</strong> ${simulated[0]!.toUpperCase()}${simulated.slice(1)}</p>`,
    gateItems(summary, 'failed'),
    `<h1>${prose(title(summary, shortName))}</h1>`,
    lead(summary),
    gateItems(summary, 'warned', 'passed'),
    incomplete === null ? '' : `<p class="warning">${mark('error', '!', prose(incomplete))}</p>`,
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

/** The numbers behind the verdict of a single comparison. */
function details({ comparisons, variants }: Summary): string {
  const { variant, baseline, against, means, metric, difference, n, fixed, broken } = comparisons[0]!;
  const of = (wanted: string) => variants.find((entry) => entry.name === wanted);
  // Of an earlier run there is only what the two have in common.
  const [a, b] = against.type === 'variant' ? [of(variant), of(baseline)] : [];
  const sentences = [];
  if (metric === 'accuracy' && a?.accuracy?.mean != null && b?.accuracy?.mean != null) {
    sentences.push(`${percent(a.accuracy.mean)} against ${percent(b.accuracy.mean)}.`);
  } else if (metric === 'accuracy' && against.type !== 'variant' && n > 0) {
    sentences.push(`${percent(means[1])} against ${percent(means[0])}.`);
  }
  const ends = pointsInterval(difference.low, difference.high);
  if (ends !== null) {
    sentences.push(
      `The ${confidence(difference.confidence)} interval of the difference is ${ends} points, on ${counted(n, 'case')} in common.`,
    );
  }
  if (metric === 'accuracy') sentences.push(`${count(fixed)} fixed, ${count(broken)} broken.`);
  if (a && b && a.cost.perCorrect !== null && b.cost.perCorrect !== null) {
    const [now, before] = [perThousandCorrect(a), perThousandCorrect(b)];
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
