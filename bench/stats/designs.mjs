import { betaDraw } from './random.mjs';

/**
 * What is simulated: two variants on the same cases, of which b is worse by `drop`. With probability one half b treats
 * a case (or all cases of a cluster) as a does, so that their scores are related; else it is drawn anew.
 *
 * A design makes `{ a, b, clusters, draw(next, p, drop) }`: two columns as Assay keeps them, and what fills them anew.
 */

/** Cases of a cluster, and samples of a case, are related. */
const CLUSTER_ICC = 0.3;
const SAMPLE_ICC = 0.5;
const SAMPLES = 5;
/** The share of continuous scores that are exactly 1; the rest is spread evenly below. */
const EXACTLY_ONE = 0.9;

export function onePerCase(n) {
  const [a, b] = [column(n), column(n)];
  return {
    a,
    b,
    clusters: null,
    draw(next, p, drop) {
      for (let i = 0; i < n; i++) {
        const chance = next();
        a.means[i] = chance < p ? 1 : 0;
        b.means[i] = (next() < 0.5 ? chance : next()) < p - drop ? 1 : 0;
      }
    },
  };
}

export const clustersOfFive = (n) => clustered(n, () => 5);

export const unequalClusters = (n) => clustered(n, (cluster) => (cluster % 2 === 0 ? 14 : 2));

function clustered(n, sizeOf) {
  const [a, b] = [column(n), column(n)];
  const clusters = new Uint32Array(n);
  for (let cluster = 0, start = 0; start < n; start += sizeOf(cluster), cluster++) {
    clusters.fill(cluster, start, start + sizeOf(cluster));
  }
  return {
    a,
    b,
    clusters,
    draw(next, p, drop) {
      for (let i = 0; i < n; ) {
        const cluster = clusters[i];
        const { rateA, rateB, alike } = rates(next, p, drop, CLUSTER_ICC);
        for (; i < n && clusters[i] === cluster; i++) {
          const chance = next();
          a.means[i] = chance < rateA ? 1 : 0;
          b.means[i] = (alike ? chance : next()) < rateB ? 1 : 0;
        }
      }
    },
  };
}

/**
 * Groups of `size` that tend to pass or fail as a whole: each case does as its group's own draw does with a chance of
 * √ICC, so that two of a group correlate by the ICC. Variant b has the same groups' draws with probability one half.
 */
export function wholeGroups(groups, size) {
  const n = groups * size;
  const [a, b] = [column(n), column(n)];
  const clusters = Uint32Array.from({ length: n }, (_, i) => Math.floor(i / size));
  const share = Math.sqrt(CLUSTER_ICC);
  return {
    a,
    b,
    clusters,
    draw(next, p) {
      for (let start = 0; start < n; start += size) {
        const wholeA = next() < p ? 1 : 0;
        const wholeB = next() < 0.5 ? wholeA : next() < p ? 1 : 0;
        for (let i = start; i < start + size; i++) {
          a.means[i] = next() < share ? wholeA : next() < p ? 1 : 0;
          b.means[i] = next() < share ? wholeB : next() < p ? 1 : 0;
        }
      }
    },
  };
}

/** Cases' worth of failures among these groups. */
export function independentFailures(groups, size, p) {
  return (groups * size * (1 - p)) / (1 + (size - 1) * CLUSTER_ICC);
}

/** Each case has a difficulty of its own. */
export const fiveSamples = (n) => sampled(n, SAMPLES, SAMPLES);

export function sampled(n, samplesA, samplesB) {
  const [a, b] = [column(n, samplesA), column(n, samplesB)];
  return {
    a,
    b,
    clusters: null,
    draw(next, p, drop) {
      for (let i = 0; i < n; i++) {
        const { rateA, rateB } = rates(next, p, drop, SAMPLE_ICC);
        fill(a, i, passes(next, rateA, samplesA), samplesA);
        fill(b, i, passes(next, rateB, samplesB), samplesB);
      }
    },
  };
}

/** A first sample of each variant, and a second one to confirm with: `first` and `both` have columns a and b. */
export function confirmed(n) {
  const [first, both] = [1, 2].map((samples) => ({
    a: column(n, samples),
    b: column(n, samples),
    clusters: null,
  }));
  return {
    first,
    both,
    draw(next, p, drop) {
      for (let i = 0; i < n; i++) {
        const { rateA, rateB } = rates(next, p, drop, SAMPLE_ICC);
        for (const [side, rate] of [
          ['a', rateA],
          ['b', rateB],
        ]) {
          const passed = passes(next, rate, 1);
          fill(first[side], i, passed, 1);
          fill(both[side], i, passed + passes(next, rate, 1), 2);
        }
      }
    },
  };
}

/** The same variant twice: its odd samples and its even ones. */
export function sameVariant(n, samples) {
  const [odd, even] = [Math.ceil(samples / 2), Math.floor(samples / 2)];
  const [a, b] = [column(n, odd), column(n, even)];
  return {
    a,
    b,
    clusters: null,
    draw(next, p) {
      for (let i = 0; i < n; i++) {
        const rate = rateOf(next, p, SAMPLE_ICC);
        fill(a, i, passes(next, rate, odd), odd);
        fill(b, i, passes(next, rate, even), even);
      }
    },
  };
}

/** Scores in between; their mean is {@link continuousMean}. */
export function continuous(n) {
  const [a, b] = [column(n), column(n)];
  a.binary = false;
  b.binary = false;
  return {
    a,
    b,
    clusters: null,
    draw(next, _, drop) {
      const ones = EXACTLY_ONE - 2 * drop;
      for (let i = 0; i < n; i++) {
        const [chance, below] = [next(), next()];
        a.means[i] = chance < EXACTLY_ONE ? 1 : below;
        if (next() < 0.5) b.means[i] = chance < ones ? 1 : below;
        else b.means[i] = next() < ones ? 1 : next();
      }
    },
  };
}

export const continuousMean = (1 + EXACTLY_ONE) / 2;

/** Labels by people of `n` cases, and a judge's opinions of these and of others. */
export function judged(n, others, { catches, clears }) {
  const labelled = { labels: new Float64Array(n), judged: new Float64Array(n), clusters: null };
  const unlabelled = { judged: new Float64Array(others), clusters: null };
  const opinion = (next, label) => (next() < (label === 1 ? catches : 1 - clears) ? 1 : 0);
  return {
    labelled,
    unlabelled,
    draw(next, p) {
      for (let i = 0; i < n; i++) {
        labelled.labels[i] = next() < p ? 1 : 0;
        labelled.judged[i] = opinion(next, labelled.labels[i]);
      }
      for (let i = 0; i < others; i++) unlabelled.judged[i] = opinion(next, next() < p ? 1 : 0);
    },
  };
}

/** The first cases of both columns. */
export function firstOf({ a, b }, cases) {
  const cut = ({ means, samples, variances, binary }) => ({
    means: means.subarray(0, cases),
    samples: samples.subarray(0, cases),
    variances: variances.subarray(0, cases),
    binary,
  });
  return { a: cut(a), b: cut(b) };
}

function column(n, samples = 1) {
  return {
    means: new Float64Array(n),
    samples: new Uint16Array(n).fill(samples),
    variances: new Float64Array(n),
    binary: true,
  };
}

function fill({ means, variances }, i, passed, samples) {
  means[i] = passed / samples;
  if (samples > 1) variances[i] = (passed * (samples - passed)) / samples / (samples - 1);
}

/** The pass rates of both variants in one cluster, or on one case, and whether b treats it as a does. */
function rates(next, p, drop, icc) {
  const rateA = rateOf(next, p, icc);
  const alike = next() < 0.5;
  return { rateA, rateB: alike ? (rateA * (p - drop)) / p : rateOf(next, p - drop, icc), alike };
}

/** Such that two draws by the same rate correlate by `icc`. */
function rateOf(next, p, icc) {
  const weight = 1 / icc - 1;
  return betaDraw(next, p * weight, (1 - p) * weight);
}

function passes(next, rate, samples) {
  let passed = 0;
  for (let sample = 0; sample < samples; sample++) if (next() < rate) passed++;
  return passed;
}

/**
 * Classifications of n cases: labels of these shares, a right answer with probability p, a wrong one another label in
 * proportion to the shares, or in one case of ten none.
 */
export function classifications(n, shares, p) {
  const labels = [...shares.keys()];
  const [expected, predicted] = [new Uint8Array(n), new Uint8Array(n)];
  return {
    pairs: { expected, predicted, clusters: Uint32Array.from({ length: n }, (_, i) => i) },
    draw(next) {
      for (let i = 0; i < n; i++) {
        expected[i] = pick(shares, next());
        predicted[i] = next() < p ? expected[i] : wrong(shares, expected[i], next);
      }
    },
    /** The macro F1 of infinitely many. */
    truth: mean(
      labels.map((label) => {
        const others = labels.filter((other) => other !== label);
        const taken = others.map(
          (other) => (shares[other] * (1 - p) * 0.9 * shares[label]) / (1 - shares[other]),
        );
        return (2 * shares[label] * p) / (shares[label] + shares[label] * p + total(taken));
      }),
    ),
  };
}

function wrong(shares, own, next) {
  if (next() < 0.1) return 255;
  return pick(
    shares.map((share, label) => (label === own ? 0 : share / (1 - shares[own]))),
    next(),
  );
}

function pick(shares, chance) {
  let sum = 0;
  for (const [label, share] of shares.entries()) {
    sum += share;
    if (chance < sum) return label;
  }
  return shares.findLastIndex((share) => share > 0);
}

const total = (values) => values.reduce((sum, value) => sum + value, 0);
const mean = (values) => total(values) / values.length;
