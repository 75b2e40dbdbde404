/**
 * Simulates the statistics that ship, as built in dist/, on data whose truth is known, and prints Markdown.
 *
 *     node bench/stats/simulate.mjs            about ten minutes of one core
 *     node bench/stats/simulate.mjs --quick    half a minute, with a twentieth of the replications
 *     node bench/stats/simulate.mjs --write    puts the tables into docs/statistics.md
 *
 * With `--only=Stopping` it is the table whose heading starts so; its figures are the same as among the others.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  classifications,
  clustersOfFive,
  continuous,
  continuousMean,
  fiveSamples,
  independentFailures,
  onePerCase,
  sameVariant,
  unequalClusters,
  wholeGroups,
} from './designs.mjs';
import {
  around,
  comparison,
  coverageOfMacroF1,
  coverageOfOne,
  exactly,
  guaranteed,
  labelled,
  ownInterval,
  rules,
  sameAgainstSame,
  sequential,
  withoutDifference,
} from './experiments.mjs';
import { randomOf } from './random.mjs';

const SEED = 20_261_125;
const SIZES = [20, 50, 100, 500, 2000];
const RATES = [0.5, 0.9, 0.98];
const PAGE = fileURLToPath(new URL('../../docs/statistics.md', import.meta.url));
const [BEGIN, END] = ['<!-- simulated: begin -->', '<!-- simulated: end -->'];

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const quick = process.argv.includes('--quick');
const started = performance.now();

/** The tables by their headings. */
const SECTIONS = {
  'One variant: how often the 95 % interval holds the truth, in %': oneVariant,
  'A comparison: coverage · false alarms of `noRegression` · wrong passes of `nonInferior`, in %':
    comparisons,
  'Groups of 14 that tend to fail as a whole: independent failures: coverage of one variant · of a comparison · false alarms, in %':
    groups,
  'What fails a pull request, in % of runs': pullRequests,
  'Stopping early: four looks at 500 cases, p = 0.9': earlyStops,
  'A variant against itself (odd samples, even samples): no clear difference, in % of runs': againstItself,
  'Macro F1: how often the 95 % interval holds the truth, in %': macroF1s,
  "A mean score by people's labels and a judge (PPI++): coverage in %, and width over that by labels alone":
    judges,
};

const chosen = Object.entries(SECTIONS).filter(([heading]) => heading.startsWith(only ?? ''));
const parts = new Map([['', about()], ...chosen.map(([heading, make]) => [`### ${heading}`, make()])]);
console.log(textOf(parts));
console.error(`${((performance.now() - started) / 1000).toFixed(0)} s`);
if (process.argv.includes('--write')) write();

function about() {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const rounds = [...new Set(SIZES.map(roundsOf))].map((count) => count.toLocaleString('en'));
  const error = 100 * Math.sqrt((0.95 * 0.05) / roundsOf(2000));
  return (
    `Seed ${SEED}, Assay ${version}, Node ${process.version.slice(1)}. Replications: ${rounds[0]} up to 100 cases, ` +
    `${rounds[1]} at 500, ${rounds[2]} at 2,000; a standard error of a coverage near 95 % is at most ${error.toFixed(2)} points. ` +
    'p is the pass rate, drawn within ± 1.5 points of the one given unless it says "exactly". **Bold**: coverage below 94 %, ' +
    'more than 5 % of false alarms, or more than 5 % of wrong passes.'
  );
}

function oneVariant() {
  const rows = [];
  const add = (name, make, interval, rate, p) =>
    rows.push([
      name,
      p,
      ...SIZES.map((n) => covered(coverageOfOne(make(n), interval, rate, random(name, p, n), roundsOf(n)))),
    ]);
  for (const [name, make, interval, of] of [
    ['one 0/1 score a case: Wilson', onePerCase, ownInterval, around],
    ['the same, exactly p', onePerCase, ownInterval, exactly],
    ['one 0/1 score a case: Clopper–Pearson', onePerCase, guaranteed, around],
    ['the same, exactly p', onePerCase, guaranteed, exactly],
    ['clusters of 5', clustersOfFive, ownInterval, around],
    ['clusters of 14 and of 2', unequalClusters, ownInterval, around],
    ['5 samples a case', fiveSamples, ownInterval, around],
  ]) {
    for (const p of RATES) add(name, make, interval, of(p), String(p));
  }
  add('continuous, 90 % exactly 1', continuous, ownInterval, exactly(continuousMean), '–');
  return table(['', 'p', ...SIZES.map((n) => `n = ${n}`)], rows);
}

function comparisons() {
  const rows = [];
  const add = (name, make, rate, p) =>
    rows.push([
      name,
      p,
      ...SIZES.map((n) => {
        const { coverage, falseAlarm, wrongPass } = comparison(
          make(n),
          rate,
          random(name, p, n),
          roundsOf(n),
        );
        return `${covered(coverage)} · ${rare(falseAlarm)} · ${rare(wrongPass)}`;
      }),
    ]);
  for (const [name, make, of] of [
    ['one 0/1 score a case', onePerCase, around],
    ['the same, exactly p', onePerCase, exactly],
    ['clusters of 5', clustersOfFive, around],
    ['clusters of 14 and of 2', unequalClusters, around],
    ['5 samples a case', fiveSamples, around],
  ]) {
    for (const p of RATES) add(name, make, of(p), String(p));
  }
  add('continuous, 90 % exactly 1', continuous, exactly(continuousMean), '–');
  return table(['', 'p', ...SIZES.map((n) => `n = ${n}`)], rows);
}

function groups() {
  const [size, counts] = [14, [10, 20, 40, 100, 250]];
  const rows = [0.8, 0.9, 0.95, 0.98].map((p) => [
    String(p),
    ...counts.map((count) => {
      const found = withoutDifference(
        wholeGroups(count, size),
        exactly(p),
        random('groups', p, count),
        roundsOf(count * size),
      );
      const failures = independentFailures(count, size, p).toFixed(1);
      return `${failures}: ${covered(found.one)} · ${covered(found.both)} · ${rare(found.alarms)}`;
    }),
  ]);
  return table(['p', ...counts.map((count) => `${count} groups`)], rows);
}

function pullRequests() {
  const [p, drop] = [0.9, 0.05];
  const sizes = [100, 200, 500];
  const found = sizes.map((n) => [0, drop].map((by) => rules(n, p, by, random('rules', n, by), roundsOf(n))));
  const rows = [
    ['any drop of the mean', 'anyDrop'],
    ['a drop of more than 2 points', 'twoPoints'],
    ['`noRegression`', 'noRegression'],
    ['`noRegression` with `confirm`', 'confirmed'],
  ].map(([name, rule]) => [name, ...found.flat().map((failed) => percent(failed[rule]))]);
  return table(['fails on', ...sizes.flatMap((n) => [`n = ${n}, no difference`, '−5 points'])], rows);
}

function earlyStops() {
  const [n, p] = [500, 0.9];
  const rows = [0, 0.05, 0.1].map((drop) => {
    const found = sequential(n, p, drop, random('sequential', drop), roundsOf(100));
    return [
      drop === 0 ? 'no difference' : `−${drop * 100} points`,
      percent(found.worse),
      percent(found.full),
      found.cases.toFixed(0),
      covered(found.coverage),
      percent(found.careless),
    ];
  });
  const heads = [
    'truth',
    'called worse, %',
    'by the full run, %',
    'cases used',
    'coverage at the stop, %',
    'called worse by ordinary intervals at each look, %',
  ];
  return table(heads, rows);
}

function againstItself() {
  const rows = [2, 5].flatMap((samples) =>
    RATES.map((p) => [
      `${samples} samples`,
      String(p),
      ...SIZES.map((n) =>
        covered(
          sameAgainstSame(sameVariant(n, samples), around(p), random('itself', samples, p, n), roundsOf(n)),
        ),
      ),
    ]),
  );
  return table(['', 'p', ...SIZES.map((n) => `n = ${n}`)], rows);
}

function macroF1s() {
  const rows = [
    ['2 labels, even', [0.5, 0.5]],
    ['2 labels, 90 to 10', [0.9, 0.1]],
    ['5 labels, even', Array(5).fill(0.2)],
    ['10 labels, from 30 % to 2 %', [0.3, 0.2, 0.12, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02]],
  ].flatMap(([name, shares]) =>
    [0.7, 0.9, 0.98].map((p) => [
      name,
      String(p),
      ...SIZES.map((n) =>
        covered(coverageOfMacroF1(classifications(n, shares, p), random(name, p, n), roundsOf(n))),
      ),
    ]),
  );
  return table(['labels', 'right', ...SIZES.map((n) => `n = ${n}`)], rows);
}

function judges() {
  const labels = [20, 50, 100, 500];
  const rows = [
    ['good (catches 95 %, clears 85 %), 100 more cases', { catches: 0.95, clears: 0.85 }, 100],
    ['the same judge, 1,000 more cases', { catches: 0.95, clears: 0.85 }, 1000],
    ['poor (catches 70 %, clears 40 %), 1,000 more cases', { catches: 0.7, clears: 0.4 }, 1000],
  ].flatMap(([name, judge, others]) =>
    RATES.map((p) => [
      name,
      String(p),
      ...labels.map((n) => {
        const found = labelled(n, others, judge, around(p), random(name, p, n), roundsOf(500));
        return `${covered(found.coverage)} · ${found.width.toFixed(2)}`;
      }),
    ]),
  );
  return table(['judge', 'p', ...labels.map((n) => `${n} labels`)], rows);
}

/** Each cell has numbers of its own: another cell more or less changes none. */
function random(...names) {
  return randomOf([SEED, ...names].join('/'));
}

function roundsOf(n) {
  const rounds = n <= 200 ? 20_000 : n <= 500 ? 10_000 : 4000;
  return quick ? rounds / 20 : rounds;
}

function covered(share) {
  return share < 0.94 ? `**${percent(share)}**` : percent(share);
}

function rare(share) {
  return share > 0.05 ? `**${percent(share)}**` : percent(share);
}

function percent(share) {
  return (100 * share).toFixed(1);
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, index) => (index < 1 ? '---' : '---:'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

/** Headings and what stands below them. */
function textOf(sections) {
  return Array.from(sections, ([heading, body]) => (heading === '' ? body : `${heading}\n\n${body}`)).join(
    '\n\n',
  );
}

/** Tables that were not made anew stay as they are. */
function write() {
  const [before, rest] = readFileSync(PAGE, 'utf8').split(BEGIN);
  const [own, after] = rest.split(END);
  const kept = new Map(
    own
      .trim()
      .split(/^(?=### )/m)
      .map((part) => part.trim().split(/\n\n(.*)/s)),
  );
  const all = new Map([['', about()]]);
  for (const heading of Object.keys(SECTIONS).map((text) => `### ${text}`)) {
    const body = parts.get(heading) ?? kept.get(heading);
    if (body !== undefined) all.set(heading, body);
  }
  writeFileSync(PAGE, `${before}${BEGIN}\n${textOf(all)}\n${END}${after}`);
}
