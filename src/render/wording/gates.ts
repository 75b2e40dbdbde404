import {
  type Gate,
  type GateFacts,
  type GateFinding,
  type GateOutcome,
  type GateResult,
  type GateType,
  isComparisonGate,
  type NothingReason,
} from '../../model/gate.ts';
import type { Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import {
  confidence,
  count,
  counted,
  dollars,
  percent,
  percentNumber,
  points,
  size,
  tokens,
} from './numbers.ts';

/** What came of a gate, for people. */
export interface GateStatement {
  readonly outcome: GateOutcome;
  readonly glyph: string;
  readonly sentence: string;
}

/** Those that failed first: they are why the command ends as it does. */
const OUTCOMES: readonly GateOutcome[] = ['failed', 'warned', 'passed'];
const GLYPHS = { failed: '✗', warned: '!', passed: '✓' } satisfies Record<GateOutcome, string>;
const WORDS = { failed: 'FAIL', warned: 'WARNING', passed: 'pass' } satisfies Record<GateOutcome, string>;

/** Cases of a gate that are named. */
const LISTED = 5;
/** A gate that passes an unchanged variant more rarely is not much of a gate. */
const FAIR_CHANCE = 0.8;

/** A sentence for each gate and variant; one for several variants where it is the same for all of them. */
export function gateStatements({ gates }: Pick<Summary, 'gates'>, quote: Quote): readonly GateStatement[] {
  const groups = new Map<string, { result: GateResult; variants: string[]; rest: string }>();
  for (const result of gates) {
    const rest = `${WORDS[result.outcome]}${reasonOf(result, quote)}`;
    const key = JSON.stringify([gateTitle(result.gate, quote), rest]);
    const group = groups.get(key) ?? { result, variants: [], rest };
    groups.set(key, group);
    if (result.variant !== null) group.variants.push(quote(result.variant));
  }
  const all = Array.from(groups.values(), ({ result: { gate, outcome }, variants, rest }) => {
    const who = variants.length === 0 ? '' : `, ${listed(variants)}`;
    const sentence = `GATE ${gateTitle(gate, quote)}${who}: ${rest}`;
    return { outcome, glyph: GLYPHS[outcome], sentence };
  });
  return OUTCOMES.flatMap((outcome) => all.filter((one) => one.outcome === outcome));
}

/** `nonInferior 3 points of exact on lang:de`. */
function gateTitle(gate: Gate, quote: Quote): string {
  const limit = (TITLES[gate.type] as (gate: Gate) => string)(gate);
  const { metric, slice } = { metric: null, slice: null, ...gate };
  return [
    gate.type,
    ...(limit === '' ? [] : [limit]),
    ...(metric === null ? [] : [`of ${quote(metric)}`]),
    ...(slice === null ? [] : [`on ${quote(slice)}`]),
  ].join(' ');
}

const TITLES = {
  noRegression: ({ tolerance }) => (tolerance === 0 ? '' : `beyond ${pointsOf(tolerance)}`),
  nonInferior: ({ margin }) => pointsOf(margin),
  atLeast: ({ share, proven }) => `${limitOf(share)}${proven ? ' proven' : ''}`,
  mustPass: ({ cases }) => counted(cases.length, 'case'),
  maxErrors: ({ share }) => limitOf(share),
  maxCost: ({ dollars: limit }) => dollars(limit),
  maxCostPerCase: ({ dollars: limit }) => dollars(limit),
  maxTokens: ({ tokens: limit }) => tokens(limit),
} satisfies { [Type in GateType]: (gate: Extract<Gate, { readonly type: Type }>) => string };

/** After the outcome: ` (…)` where it passed, `, …` where it did not. */
function reasonOf(result: GateResult, quote: Quote): string {
  const { outcome } = result;
  const said = [findingOf(result, quote), ...factsOf(result)].filter((part) => part !== '').join('; ');
  return outcome === 'passed' ? ` (${said})` : `, ${said}`;
}

function findingOf({ gate, finding }: GateResult, quote: Quote): string {
  switch (finding.type) {
    case 'difference':
      return isComparisonGate(gate) ? difference(gate, finding, quote) : '';
    case 'share':
      return share(finding);
    case 'cases':
      return cases(finding, quote);
    case 'errors':
      return errors(finding, quote);
    case 'amount':
      return gate.type === 'maxTokens' ? `${tokens(finding.amount)} an answer` : dollars(finding.amount);
    case 'not comparable':
      return `not comparable: ${quote(finding.reason)}`;
    case 'nothing':
      return NOTHING[finding.reason];
  }
}

const NOTHING = {
  'not run': 'it was not run',
  'nothing to compare': 'there is nothing to compare with',
  'no such metric': 'the run has no such metric',
  'no such slice': 'the run has no case with that tag',
  'too little data': 'too little data to say anything',
  'amount not known': 'what it took is not known',
} satisfies Record<NothingReason, string>;

function difference(
  gate: Extract<Gate, { readonly type: 'noRegression' | 'nonInferior' }>,
  { reading, baseline, difference, worst, dropped }: Extract<GateFinding, { readonly type: 'difference' }>,
  quote: Quote,
): string {
  const { mean, low, high } = difference;
  const ends = `${points(mean)} points, ${confidence(difference.confidence)} interval ${points(low)} to ${points(high)}`;
  const by = gate.type === 'noRegression' ? gate.tolerance : gate.margin;
  const isHidden = low! > -by && worst !== null && worst.low! <= -by;
  if (reading === 'broken') {
    return `worse than ${quote(baseline)}${by === 0 ? '' : ` by more than ${pointsOf(by)}`} (${ends})`;
  }
  if (reading === 'missing') {
    return `${hangsOn(dropped)}: at worst ${points(worst!.low)} to ${points(worst!.high)} points`;
  }
  if (gate.type === 'noRegression') {
    if (gate.inconclusive === null || gate.inconclusive === 'pass' || reading === 'holds') {
      return by === 0 ? 'no drop shown' : `no drop beyond ${pointsOf(by)} shown`;
    }
    return `neither shown to be worse nor not to be (${ends})`;
  }
  if (reading === 'holds') return `lower end ${points(low)}`;
  if (isHidden) return `${hangsOn(dropped)}: lower end ${points(low)}, at worst ${points(worst.low)}`;
  if (high! < 0) return `worse than ${quote(baseline)} (${ends})`;
  return `not enough data: lower end ${points(low)}, not shown to be worse`;
}

function share({
  confidence: level,
  reading,
  mean,
  low,
  high,
  n,
  missing,
  worst,
}: Extract<GateFinding, { readonly type: 'share' }>): string {
  const found = `${percent(mean)} on ${counted(n, 'case')}, ${confidence(level)} interval ${percentNumber(low)} – ${percent(high)}`;
  const isHidden = reading === 'missing' || (reading === 'open' && worst !== null && worst.low < low);
  if (!isHidden || worst === null) return found;
  return `${found}; at worst, with ${counted(missing, 'case')} missing, ${percentNumber(worst.low)} – ${percent(worst.high)}`;
}

function cases(
  { passed, failed, missing }: Extract<GateFinding, { readonly type: 'cases' }>,
  quote: Quote,
): string {
  if (failed.length + missing.length === 0) return passed === 1 ? 'it does' : `all ${count(passed)} do`;
  const parts = [
    ...(failed.length > 0 ? [`not passed: ${named(failed, quote)}`] : []),
    ...(missing.length > 0 ? [`without a verdict: ${named(missing, quote)}`] : []),
  ];
  return parts.join('; ');
}

function named(ids: readonly string[], quote: Quote): string {
  const shown = ids
    .slice(0, LISTED)
    .map((id) => quote(id))
    .join(', ');
  return ids.length > LISTED ? `${shown} and ${count(ids.length - LISTED)} more` : shown;
}

function errors(
  { variant, unanswered, unscored, trials, allowed }: Extract<GateFinding, { readonly type: 'errors' }>,
  quote: Quote,
): string {
  if (trials === 0) return NOTHING['not run'];
  if (unanswered + unscored === 0) return 'every trial has a verdict';
  const parts = [
    ...(unanswered > 0 ? [`${count(unanswered)} without an answer`] : []),
    ...(unscored > 0 ? [`${count(unscored)} that could not be scored`] : []),
  ];
  const rate = percent((unanswered + unscored) / trials);
  const what = `errors: ${rate} of the ${counted(trials, 'trial')} of ${quote(variant)} (${parts.join(', ')})`;
  return (unanswered + unscored) / trials > allowed ? `${what}, and ${limitOf(allowed)} are allowed` : what;
}

function factsOf({ gate, outcome, facts, finding }: GateResult): readonly string[] {
  if (facts === null) return [];
  const reading = 'reading' in finding ? finding.reading : null;
  switch (facts.type) {
    case 'noRegression':
      return reading === 'broken' || facts.detectable === null ? [] : [noticed(facts.detectable)];
    case 'nonInferior':
      return reading === 'broken' ? [] : chances(facts, outcome);
    case 'atLeast':
      return gate.type === 'atLeast' && finding.type === 'share' ? allowances(facts, finding.n) : [];
  }
}

function noticed(drop: number): string {
  return `a drop of ${pointsOf(drop)} would be noticed 4 times out of 5`;
}

function chances(
  { passesUnchanged, casesNeeded }: Extract<GateFacts, { readonly type: 'nonInferior' }>,
  outcome: GateOutcome,
): readonly string[] {
  if (passesUnchanged === null || casesNeeded === null) return [];
  if (passesUnchanged >= FAIR_CHANCE) {
    return outcome === 'passed'
      ? [`an unchanged variant passes ${percent(passesUnchanged)} of the time`]
      : [];
  }
  return [
    `an unchanged variant passes only ${percent(passesUnchanged)} of the time: about ${count(casesNeeded)} cases would do`,
  ];
}

function allowances(
  { failuresAllowed }: Extract<GateFacts, { readonly type: 'atLeast' }>,
  n: number,
): readonly string[] {
  if (failuresAllowed === null) return [];
  if (failuresAllowed < 0) return [`${counted(n, 'case')} are too few for it`];
  return [`at most ${count(failuresAllowed)} of ${count(n)} may fail`];
}

function hangsOn(dropped: number): string {
  return `it hangs on ${counted(dropped, 'case')} without a score`;
}

function pointsOf(difference: number): string {
  const value = size(difference);
  return `${value} ${value === '1' ? 'point' : 'points'}`;
}

/** A share that somebody chose: `2 %`, `99.5 %`. */
function limitOf(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
