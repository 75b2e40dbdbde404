import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { Cascade } from '../../src/model/cascade.ts';
import type { Simulate } from '../../src/model/suite.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, type Files, project, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/**
 * Cases are numbered. Haiku is right but for every fourth, and says that it is unsure of every third of all and of
 * what it has wrong; sonnet is always right.
 */
const simulate: Simulate = ({ model, messages }) => {
  const number = Number(/\d+/.exec(String(messages.at(-1)?.content))?.[0]);
  if (String(messages[0]?.content).startsWith('Sure?')) return number % 4 === 0 ? 'no' : 'yes';
  const wrong = model.includes('haiku') && number % 4 === 0;
  return wrong || number % 3 === 0 ? `${wrong ? 'bad' : 'good'}?` : 'good';
};
const CASES = Array.from({ length: 60 }, (_, i) => `q${i},item ${i},good`);
const DATASET = `id,text,expected\n${CASES.join('\n')}\n`;

/** What is said of an answer without a look at the expected value, and with one. */
const GRADERS = `graders: [
  { name: 'right', grade: ({ output, expected }) => output.replace('?', '') === expected },
  { name: 'sure', role: 'metric', grade: ({ output }) => (output.endsWith('?') ? 0.25 : 1) },
  { name: 'likeness', role: 'metric', grade: ({ output, expected }) => (output === expected ? 1 : 0.5) },
  { name: 'labelled', role: 'metric', grade: ({ output }) => ({ score: 1, label: { expected: 'good', predicted: output } }) },
  { name: 'slow', role: 'metric', grade: async ({ output }) => (output.endsWith('?') ? 0.25 : 1) },
  { name: 'polite', role: 'gate', grade: ({ output }) => output !== '' },
  {
    name: 'opinion', role: 'metric', settings: {}, opinions: 1,
    ask: ({ input }) => [
      { model: 'claude-haiku-5-5', max_tokens: 9, messages: [{ role: 'user', content: 'Sure? ' + input.text }] },
    ],
    read: ([said]) => Number(said.content.some(({ text }) => text === 'yes')),
  },
],`;
const variantText = (name: string, model: string) =>
  `'${name}': { model: 'claude-${model}-5-5', max_tokens: 64, prompt: '{{text}}' },`;
const BOTH = variantText('haiku', 'haiku') + variantText('sonnet', 'sonnet');

let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({ models: loadModels(), simulate, batchSeconds: 0.05, retryAfterSeconds: null });
});
afterAll(() => api.close());

async function run({ variants = BOTH, graders = GRADERS, more = '' } = {}): Promise<string> {
  const files: Files = {
    'evals/small.eval.ts': suiteText({ variants, graders, more }),
    'datasets/small.csv': DATASET,
  };
  const cwd = project(files);
  expect(await assay(['run', '-y'], { cwd, url: api.url })).toMatchObject({ code: 0 });
  return cwd;
}

const cascade = (cwd: string, signal: string, ...more: string[]) =>
  assay(['cascade', '--cheap', 'haiku', '--strong', 'sonnet', '--signal', signal, ...more], { cwd });
async function found(cwd: string, signal: string, ...more: string[]): Promise<Cascade> {
  const { code, stdout, stderr } = await cascade(cwd, signal, '--json', ...more);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('assay cascade', () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await run();
  });

  it('says what can be claimed, at what cost, and what chance would have scored', async () => {
    const { code, stdout } = await cascade(cwd, 'score:sure', '--margin', '0.1', '--thresholds', '0.5');
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(code).toBe(0);
    expect(text).toMatch(
      /Cascade at 0\.5: 100\.0 %, 0\.0 points vs sonnet alone \(95 % interval −\d\.\d to \+\d\.\d\) at \d+ % of its cost; random escalation would score 87\.5 %/,
    );
    expect(text).toContain('It is the cheapest that can be shown to lose at most 10 points');
    expect(text).toContain('The signal beats chance: over all thresholds +12.5 points');
    expect(stdout).toMatch(/✓ 0\.5\s+50 %\s+100\.0 %\s+0\.0 \(.*\s87\.5 %\s+\d+ % \(\d+–\d+\)/);
    expect(stdout).toMatch(/✗ never\s+0 %\s+75\.0 %/);
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('labels simulated answers, on the terminal and in Markdown', async () => {
    for (const format of ['terminal', 'markdown']) {
      const { stdout } = await cascade(cwd, 'score:sure', '-f', format);
      expect(stdout, format).toContain('SIMULATED ANSWERS');
      expect(stdout.replaceAll(/\s+/g, ' '), format).toContain('this says nothing of any model');
    }
    expect(await found(cwd, 'score:sure')).toMatchObject({ simulated: true });
  });

  it('counts what the records say: shares, scores, costs', async () => {
    const { points, strong, n, dropped, metric } = await found(cwd, 'score:sure', '--thresholds', '0.5');
    expect([n, dropped, metric]).toEqual([60, 0, 'accuracy']);
    const [always, half, never] = points;
    expect(points.map(({ score }) => score)).toEqual([1, 1, 0.75]);
    expect(half?.escalated).toBe(0.5);
    expect(always?.cost).toBeCloseTo(never!.cost! + strong.cost!, 12);
    expect(half?.cost).toBeGreaterThan(never!.cost!);
    expect(half?.cost).toBeLessThan(always!.cost!);
    expect(half?.costRatio.ratio).toBeCloseTo(half!.cost! / strong.cost!, 12);
  });

  it('charges the signal of a judge for what the judge was asked', async () => {
    const judged = await found(cwd, 'score:opinion', '--thresholds', '0.5');
    const free = await found(cwd, 'score:sure', '--thresholds', '0.5');
    expect(judged.points[1]).toMatchObject({ escalated: 0.25, score: 1 });
    expect(judged.points.at(-1)!.cost).toBeGreaterThan(free.points.at(-1)!.cost!);
    expect(judged.notes).toEqual([]);
  });

  it('takes the length of answers, either way', async () => {
    const [long, short] = [await found(cwd, 'output-tokens'), await found(cwd, '-output-tokens')];
    expect(long.signal).toEqual({ type: 'output tokens', sure: 'long' });
    expect(short.signal).toEqual({ type: 'output tokens', sure: 'short' });
    expect(long.points[0]).toEqual(short.points[0]);
  });

  it('says where it could not be checked that a grader reads no expected value, or where it decides itself', async () => {
    expect((await found(cwd, 'score:slow')).notes).toEqual([{ type: 'unchecked grader', grader: 'slow' }]);
    expect((await found(cwd, 'score:polite')).notes).toEqual([{ type: 'deciding grader', grader: 'polite' }]);
  });

  it.each<[string[], string, string]>([
    [['score:likeness'], 'likeness compares with the expected value (case "q0")', 'needs no gold answer'],
    [['score:labelled'], 'labelled compares with the expected value', 'needs no gold answer'],
    [['score:accuracy'], 'accuracy is what is measured', 'needs no gold answer'],
    [['accuracy'], 'there is no such signal', 'score:GRADER, agreement'],
    [['agrement'], 'there is no such signal', 'did you mean "agreement"?'],
    [['score:shure'], 'has no grader "shure"', 'did you mean "sure"?'],
    [['agreement'], 'asked each case once', '--repeat 5'],
    [['score:sure', '--cheap', 'haiko'], '--cheap: run', 'did you mean "haiku"?'],
    [['score:sure', '--strong', 'haiku'], 'cannot be escalated to itself', 'two variants'],
    [['score:sure', '--margin', '0'], '--margin 0', '0.02 are 2 points'],
    [['score:sure', '--margin', '2'], '--margin 2', '0.02 are 2 points'],
    [['score:sure', '--margin', 'x'], '--margin NaN', '0.02 are 2 points'],
    [['score:sure', '--thresholds', '0.5,0.7'], 'they must be numbers that descend', '0.9,0.7,0.5'],
    [['score:sure', '--thresholds', '0.5,,0.1'], 'they must be numbers that descend', '0.9,0.7,0.5'],
    [['score:sure', '-f', 'html'], 'no format "html"', 'terminal, markdown'],
  ])('%j is refused in a line', async ([signal, ...more], message, hint) => {
    const { code, stdout, stderr } = await cascade(cwd, signal!, ...more);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });
});

describe.concurrent('assay cascade of other runs', () => {
  it('by agreement takes the most frequent answer, and pays for all repeats', async () => {
    const cwd = await run({ more: 'repeat: 3,' });
    const { points, n } = await found(cwd, 'agreement');
    expect(n).toBe(60);
    // The simulator says the same each time: all agree, and three answers are paid for.
    expect(points.map(({ threshold }) => threshold)).toEqual(['always', 'never']);
    const single = await found(cwd, 'score:sure');
    expect(points.at(-1)!.cost).toBeCloseTo(3 * single.points.at(-1)!.cost!, 12);
  });

  it('of one variant is refused', async () => {
    const cwd = await run({ variants: variantText('haiku', 'haiku') });
    const { code, stderr } = await cascade(cwd, 'score:sure');
    expect(code).toBe(2);
    expect(stderr).toContain('has one variant');
  });

  it('whose accuracy is the signal itself is refused', async () => {
    const cwd = await run({
      graders: "graders: [{ name: 'alone', grade: ({ output }) => output === 'good' }],",
    });
    const { code, stderr } = await cascade(cwd, 'score:alone');
    expect(code).toBe(2);
    expect(stderr).toContain('alone decides the accuracy');
  });

  it('of recorded answers knows no tokens and no cost, and says so', async () => {
    const recorded = ['haiku', 'sonnet'].map(
      (name) => `${name}: recorded('datasets/small.csv', { output: 'expected' }),`,
    );
    const cwd = await run({ variants: recorded.join('') });
    const { code, stderr } = await cascade(cwd, 'output-tokens');
    expect([code, stderr]).toEqual([2, expect.stringContaining('a count of output tokens')]);
    const { stdout } = await cascade(cwd, 'score:sure');
    expect(stdout).toContain('at an unknown cost');
  });
});
