import { describe, expect, test } from 'vitest';
import type { GateResult } from '../../src/model/gate.ts';
import type { Report } from '../../src/model/report.ts';
import { github } from '../../src/render/github.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { caseView, comparison, failed, gates, record, report, summary } from './report-fixture.ts';

/** As the runner of GitHub Actions reads a line of a step's output. */
interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const undone = (text: string) =>
  text.replaceAll(/%(0D|0A|3A|2C|25)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

function commandIn(line: string): Command {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/.exec(line)!;
  const pairs = properties!.split(',').map((pair) => pair.split('=', 2) as [string, string]);
  return {
    level: level!,
    properties: Object.fromEntries(
      pairs.map(([key]) => [key, undone(properties!.split(`${key}=`)[1]!.split(',')[0]!)]),
    ),
    message: undone(message!),
  };
}

const textOf = (about: Report) => [...github.render(about)].join('');
const commandsOf = (about: Report) => textOf(about).trimEnd().split('\n').map(commandIn);

test('gates that failed are errors, those that warn warnings, each at the suite', () => {
  const about = report({ summary: summary({ gates: gates() }) });
  const own = commandsOf(about).filter(({ level }) => level !== 'notice');
  expect(own.map(({ level, message }) => [level, message.split(':')[0]])).toEqual([
    ['error', 'GATE noRegression of tone on lang'],
    ['error', 'GATE mustPass 2 cases, haiku'],
    ['warning', 'GATE maxErrors 2 %, haiku'],
  ]);
  for (const { properties } of own) expect(properties.file).toBe('evals/support-triage.eval.ts');
  expect(own[0]!.properties.title).toBe('support-triage: gate failed');
});

test('a verdict is a notice, and so is a broken case, with why it is broken', () => {
  const [verdict, broken, ...others] = commandsOf(report());
  expect(others).toEqual([]);
  expect(verdict).toMatchObject({ level: 'notice', properties: { title: 'support-triage: verdict' } });
  expect(verdict!.message).toMatch(/^haiku vs sonnet: \+2\.8 points .*; cost 0\.34×/);
  expect(broken).toMatchObject({
    level: 'notice',
    properties: { title: 'support-triage: case-000025 broken' },
  });
  expect(broken!.message.split('\n').slice(0, 5)).toEqual([
    '▼ case-000025',
    'sonnet: pass: exact-match scored 1.00: says what was expected',
    'haiku: fail: exact-match scored 0.00: expected "B", found "A"',
    '',
    'Customer writes: "I was charged twice on 3 November, 49.00 EUR each. Please fix this."',
  ]);
});

test('of several samples it is said how many were wrong', () => {
  const wrong = { pass: false, scores: { 'exact-match': failed } };
  const records = [record(), record({ repetition: 1, ...wrong }), record({ repetition: 2, ...wrong })];
  const about = report({ cases: { shown: [caseView({ records })], total: 1 } });
  expect(commandsOf(about).at(-1)!.message).toContain(
    'sonnet: 2 of 3 samples: fail: exact-match scored 0.00',
  );
});

test('simulated answers are said first, and in each title; so is a run that is incomplete', () => {
  const variants = summary().variants.map((one) => ({ ...one, answeredBy: ['simulator' as const] }));
  const about = report({ summary: summary({ simulated: true, variants, gates: gates(), unanswered: 9000 }) });
  const own = commandsOf(about);
  const warnings = own.filter(({ level }) => level === 'warning').map(({ message }) => message);
  expect(warnings[0]).toContain('made up by a local simulator');
  expect(warnings[1]).toContain('Run incomplete');
  for (const { properties } of own) expect(properties.title).toMatch(/^support-triage \(simulated\): /);
});

test('a suite that is in no file is annotated without one', () => {
  for (const { properties } of commandsOf(report({ suiteFile: null })))
    expect(properties).not.toHaveProperty('file');
});

test('as many of each level as GitHub shows, and how many it would have dropped', () => {
  const [, broken] = gates();
  const many = Array.from(
    { length: 14 },
    (_, i): GateResult => ({
      ...broken!,
      variant: `v${i}`,
      finding: { ...broken!.finding, passed: i } as never,
    }),
  ).map((gate, i) => ({ ...gate, gate: { ...gate.gate, cases: Array(i + 1).fill('x') } as never }));
  const comparisons = Array.from({ length: 7 }, (_, i) => comparison({ variant: `v${i}` }));
  const shown = Array.from({ length: 20 }, (_, i) => caseView({ case: { ...caseView().case, id: `c${i}` } }));
  const own = commandsOf(
    report({ summary: summary({ gates: many, comparisons }), cases: { shown, total: 20 } }),
  );
  const of = (level: string) => own.filter((one) => one.level === level);
  expect(of('error')).toHaveLength(10);
  expect(of('error').at(-1)!.message).toBe('and 5 more: see the report');
  expect(of('notice')).toHaveLength(10);
  expect(of('notice')[6]!.message).toMatch(/^v6 vs sonnet/);
});

describe('hostile texts', () => {
  const VECTORS = {
    ...HOSTILE,
    'a command': '\n::set-output name=x::y\r\n::add-mask::e',
    'an escaped command': '%0A::set-output name=x::y%0D%25',
    'a command of the first kind': '##[add-mask]e',
    'more properties': 'x,line=1::y,file=/etc/passwd::',
  };

  test.each(Object.entries(VECTORS))('%s makes no command of its own', (_, text) => {
    const lines = textOf(hostileReport(text)).split('\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,\r\n]*,file=[^:,\r\n]*::/);
      expect(line).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/u);
    }
  });

  test('come back as they are, for whoever reads the annotation', () => {
    const text = '100 %: a, b%0A::c';
    const [one] = commandsOf(hostileReport(text)).filter(({ properties }) =>
      /broken$/.test(properties.title!),
    );
    expect(one!.properties.title).toBe(`${text}: ${text} broken`);
    expect(one!.message).toContain(`▼ ${text}\n`);
  });
});
