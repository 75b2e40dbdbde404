import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { TrialRecord } from '../../src/model/record.ts';
import type { Report } from '../../src/model/report.ts';
import { junit } from '../../src/render/junit.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import {
  caseView,
  errored,
  failed,
  gates,
  haiku,
  passed,
  record,
  report,
  summary,
  variant,
} from './report-fixture.ts';

const XSD = readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8');

const xmlOf = (about: Report = report()) => [...junit.render(about)].join('');

/** By libxml2, against what readers of the format agree on. */
async function faultsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [XSD],
    initialMemoryPages: 512,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** The one test case of a variant whose case has these records. */
function testCase(...records: readonly Partial<TrialRecord>[]): string {
  const own = records.map((changes, repetition) => record({ repetition, ...changes }));
  const about = report({
    summary: summary({ variants: [variant('sonnet')], comparisons: [] }),
    everyCase: [caseView({ records: own })],
  });
  return /<testcase.*?(?:\/>|<\/testcase>)(?=\n)/s.exec(xmlOf(about))![0];
}

const one = { classname: 'support-triage.sonnet', name: 'case-000025' };
const START = `<testcase classname="${one.classname}" name="${one.name}">`;

describe('a case', () => {
  test('that passes is a test that passes', () => {
    expect(testCase({})).toBe(`<testcase classname="${one.classname}" name="${one.name}"/>`);
  });

  test('that fails is a failure, by the graders that failed it, with what one needs to see why', () => {
    const scores = { 'exact-match': failed, tone: { ...failed, role: 'metric' as const, pass: null } };
    const text = testCase({ pass: false, scores, output: 'It is <A>.' });
    expect(text.split('\n')[0]).toBe(
      `${START}<failure type="exact-match" message="fail: exact-match scored 0.00: expected &quot;B&quot;, found &quot;A&quot;">` +
        'fail: exact-match scored 0.00: expected &quot;B&quot;, found &quot;A&quot;',
    );
    expect(text).toContain('\n\nInput\nCustomer writes: &quot;I was charged twice');
    expect(text).toContain('\n\nExpected\nB\n');
    expect(text).toContain('\n\nAnswer\nIt is &lt;A&gt;.</failure></testcase>');
  });

  test('of several samples says which of them failed', () => {
    const text = testCase({ output: 'right' }, { pass: false, scores: { 'exact-match': failed } }, {});
    expect(text).toContain('message="1 of 3 samples: fail: exact-match scored 0.00');
    expect(text).toContain('>Sample 2: fail: exact-match');
    expect(text).toContain('\nSample 2: Answer\n');
    expect(text).not.toContain('right');
  });

  test('without an answer is an error', () => {
    expect(testCase(errored())).toContain(
      `${START}<error type="overloaded_error" message="no answer: Overloaded">no answer: Overloaded`,
    );
    expect(testCase({}, errored({ repetition: 1, outcome: { type: 'expired' } }))).toContain(
      '<error type="expired" message="1 of 2 samples: no answer: expired">Sample 2: no answer: expired',
    );
  });

  test('that could not be scored, or only measured, is skipped: neither right nor wrong', () => {
    const broken = { judge: { outcome: 'failed', reason: 'no number' } } as const;
    expect(testCase({ pass: null, scores: { ...broken, 'exact-match': passed } })).toContain(
      '<skipped type="no verdict" message="no verdict: judge could not score it: no number">',
    );
    const tone = { tone: { outcome: 'scored', score: 0.8, pass: null } } as const;
    expect(testCase({ pass: null, scores: tone })).toContain(
      '<skipped type="scored" message="scored: tone scored 0.80">',
    );
  });

  test('takes as long as its answers did, where that is known', () => {
    expect(testCase({ latencyMs: 1200 }, { latencyMs: 300 })).toContain('time="1.500"');
    expect(testCase({ latencyMs: null })).not.toContain('time=');
  });
});

describe('a variant', () => {
  const suites = (about: Report) => xmlOf(about).match(/<testsuite .*?>/g)!;

  test('is a test suite that counts its cases', () => {
    const view = (...own: readonly TrialRecord[]) =>
      caseView({ records: own.map((each) => ({ ...each, variant: 'sonnet' })) });
    const everyCase = [
      view(record(), record({ pass: false, scores: { 'exact-match': failed } })),
      view(record(), errored()),
      view(record({ pass: null })),
      view(record()),
    ];
    const about = report({ summary: summary({ variants: [variant('sonnet')] }), everyCase });
    expect(suites(about)).toEqual([
      '<testsuite name="support-triage.sonnet" tests="4" failures="1" errors="1" skipped="1" time="724.000" timestamp="2026-11-20T12:31:05.000Z" file="evals/support-triage.eval.ts">',
    ]);
    expect(xmlOf(about)).toContain('<testsuites name="support-triage" tests="4" failures="1" errors="1">');
  });

  test('without a case is not green', async () => {
    const xml = xmlOf(report({ everyCase: [] }));
    expect(xml).toContain('<testsuites name="support-triage" tests="2" failures="0" errors="2">');
    expect(xml).toContain('<error type="empty" message="no case was run"/>');
    expect(await faultsOf(xml)).toEqual([]);
  });

  test('says where its results come from, and what they come to', () => {
    const xml = xmlOf();
    const second = xml.slice(xml.indexOf('<testsuite name="support-triage.haiku"'));
    for (const [name, value] of [
      ['run', '2026-11-20T12-31-05-4be1'],
      ['model', 'claude-haiku-5-5'],
      ['answered by', 'claude-haiku-5-5-20261001'],
      ['accuracy', '70.0 % (69.1–70.9)'],
      ['cost', '$23.84'],
    ]) {
      expect(second).toContain(`<property name="${name}" value="${value}"/>`);
    }
    expect(second).toContain('<property name="comparison" value="haiku vs sonnet: +2.8 points');
  });

  test('that was simulated says so in its name and in its properties', () => {
    const variants = [variant('sonnet'), haiku({ answeredBy: ['simulator'] })];
    const about = report({ summary: summary({ variants, simulated: true, gates: gates() }) });
    expect(suites(about).map((tag) => /name="(.*?)"/.exec(tag)![1])).toEqual([
      'support-triage.gates (simulated)',
      'support-triage.sonnet',
      'support-triage.haiku (simulated)',
    ]);
    expect(xmlOf(about)).toContain('<property name="warning" value="some of these answers were made up');
  });

  test('whose judges were simulated says so too: its scores are not Claude’s', () => {
    const about = report({ summary: summary({ simulated: true, simulatedJudges: true }) });
    for (const tag of suites(about)) expect(tag).toContain(' (simulated)"');
  });

  test('has no point in its class but the one before it', () => {
    const about = report({ summary: summary({ suite: 'v1.2', variants: [variant('haiku-5.5')] }) });
    expect(suites(about)[0]).toContain('name="v1_2.haiku-5_5"');
  });
});

test('gates come first: each a test with its sentence, one that warns skipped', async () => {
  const xml = xmlOf(report({ summary: summary({ gates: gates() }) }));
  const own = xml.slice(xml.indexOf('<testsuite '), xml.indexOf('</testsuite>'));
  expect(own).toContain(
    '<testsuite name="support-triage.gates" tests="4" failures="2" errors="0" skipped="1"',
  );
  expect(own).toContain(
    '<testcase classname="support-triage.gates" name="mustPass 2 cases, haiku"><failure type="gate" message="GATE mustPass 2 cases, haiku: FAIL, not passed: case-000025; without a verdict: case-000026">',
  );
  expect(own).toContain('<skipped type="gate" message="GATE maxErrors 2 %, haiku: WARNING');
  expect(own).toContain('<system-out>GATE noRegression, haiku: pass (no drop shown');
  expect(await faultsOf(xml)).toEqual([]);
});

test('a gate is a test of its own for each variant, also where they fare alike', () => {
  const [, broken] = gates();
  const both = ['sonnet', 'haiku'].map((name) => ({ ...broken!, variant: name }));
  const names = [...xmlOf(report({ summary: summary({ gates: both }) })).matchAll(/name="(mustPass.*?)"/g)];
  expect(names.map(([, name]) => name)).toEqual(['mustPass 2 cases, sonnet', 'mustPass 2 cases, haiku']);
});

test('cases are asked for as test cases are written', () => {
  let asked = 0;
  let rounds = 0;
  const everyCase = {
    *[Symbol.iterator]() {
      rounds++;
      for (asked = 0; asked < 1000; asked++) yield caseView();
    },
  };
  const chunks = junit.render(report({ everyCase }))[Symbol.iterator]();
  let chunk = chunks.next();
  while (!chunk.value?.includes('<testcase ')) chunk = chunks.next();
  expect([rounds, asked]).toEqual([2, 0]);
});

describe('hostile texts', () => {
  let faults: Readonly<Record<string, readonly string[]>> = {};
  beforeAll(async () => {
    const checked = Object.entries(HOSTILE).map(
      async ([name, text]) => [name, await faultsOf(xmlOf(hostileReport(text)))] as const,
    );
    faults = Object.fromEntries(await Promise.all(checked));
  }, 60_000);

  test.each(Object.entries(HOSTILE))('%s is shown as itself, and breaks nothing', (name, text) => {
    const xml = xmlOf(hostileReport(text));
    expect(faults[name]).toEqual([]);
    expect(xml.match(/<testcase /g)).toHaveLength(4 + 4);
    expect(xml).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202e\u2066]/u);
  });

  test.each([
    ['\ufffe', '&lt;U+FFFE&gt;'],
    ['\uffff', '&lt;U+FFFF&gt;'],
    ['\ud800', '&lt;U+D800&gt;'],
    ['\udc00', '&lt;U+DC00&gt;'],
    ['\0', '␀'],
    ['\u001b', '␛'],
    ['😀', '😀'],
  ])('%j is not in XML, or is itself', (output, shown) => {
    const xml = testCase({ pass: false, output, scores: { 'exact-match': failed } });
    expect(xml).toContain(`\nAnswer\n${shown}</failure>`);
  });
});
