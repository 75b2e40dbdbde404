import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains } from '../../../src/graders/contains.ts';
import { custom } from '../../../src/graders/custom.ts';
import { exactMatch } from '../../../src/graders/exact-match.ts';
import { extract } from '../../../src/graders/extract.ts';
import { json } from '../../../src/graders/json.ts';
import { jsonPath, parseJsonPath, valueAt } from '../../../src/graders/json-path.ts';
import { not } from '../../../src/graders/not.ts';
import { numeric } from '../../../src/graders/numeric.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Grader, Score } from '../../../src/model/grader.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { sample } from '../sample.ts';
import { later, now, passes, throws } from './parts.ts';

/** What the grader behind it sees; undefined: nothing was extracted. */
function seen(what: RegExp | `$${string}` | (() => string | null), output: string): string | undefined {
  let text: string | undefined;
  const spy = custom('spy', (own) => {
    text = own.output;
    return true;
  });
  return now(extract(what, spy), output).outcome === 'scored' && text !== '' ? text : undefined;
}

describe('extract', () => {
  test.each<[string, RegExp | `$${string}`, string, string | undefined]>([
    ['a pattern without a group: all of it', /\d+/, 'a 12 b', '12'],
    ['a pattern with a group: the first', /<(\w+) (\w+)>/, 'x <a b>', 'a'],
    [
      'the last match, since a model corrects itself',
      /label: (\w+)/,
      'label: bug\nNo. label: billing',
      'billing',
    ],
    ['a group that took no part: nothing', /(a)|b/, 'a b', undefined],
    ['no match: nothing', /x/, 'abc', undefined],
    ['flags g and y carry nothing over', /\d/g, '1 2', '2'],
    ['a path into JSON', '$.a.b', '{"a": {"b": "yes"}}', 'yes'],
    ['a path through a list', '$.items[1].name', '{"items": [{"name": "a"}, {"name": "b"}]}', 'b'],
    ['a path with a quoted key', '$["two words"]', '{"two words": "yes"}', 'yes'],
    ['a number as its text', '$.total', '{"total": 18.50}', '18.5'],
    ['false is something', '$.ok', '{"ok": false}', 'false'],
    ['a list as JSON', '$.a', '{"a": [1, "b"]}', '[1,"b"]'],
    ['$ for the whole', '$', '"yes"', 'yes'],
    ['a path into the last fenced block', '$.a', 'So:\n```json\n{"a": "yes"}\n```', 'yes'],
    ['null: nothing', '$.a', '{"a": null}', undefined],
    ['a key that is not there: nothing', '$.b', '{"a": 1}', undefined],
    ['a key that every object has: nothing', '$.constructor', '{}', undefined],
    ['a place in a text: nothing', '$.a[0]', '{"a": "yes"}', undefined],
    ['an item that is no list’s: nothing', '$.a[0]', '{"a": {"0": "yes"}}', undefined],
    ['the length of a list: nothing', '$.a.length', '{"a": [1]}', undefined],
    ['no JSON: nothing', '$.a', '{"a": "cut o', undefined],
  ])('%s', (_, what, output, text) => expect(seen(what, output)).toBe(text));

  test('a function of the sample', () => {
    const first = extract(({ output }) => output.split(' ')[0], exactMatch());
    expect(now(first as Grader, 'billing please', 'billing')).toMatchObject({ pass: true });
    expect(seen(() => null, 'x')).toBeUndefined();
    const faulty = extract((() => 5) as never, exactMatch());
    expect(now(faulty as Grader, 'x', 'x')).toEqual({
      outcome: 'failed',
      reason: 'extract: the function returned a number, no text',
    });
  });

  const wrong = (reason: string, changes: object = {}): Score =>
    ({ outcome: 'scored', score: 0, pass: false, reason, ...changes }) as Score;

  test('that finds nothing makes the answer wrong, not the score a failed one', () => {
    expect(now(extract('$.a', contains({ value: 'x' })), '{}')).toEqual(
      wrong('nothing to extract: no $.a in "{}"'),
    );
    expect(now(extract(/x/, contains({ value: 'x' })), 'abc')).toEqual(
      wrong('nothing to extract: no /x/ in "abc"'),
    );
    expect(now(extract('$.a', contains({ value: 'x' })), 'a')).toEqual(
      wrong('nothing to extract: not JSON: unexpected "a" at line 1, column 1'),
    );
  });

  test('that finds nothing is wrong even where nothing was wanted', () => {
    expect(now(extract(/x/, exactMatch()) as Grader, 'abc', '')).toMatchObject({ score: 0, pass: false });
  });

  test('that finds nothing gives a label to be missed', () => {
    expect(now(extract(/label: (\w+)/, exactMatch()) as Grader, 'billing', 'billing')).toMatchObject({
      pass: false,
      label: { expected: 'billing', predicted: null },
    });
  });

  test('that finds nothing is a 0 without a fail for what only measures', () => {
    const length = custom('length', ({ output }) => Math.min(1, output.length));
    expect(now(extract(/x+/, length), 'abc')).toMatchObject({ score: 0, pass: null });
    expect(
      now(
        extract(
          /x+/,
          custom('l', () => 1, { threshold: 0.5 }),
        ),
        'abc',
      ),
    ).toMatchObject({ pass: false });
  });

  test('decides as its part does: a threshold stays with it', () => {
    const half = extract(
      /x+/,
      custom('half', ({ output }) => output.length / 4, { threshold: 0.5 }),
    );
    expect(now(half, 'a x')).toMatchObject({ score: 0.25, pass: false });
    expect(now(half, 'a xxx')).toMatchObject({ score: 0.75, pass: true });
  });

  test('before a not and within one differ where nothing is found', () => {
    const x = contains({ value: 'x' });
    expect(now(extract(/<(.)>/, not(x)), 'none')).toMatchObject({ pass: false });
    expect(now(not(extract(/<(.)>/, x)), 'none')).toMatchObject({ pass: true });
  });

  test('a part that fails is a failed score', () => {
    expect(now(extract(/a/, throws), 'a')).toEqual({ outcome: 'failed', reason: 'no such field' });
  });

  test('waits only where its part does', async () => {
    expect(extract(/a/, passes).grade(sample('a', null))).not.toBeInstanceOf(Promise);
    expect(await scoreOf(extract(/a/, later(passes)), sample('a', null))).toMatchObject({ pass: true });
    expect(await scoreOf(extract(/x/, later(passes)), sample('a', null))).toMatchObject({ pass: false });
  });

  test('prepares for any grader', () => {
    expect(now(extract('$.total', numeric()) as Grader, '{"total": "1,234.50"}', 1234.5)).toMatchObject({
      pass: true,
    });
    expect(now(extract('$.rows', json({ equals: true })), '{"rows": [1, 2]}', [1, 2])).toMatchObject({
      pass: true,
    });
    expect(now(extract('$.a', extract(/\d/, exactMatch())) as Grader, '{"a": "no 7"}', 7)).toMatchObject({
      pass: true,
    });
  });

  test('is called like its part; its settings tell both', () => {
    expect(extract(/a/, exactMatch()).name).toBe('exactMatch');
    expect(extract(/a/, exactMatch(), { name: 'label', role: 'metric' })).toMatchObject({
      name: 'label',
      role: 'metric',
    });
    expect(extract(/a/i, exactMatch()).settings).toEqual({
      kind: 'extract',
      what: { regex: '/a/i' },
      part: { name: 'exactMatch', settings: { kind: 'exactMatch' } },
    });
  });

  test.each(['a.b', '', '$.', '$..a', '$.a b', '$[a]', '$[-1]', '$["a]', '$["\\x"]', '$ .a'])(
    'the path %j is a UserError at definition',
    (path) => expect(() => extract(path as '$', exactMatch())).toThrow(UserError),
  );

  test('refuses what it would ignore', () => {
    expect(() => extract(/a/, exactMatch({ role: 'metric' }))).toThrow('has the role metric');
    expect(() => extract(/a/, exactMatch(), { threshold: 1 } as never)).toThrow(
      'a threshold says nothing here',
    );
    expect(() => extract(5 as never, exactMatch())).toThrow(UserError);
    expect(() => extract(/a/, (() => true) as never)).toThrow(UserError);
  });
});

test('a path is read as it is written, and leads to what is there', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('a', '__proto__', 'two words', '"', '\\'), fc.nat(20));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 5 }), fc.string(), (path, value) => {
      expect(parseJsonPath(jsonPath(path))).toEqual(path);
      const tree = path.reduceRight<unknown>(
        (inner, step) =>
          typeof step === 'number'
            ? Array.from({ length: step + 1 }, () => inner)
            : JSON.parse(`{${JSON.stringify(step)}: ${JSON.stringify(inner)}}`),
        value,
      );
      expect(valueAt(JSON.parse(JSON.stringify(tree)), path)).toEqual(value);
    }),
    { numRuns: 50 },
  );
});
