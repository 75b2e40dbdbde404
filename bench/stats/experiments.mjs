import { pairedDifference } from '../../dist/core/stats/difference.js';
import { estimate, guaranteedInterval } from '../../dist/core/stats/estimate.js';
import { wilson } from '../../dist/core/stats/interval.js';
import { macroF1 } from '../../dist/core/stats/macro-f1.js';
import { predictionPoweredMean } from '../../dist/core/stats/ppi.js';
import { confirmed, firstOf, judged, onePerCase } from './designs.mjs';

/** Of rates: each replication draws its own, so that no single one has luck with whole numbers. */
const SPREAD = 0.015;
const MARGIN = 0.05;
/** O'Brien and Fleming's levels for four equal looks: Jennison & Turnbull 2000, Group Sequential Methods, chapter 2. */
const LOOKS = [0.000052, 0.0042, 0.0194, 0.0429];

export const around = (p) => (next) => p + SPREAD * (2 * next() - 1);
export const exactly = (p) => () => p;

/** How often the interval of one variant holds its true mean. */
export function coverageOfOne(design, interval, rate, next, rounds) {
  return share(rounds, () => {
    const p = rate(next);
    design.draw(next, p, 0);
    return holds(interval(design.a, design.clusters), p);
  });
}

export const ownInterval = (scores, clusters) => endsOf(estimate(scores, clusters));
export const guaranteed = (scores, clusters) => guaranteedInterval(scores, clusters);

/**
 * Of a comparison: coverage, the lower of that without a difference and that with a drop by the margin; false alarms of
 * the gate `noRegression` without a difference; passes of the gate `nonInferior` with a drop as large as its margin.
 */
export function comparison(design, rate, next, rounds) {
  const at = (drop) => {
    let [covered, alarms, passes, none] = [0, 0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      design.draw(next, rate(next), drop);
      const { low, high } = pairedDifference(design.a, design.b, design.clusters);
      if (low === null) {
        none++;
        continue;
      }
      if (low <= -drop && -drop <= high) covered++;
      if (high < 0) alarms++;
      if (low > -MARGIN) passes++;
    }
    const counted = rounds - none;
    return { coverage: covered / counted, alarms: alarms / counted, passes: passes / counted };
  };
  const [same, worse] = [at(0), at(MARGIN)];
  return {
    coverage: Math.min(same.coverage, worse.coverage),
    falseAlarm: same.alarms,
    wrongPass: worse.passes,
  };
}

/** Without a difference: coverage of one variant and of the comparison, and false alarms of `noRegression`. */
export function withoutDifference(design, rate, next, rounds) {
  let [one, both, alarms] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const p = rate(next);
    design.draw(next, p, 0);
    if (holds(ownInterval(design.a, design.clusters), p)) one++;
    const { low, high } = pairedDifference(design.a, design.b, design.clusters);
    if (low <= 0 && 0 <= high) both++;
    if (high < 0) alarms++;
  }
  return { one: one / rounds, both: both / rounds, alarms: alarms / rounds };
}

/** How often the interval of the macro F1, over the labels that came, holds that of infinitely many cases. */
export function coverageOfMacroF1({ pairs, draw, truth }, next, rounds) {
  return share(rounds, () => {
    draw(next);
    return holds(endsOf(macroF1(pairs, [...new Set(pairs.expected)])), truth);
  });
}

/** How often a variant against itself is called neither better nor worse. */
export function sameAgainstSame(design, rate, next, rounds) {
  return share(rounds, () => {
    design.draw(next, rate(next), 0);
    return holds(endsOf(pairedDifference(design.a, design.b, null)), 0);
  });
}

/** What fails a pull request, by rule: the share of runs that fail where b is worse by `drop`. */
export function rules(n, p, drop, next, rounds) {
  const design = confirmed(n);
  const failed = { anyDrop: 0, twoPoints: 0, noRegression: 0, confirmed: 0 };
  for (let round = 0; round < rounds; round++) {
    design.draw(next, p, drop);
    const { first, both } = design;
    const { mean, high } = pairedDifference(first.a, first.b, null);
    if (mean < -1e-12) failed.anyDrop++;
    if (mean < -0.02 - 1e-12) failed.twoPoints++;
    if (high >= 0) continue;
    failed.noRegression++;
    if (pairedDifference(both.a, both.b, null).high < 0) failed.confirmed++;
  }
  return Object.fromEntries(Object.entries(failed).map(([rule, count]) => [rule, count / rounds]));
}

/**
 * Four looks at a comparison that stops as soon as one is clear, against the full run with one look and against looking
 * four times at ordinary intervals.
 */
export function sequential(n, p, drop, next, rounds) {
  const design = onePerCase(n);
  const looks = LOOKS.map((alpha, index) => {
    const cases = Math.round((n * (index + 1)) / LOOKS.length);
    return { alpha, cases, ...firstOf(design, cases) };
  });
  let [stoppedWorse, covered, cases, full, careless] = [0, 0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    design.draw(next, p, drop);
    for (const look of looks) {
      const { low, high } = pairedDifference(look.a, look.b, null, look.alpha);
      if (low <= 0 && 0 <= high && look.cases < n) continue;
      if (high < 0) stoppedWorse++;
      if (low <= -drop && -drop <= high) covered++;
      cases += look.cases;
      break;
    }
    if (pairedDifference(design.a, design.b, null).high < 0) full++;
    if (looks.some(({ a, b }) => pairedDifference(a, b, null).high < 0)) careless++;
  }
  return {
    worse: stoppedWorse / rounds,
    coverage: covered / rounds,
    cases: cases / rounds,
    full: full / rounds,
    careless: careless / rounds,
  };
}

/** Coverage of a mean score that a judge's opinions sharpen, and its width over that by labels alone. */
export function labelled(n, others, judge, rate, next, rounds) {
  const design = judged(n, others, judge);
  let [covered, width, alone] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const p = rate(next);
    design.draw(next, p);
    const { low, high } = predictionPoweredMean(design.labelled, design.unlabelled, 0.05);
    if (low <= p && p <= high) covered++;
    width += high - low;
    const [from, to] = wilson(design.labelled.labels.reduce((a, b) => a + b, 0) / n, n);
    alone += to - from;
  }
  return { coverage: covered / rounds, width: width / alone };
}

function share(rounds, holdsOnce) {
  let [held, none] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const once = holdsOnce();
    if (once === null) none++;
    else if (once) held++;
  }
  return held / (rounds - none);
}

function endsOf({ low, high }) {
  return low === null ? null : [low, high];
}

/** Null: there is no interval. */
function holds(interval, truth) {
  return interval && interval[0] <= truth && truth <= interval[1];
}
