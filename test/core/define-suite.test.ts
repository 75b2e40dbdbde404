import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/core/dataset.ts';
import { defineSuite } from '../../src/core/define-suite.ts';
import { atLeast } from '../../src/core/gates/at-least.ts';
import { mustPass } from '../../src/core/gates/must-pass.ts';
import { noRegression } from '../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../src/core/gates/non-inferior.ts';
import { matrix, promptFile, recorded } from '../../src/core/variants.ts';
import { UserError } from '../../src/model/errors.ts';
import { type AnySuite, isSuite } from '../../src/model/suite.ts';

const rows = dataset([{ input: { text: 'Hi' }, expected: 'yes' }]);
const variant = { model: 'claude-sonnet-5-5', max_tokens: 10, prompt: '{{text}}' } as const;
const exact = { name: 'exact', grade: () => true };

/** As from JavaScript, where no type stands in the way. */
const define = (changes: object = {}, name = 'tickets') =>
  (defineSuite as unknown as (name: string, ...rest: object[]) => AnySuite)(name, rows, {
    variants: { a: variant },
    graders: [exact],
    ...changes,
  });

function fault(changes: object, name?: string): UserError {
  try {
    define(changes, name);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a suite', () => {
  it('is a value with the defaults filled in', () => {
    expect(define()).toEqual({
      name: 'tickets',
      dataset: rows,
      variants: { a: variant },
      graders: [exact],
      baseline: 'a',
      repeat: 1,
      retries: 2,
      confirmAbove: 20,
      gates: [],
    });
    expect(isSuite(define())).toBe(true);
  });

  it('keeps what it is told', () => {
    const simulate = () => 'yes';
    const told = { description: 'd', baseline: 'b', repeat: 3, simulate, prices: 'prices.json' };
    expect(define({ ...told, variants: { a: variant, b: variant } })).toMatchObject(told);
  });

  it('has the first variant for its baseline', () => {
    expect(define({ variants: { z: variant, a: variant } }).baseline).toBe('z');
  });

  it('is inert: nothing is read or called', () => {
    const touched = () => {
      throw new Error('touched');
    };
    const source = { [Symbol.iterator]: touched };
    const suite = defineSuite('s', dataset(source as Iterable<{ input: { text: string } }>), {
      variants: { a: { ...variant, prompt: touched } },
      graders: [{ name: 'g', grade: touched }],
      simulate: touched,
    });
    expect(suite.name).toBe('s');
  });

  it('names a bare function after itself', () => {
    function short() {
      return true;
    }
    expect(define({ graders: [short] }).graders).toMatchObject([{ name: 'short', grade: short }]);
  });
});

describe('a suite is refused before a cent is spent', () => {
  it.each<[string, object, string, string?]>([
    ['an unknown key', { grader: [] }, 'suite "tickets": unknown key "grader"', 'did you mean "graders"?'],
    ['no variants', { variants: {} }, 'has no variants'],
    ['no variants at all', { variants: undefined }, 'has no variants'],
    [
      'a baseline that is no variant',
      { baseline: 'b' },
      'baseline "b" is not a variant',
      'did you mean "a"?',
    ],
    ['no graders', { graders: [] }, 'has no graders', 'without one nothing is judged'],
    ['no graders at all', { graders: undefined }, 'has no graders'],
    ['a grader that is undefined', { graders: [exact, undefined] }, 'grader 2 is undefined'],
    ['a grader that is null', { graders: [null] }, 'grader 1 is null'],
    ['a grader without a name', { graders: [{ grade: () => true }] }, 'a grader needs a name'],
    ['a grader without a function', { graders: [{ name: 'g' }] }, 'a grader needs a name and a function'],
    [
      'a function without a name',
      { graders: [() => true] },
      'grader 1 is a function without a name',
      'custom(',
    ],
    ['two graders of one name', { graders: [exact, exact] }, 'two graders are named "exact"'],
    [
      'a threshold in per cent',
      { graders: [{ ...exact, threshold: 80 }] },
      'a threshold of 80 is outside [0, 1]',
    ],
    ['a threshold that is no number', { graders: [{ ...exact, threshold: Number.NaN }] }, 'outside [0, 1]'],
    ['a role that is none', { graders: [{ ...exact, role: 'metrics' }] }, 'role "metrics"', '"metric"'],
    [
      'a weight where nothing is weighed',
      { graders: [{ ...exact, weight: 2 }] },
      'has a weight, but stands alone',
      'weighted({ … })',
    ],
    [
      'graders that are all advisory',
      { graders: [{ ...exact, role: 'advisory' }] },
      'every grader is advisory',
      '"metric"',
    ],
    ['a grader named like a number', { graders: [{ ...exact, name: '2' }] }, 'names that are numbers'],
    [
      'a grader named like what every object has',
      { graders: [{ ...exact, name: '__proto__' }] },
      'every object has',
    ],
    ['a variant named like a number', { variants: { 1: variant } }, 'names that are numbers'],
    [
      'a variant named like what every object has',
      { variants: { constructor: variant } },
      'every object has',
    ],
    ['a variant with a space', { variants: { 'a b': variant } }, 'variant "a b": the name must be'],
    ['a variant that is none', { variants: { a: 'haiku' } }, 'variant "a" is not an object'],
    [
      'a variant without a prompt',
      { variants: { a: { model: 'm', max_tokens: 1 } } },
      'variant "a" has no prompt',
      'promptFile()',
    ],
    ['a list of variants', { variants: [variant] }, 'names that are numbers'],
    ['repeat 0', { repeat: 0 }, 'repeat must be a whole number from 1, not 0'],
    ['repeat 1.5', { repeat: 1.5 }, 'not 1.5'],
    ['repeat as a text', { repeat: '3' }, 'not 3'],
    ['gates that are no list', { gates: noRegression() }, 'gates must be a list'],
    [
      'a gate that was not called',
      { gates: [noRegression] },
      'gate 1 is no gate',
      'call one of noRegression(…)',
    ],
    ['a gate that is none', { gates: [{ type: 'noProgress' }] }, 'gate 1 is no gate'],
    [
      'a gate for a grader that is not there',
      { gates: [noRegression({ metric: 'exakt' })] },
      'gate noRegression of exakt: there is no grader "exakt"',
      'did you mean "exact"?',
    ],
    [
      'a gate for a grader that is not compared',
      {
        graders: [exact, { ...exact, name: 'kind', role: 'advisory' }],
        gates: [atLeast(0.5, { metric: 'kind' })],
      },
      'the grader "kind" is advisory',
    ],
    [
      'a gate for a variant that is not there',
      { gates: [atLeast(0.5, { variant: 'b' })] },
      'gate atLeast, b: there is no variant "b"',
      'did you mean "a"?',
    ],
    ['a gate twice', { gates: [noRegression(), noRegression({ tolerance: 0.1 })] }, 'it is there twice'],
    [
      'two primary metrics',
      { gates: [noRegression({ primary: true }), noRegression({ metric: 'exact', primary: true })] },
      'another one is primary already',
    ],
    ['confirm as a text', { confirm: 'yes' }, 'confirm must be true or false, not yes'],
  ])('%s', (_, changes, message, hint) => {
    const error = fault(changes);
    expect(error.message).toContain(message);
    expect(error.message).toContain('tickets');
    if (hint) expect(error.hint).toContain(hint);
  });

  it.each(['', '.hidden', '../up', 'a/b', 'a b', 'x'.repeat(65)])('the name %j', (name) => {
    expect(fault({}, name).message).toContain('the name must be');
  });

  it.each(['a', 'A.b_c-1', 'x'.repeat(64)])('but not the name %j', (name) => {
    expect(define({}, name).name).toBe(name);
  });
});

describe('gates', () => {
  it('are data, with every default filled in', () => {
    const gates = [noRegression(), nonInferior(0.03, { metric: 'exact' }), mustPass(['c'], { variant: 'a' })];
    expect(define({ gates, confirm: false })).toMatchObject({ gates, confirm: false });
    expect(JSON.parse(JSON.stringify(gates))).toEqual(gates);
  });

  it('may name several lists of cases', () => {
    const gates = [mustPass(['a']), mustPass(['b'])];
    expect(define({ gates }).gates).toEqual(gates);
  });

  it.each([
    ['a margin of nothing', () => nonInferior(0), 'nonInferior: margin must be above 0'],
    [
      'a margin in points',
      () => nonInferior(3),
      'nonInferior: margin must be a share from 0 to 1: 0.03 for 3 points',
    ],
    ['a share in per cent', () => atLeast(90), 'atLeast: share must be a share from 0 to 1'],
    [
      'a proof of perfection',
      () => atLeast(1, { proven: true }),
      'atLeast: share must be below 1 to be proven',
    ],
    ['no case', () => mustPass([]), 'mustPass: cases must name a case'],
    [
      'an option that is none',
      () => noRegression({ tolerence: 0.1 } as never),
      'noRegression: there is no option "tolerence"',
    ],
    [
      'a tolerance that is no number',
      () => noRegression({ tolerance: Number.NaN }),
      'tolerance must be a share',
    ],
  ])('are refused where they are made: %s', (_, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(UserError);
  });
});

describe('a dataset', () => {
  it('is a source and how its columns are read; nothing is read', () => {
    expect(dataset('cases.csv')).toEqual({ source: 'cases.csv', columns: {} });
    const input = { safeParse: () => ({ success: true as const, data: {} }) };
    expect(dataset('cases.csv', { input, columns: { id: 'key', tags: ['lang'] } })).toEqual({
      source: 'cases.csv',
      input,
      columns: { id: 'key', tags: ['lang'] },
    });
  });
});

describe('variants', () => {
  it('may keep their prompt in a file, and may be recorded', () => {
    expect(promptFile('prompts/a.md')).toEqual({ promptFile: 'prompts/a.md' });
    expect(recorded('old.csv', { output: 'answer', id: 'key' })).toEqual({
      recorded: 'old.csv',
      output: 'answer',
      id: 'key',
    });
    expect(define({ variants: { old: recorded('old.csv', { output: 'answer' }) } }).baseline).toBe('old');
  });

  it('of a matrix are every model with every prompt, models varying slowest', () => {
    const variants = matrix(rows, {
      models: {
        haiku: { model: 'claude-haiku-5-5', max_tokens: 10 },
        sonnet: { model: 'claude-sonnet-5-5', max_tokens: 20 },
      },
      prompts: { short: { prompt: '{{text}}' }, long: { prompt: 'Read: {{text}}', max_tokens: 99 } },
    });
    expect(Object.keys(variants)).toEqual(['haiku-short', 'haiku-long', 'sonnet-short', 'sonnet-long']);
    expect(variants['sonnet-short']).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 20,
      prompt: '{{text}}',
    });
  });

  it('of a matrix have what the prompt states where both state it', () => {
    const variants = matrix(rows, {
      models: { m: { model: 'claude-haiku-5-5', max_tokens: 10, system: 'of the model' } },
      prompts: { p: { prompt: '{{text}}', max_tokens: 99, system: 'of the prompt' } },
    });
    expect(variants['m-p']).toMatchObject({ max_tokens: 99, system: 'of the prompt' });
  });

  it('of a matrix are never fewer than models times prompts: equal names are refused', () => {
    const model = { model: 'claude-haiku-5-5', max_tokens: 10 };
    const prompt = { prompt: '{{text}}' };
    const build = () =>
      matrix(rows, { models: { a: model, 'a-b': model }, prompts: { 'b-c': prompt, c: prompt } });
    expect(build).toThrow(UserError);
    expect(build).toThrow('two variants would be named "a-b-c"');
  });
});
