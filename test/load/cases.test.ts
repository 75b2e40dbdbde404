import { dataset } from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentIdOf, readCases } from '../../src/load/cases.ts';
import type { Dataset } from '../../src/model/suite.ts';
import { casesIn, casesOf, complaint, project } from './reading.ts';

const ids = async (name: string, text: string, options: object = {}) =>
  (await casesIn(name, text, options)).map(({ id }) => id);

describe('rows in memory', () => {
  const rows = [{ id: 'a', input: { n: 1 }, expected: 'one', tags: ['odd'] }, { input: { n: 2 } }];
  const expected = [
    { id: 'a', input: { n: 1 }, expected: 'one', tags: ['odd'] },
    { id: expect.stringMatching(/^case-[0-9a-f]{12}$/), input: { n: 2 }, expected: null, tags: [] },
  ];
  it.each([
    ['a list', rows],
    ['a set', new Set(rows)],
    [
      'a generator',
      (function* () {
        yield* rows;
      })(),
    ],
    [
      'an async generator',
      (async function* () {
        yield* rows;
      })(),
    ],
    ['a function that returns a list', () => rows],
    ['a function that promises a list', async () => rows],
    [
      'a generator function',
      function* () {
        yield* rows;
      },
    ],
    [
      'an async generator function',
      async function* () {
        yield* rows;
      },
    ],
  ])('may be %s', async (_, source) => {
    expect(await casesOf(dataset(source as never))).toEqual(expected);
  });

  it('are read again from a function', async () => {
    const source = dataset(() => rows);
    expect(await casesOf(source)).toEqual(await casesOf(source));
  });

  it('are let go of when enough are read', async () => {
    let made = 0;
    let closed = false;
    const source = dataset(function* () {
      try {
        for (;;) yield { input: { n: made++ } };
      } finally {
        closed = true;
      }
    });
    for await (const row of readCases('/nowhere', source as Dataset))
      if ((row.input as { n: number }).n === 4) break;
    expect({ made, closed }).toEqual({ made: 5, closed: true });
  });

  it.each([
    ['a number', 5],
    ['an object', { a: 1 }],
    ['a function that returns nothing', () => undefined],
  ])('cannot be %s', async (_, source) => {
    const told = await complaint(casesOf(dataset(source as never)));
    expect(told.message).toBe('the dataset is neither a file nor rows that can be iterated');
  });

  it('that throw say after which row, and where', async () => {
    const source = dataset(function* () {
      yield { input: { n: 1 } };
      throw new Error('the database\nis gone');
    });
    const told = await complaint(casesOf(source));
    expect(told.message).toBe("the dataset's rows, after row 1: the database");
    expect(told.hint).toMatch(/^at test\/load\/cases\.test\.ts:\d+:\d+$/);
    const early = dataset(async () => {
      throw new Error('no connection');
    });
    expect((await complaint(casesOf(early))).message).toBe("the dataset's rows: no connection");
  });

  it('are read one at a time: 300,000 of them are never held', async () => {
    let ahead = 0;
    let furthest = 0;
    const source = dataset(function* () {
      for (let n = 0; n < 300_000; n++) {
        furthest = Math.max(furthest, ++ahead);
        yield { id: String(n), input: { n } };
      }
    });
    let count = 0;
    for await (const _ of readCases('/nowhere', source as Dataset)) {
      ahead--;
      count++;
    }
    expect({ count, furthest }).toEqual({ count: 300_000, furthest: 1 });
  });
});

describe('an id', () => {
  it('comes from the column id', async () => {
    expect(await ids('x.csv', 'id,t\na,1\nb,2\n')).toEqual(['a', 'b']);
    expect(await ids('x.jsonl', '{"id":7,"t":1}\n{"id":"7b","t":1}')).toEqual(['7', '7b']);
  });

  it('comes from the column that is named', async () => {
    const rows = await casesIn('x.csv', 'key,id,t\na,1,x\n', { columns: { id: 'key' } });
    expect(rows[0]).toMatchObject({ id: 'a', input: { id: '1', t: 'x' } });
  });

  it('comes from the content elsewhere: the order of columns and rows does not matter', async () => {
    const [one, two] = await ids('x.csv', 'a,b\n1,2\n3,4\n');
    expect(await ids('x.csv', 'b,a\n4,3\n2,1\n')).toEqual([two, one]);
    expect(await ids('x.jsonl', '{"input":{"b":"2","a":"1"},"expected":"new"}')).toEqual([one]);
    expect(await ids('x.csv', 'a,b,expected,tags\n1,2,yes,t\n')).toEqual([one]);
    expect(one).not.toBe(two);
  });

  it('comes from what the schema makes of the row', async () => {
    const input = z.object({ n: z.coerce.number() });
    const [one] = await ids('x.csv', 'n,comment\n1,first\n', { input });
    expect(await ids('x.jsonl', '{"n":1}', { input })).toEqual([one]);
  });

  it('of equal content is counted: the cases stay apart', async () => {
    const [a, b, c, d] = await ids('x.csv', 't\nx\ny\nx\nx\n');
    expect([c, d]).toEqual([`${a}-2`, `${a}-3`]);
    expect(new Set([a, b, c, d]).size).toBe(4);
  });

  it('is the one a recorded answer finds its case by', async () => {
    const source = dataset('x.csv', { columns: { expected: 'label' } }) as Dataset;
    const [id] = await ids('x.csv', 't,label\nx,1\n', { columns: { expected: 'label' } });
    const row = { value: { t: 'x', label: '2' }, where: () => 'here' };
    expect(contentIdOf(source, row)).toBe(id);
  });

  it.each([
    ['x.csv', 'id,t\n1,a\n2,b\n1,c\n', 'x.csv:4: the id "1" was used before'],
    ['x.jsonl', '{"id":1,"t":1}\n\n{"id":"1","t":2}\n', 'x.jsonl:3: the id "1" was used before'],
    ['x.json', '[{"id":1},{"id":1}]', 'x.json, row 2: the id "1" was used before'],
    ['x.csv', 'id,t\n1,a\n,b\n', 'x.csv:3, column "id": the id must not be empty'],
    ['x.csv', 'id,t\n  ,b\n', 'x.csv:2, column "id": the id must not be empty'],
    ['x.jsonl', '{"id":null}', 'x.jsonl:1, column "id": the id must be a text or a number, not null'],
    ['x.jsonl', '{"id":{"a":1}}', 'x.jsonl:1, column "id": the id must be a text or a number, not an object'],
  ])('in %s that cannot serve is refused: %j', async (name, text, message) => {
    expect((await complaint(casesIn(name, text))).message).toBe(message);
  });
});

describe('columns', () => {
  it('are all input where there is no schema, but for id, expected and tags', async () => {
    const [row] = await casesIn('x.csv', 'id,a,expected,b,tags\n1,2,3,4,5\n');
    expect(row).toEqual({ id: '1', input: { a: '2', b: '4' }, expected: '3', tags: ['5'] });
  });

  it('are picked by the schema', async () => {
    const [row] = await casesIn('x.csv', 'id,a,b\n1,2,3\n', { input: z.object({ b: z.string() }) });
    expect(row?.input).toEqual({ b: '3' });
  });

  it('name the expected value', async () => {
    const [row] = await casesIn('x.csv', 'a,label,expected\n1,yes,no\n', { columns: { expected: 'label' } });
    expect(row).toMatchObject({ input: { a: '1', expected: 'no' }, expected: 'yes' });
  });

  it('become tags: the column tags as it stands, others with their names', async () => {
    const columns = { tags: ['language', 'level'] };
    const rows = await casesIn('x.csv', 't,tags,language,level\n1,"x, y;z",de,2\n2,,,\n', { columns });
    expect(rows.map(({ tags }) => tags)).toEqual([['x', 'y', 'z', 'language:de', 'level:2'], []]);
    const [json] = await casesIn('x.jsonl', '{"t":1,"tags":["a b",3],"language":null,"level":true}', {
      columns,
    });
    expect(json?.tags).toEqual(['a b', '3', 'level:true']);
  });

  it.each([
    [{ id: 'ids' }, 'x.csv:2: there is no column "ids"', 'did you mean "id"?'],
    [{ expected: 'lable' }, 'x.csv:2: there is no column "lable"', 'did you mean "label"?'],
    [{ tags: ['zzzzzzzz'] }, 'x.csv:2: there is no column "zzzzzzzz"', 'there are: id, label'],
  ])('that are not there are refused: %j', async (columns, message, hint) => {
    expect(await complaint(casesIn('x.csv', 'id,label\n1,2\n', { columns }))).toEqual({ message, hint });
  });

  it('of objects are no tags', async () => {
    const told = await complaint(casesIn('x.jsonl', '{"a":{"b":1}}', { columns: { tags: ['a'] } }));
    expect(told.message).toBe('x.jsonl:1, column "a": an object cannot be a tag');
  });
});

describe('a cluster', () => {
  const columns = { cluster: 'document' };
  const clustersIn = async (name: string, text: string, options: object = { columns }) =>
    (await casesIn(name, text, options)).map(({ cluster }) => cluster);

  it('comes from the column that is named: numbers are text', async () => {
    expect(await clustersIn('x.csv', 't,document\n1,a.pdf\n2,b.pdf\n3,a.pdf\n')).toEqual([
      'a.pdf',
      'b.pdf',
      'a.pdf',
    ]);
    expect(await clustersIn('x.jsonl', '{"t":1,"document":7}\n{"t":2,"document":"7"}')).toEqual(['7', '7']);
    expect(await clustersIn('x.json', '[{"input":{"t":1},"document":"a"}]')).toEqual(['a']);
  });

  it('may come from a column that is input, as tags may', async () => {
    const text = 't,document\n1,a\n';
    expect(await casesIn('x.csv', text, { columns })).toMatchObject([{ input: { t: '1', document: 'a' } }]);
    const input = z.object({ t: z.string() });
    expect(await casesIn('x.csv', text, { columns, input })).toMatchObject([
      { input: { t: '1' }, cluster: 'a' },
    ]);
  });

  it('is stated by rows in the shape of a case, by those that share something', async () => {
    expect(await clustersIn('x.jsonl', '{"input":{"t":1},"cluster":"a"}\n{"input":{"t":2}}', {})).toEqual([
      'a',
      undefined,
    ]);
    const rows = dataset([{ input: { n: 1 }, cluster: 'a' }, { input: { n: 2 } }]);
    expect(await casesOf(rows)).toMatchObject([{ cluster: 'a' }, {}]);
  });

  it('is not what a flat row calls so: that is input unless it is named', async () => {
    const [row] = await casesIn('x.csv', 't,cluster\n1,a\n');
    expect(row).toMatchObject({ input: { t: '1', cluster: 'a' } });
    expect(row).not.toHaveProperty('cluster');
  });

  it('that nobody declares is not written down', async () => {
    const [row] = await casesIn('x.csv', 'id,t\n1,x\n');
    expect(JSON.stringify(row)).toBe('{"id":"1","input":{"t":"x"},"expected":null,"tags":[]}');
  });

  it.each([
    ['x.csv', 't,documents\n1,a\n', 'x.csv:2: there is no column "document"'],
    ['x.csv', 't,document\n1,a\n2,\n', 'x.csv:3, column "document": the cluster must not be empty'],
    ['x.jsonl', '{"t":1,"document":"a"}\n{"t":2}', 'x.jsonl:2: there is no column "document"'],
    [
      'x.jsonl',
      '{"t":1,"document":null}',
      'x.jsonl:1, column "document": the cluster must be a text or a number, not null',
    ],
    [
      'x.jsonl',
      '{"t":1,"document":["a"]}',
      'x.jsonl:1, column "document": the cluster must be a text or a number, not a list',
    ],
  ])('in %s that cannot serve is refused: %j', async (name, text, message) => {
    expect((await complaint(clustersIn(name, text))).message).toBe(message);
  });

  it('that a row states without a value is refused, too', async () => {
    const told = await complaint(clustersIn('x.jsonl', '{"input":{"t":1},"cluster":" "}', {}));
    expect(told.message).toBe('x.jsonl:1, column "cluster": the cluster must not be empty');
    expect(told.hint).toBe('say what the row shares with others; one that shares nothing may repeat its id');
  });
});

describe('a schema', () => {
  it.each([
    [
      'an unknown column',
      'txt\nx\n',
      { input: z.object({ text: z.string() }) },
      'x.csv:2: there is no column "text"',
      'did you mean "txt"?',
    ],
    [
      'a wrong value',
      'n\n1\nx\n',
      { input: z.object({ n: z.coerce.number() }) },
      'x.csv:3, column "n": Invalid input: expected number, received NaN',
    ],
    [
      'a wrong expected value',
      't,expected\nx,maybe\n',
      { expected: z.enum(['yes', 'no']) },
      'x.csv:2, column "expected": Invalid option: expected one of "yes"|"no"',
    ],
    [
      'a wrong value of a named column',
      't,label\nx,maybe\n',
      { expected: z.enum(['yes', 'no']), columns: { expected: 'label' } },
      'x.csv:2, column "label": Invalid option: expected one of "yes"|"no"',
    ],
    [
      'no expected column',
      't,expect\nx,yes\n',
      { expected: z.enum(['yes', 'no']) },
      'x.csv:2: there is no column "expected"',
      'did you mean "expect"?',
    ],
    [
      'a column that it does not know',
      'a,b\n1,2\n',
      { input: z.strictObject({ a: z.string() }) },
      'x.csv:2: Unrecognized key: "b"',
    ],
    [
      'a rule over several columns',
      'a,b\n1,2\n',
      { input: z.object({ a: z.string(), b: z.string() }).refine(() => false, 'a and b must agree') },
      'x.csv:2: a and b must agree',
    ],
  ])('refuses %s by name and place', async (_, text, options, message, hint?: string) => {
    const told = await complaint(casesIn('x.csv', text, options));
    expect(told.message).toBe(message);
    expect(told.hint).toBe(hint);
  });

  it.each([
    ['{"input":{"tex":"x"}}', 'x.jsonl:1: there is no field "input.text"'],
    [
      '{"input":{"text":5}}',
      'x.jsonl:1, column "input.text": Invalid input: expected string, received number',
    ],
    [
      '{"input":{"text":"a"},"expected":{"sum":"1"}}',
      'x.jsonl:1, column "expected.sum": Invalid input: expected number, received string',
    ],
    [
      '{"input":{"text":"a"},"expected":{}}',
      'x.jsonl:1, column "expected.sum": Invalid input: expected number, received undefined',
    ],
    ['{"input":{"text":"a"}}', 'x.jsonl:1: there is no column "expected"'],
  ])('finds the fault inside %s', async (text, message) => {
    const options = { input: z.object({ text: z.string() }), expected: z.object({ sum: z.number() }) };
    expect((await complaint(casesIn('x.jsonl', text, options))).message).toBe(message);
  });

  it('that throws is told with the row', async () => {
    const input = z.object({ a: z.string().transform((text) => JSON.parse(text)) });
    const told = await complaint(casesIn('x.csv', 'a\n{}\n{\n', { input }));
    expect(told.message).toMatch(/^x\.csv:3: the schema of input threw: /);
    const later = z.object({ a: z.string().refine(async () => true) });
    expect((await complaint(casesIn('x.csv', 'a\n1\n', { input: later }))).hint).toContain(
      'must not be async',
    );
  });

  it('fills in and changes values', async () => {
    const input = z.object({ n: z.coerce.number(), unit: z.string().default('kg') });
    const expected = z.string().transform((text) => text.split(' '));
    const [row] = await casesIn('x.csv', 'n,expected\n1.5,a b\n', { input, expected });
    expect(row).toMatchObject({ input: { n: 1.5, unit: 'kg' }, expected: ['a', 'b'] });
  });

  it.each([
    ['a date', () => new Date(0), 'input.a is a Date, which JSON cannot hold'],
    ['a BigInt', () => 5n, 'input.a is a BigInt, which JSON cannot hold'],
    ['NaN', () => Number.NaN, 'input.a is NaN, which JSON cannot hold'],
    ['a function', () => () => 1, 'input.a is a function, which JSON cannot hold'],
    ['a map', () => new Map(), 'input.a is a Map, which JSON cannot hold'],
    ['a list with a hole', () => [1, undefined], 'input.a[1] is undefined, which JSON cannot hold'],
    ['an object of a class', () => new (class Money {})(), 'input.a is a Money, which JSON cannot hold'],
    [
      'an object that holds itself',
      () => {
        const a: { b?: unknown } = {};
        a.b = a;
        return a;
      },
      expect.stringMatching(/^input\.a\.b.* is nested without end/),
    ],
  ])('that makes %s is refused: JSON would change it in silence', async (_, make, message) => {
    const input = z.object({ a: z.string().transform(make) });
    const told = await complaint(casesIn('x.csv', 'a\n1\n', { input }));
    expect(told.message.replace('x.csv:2: ', '')).toEqual(message);
  });

  it('that makes expected values JSON cannot hold is refused, too', async () => {
    const expected = z.string().transform(() => new Date(0));
    const told = await complaint(casesIn('x.csv', 'a,expected\n1,2\n', { expected }));
    expect(told.message).toBe('x.csv:2: expected is a Date, which JSON cannot hold');
    const none = z.string().transform(() => undefined);
    expect((await complaint(casesIn('x.csv', 'a,expected\n1,2\n', { expected: none }))).message).toContain(
      'undefined',
    );
  });

  it('may leave fields out', async () => {
    const input = z.object({ a: z.string(), b: z.string().optional() });
    const [row] = await casesIn('x.csv', 'a\n1\n', { input });
    expect(row?.input).toEqual({ a: '1' });
  });
});

describe('a file', () => {
  it.each([
    ['datasets/none.csv', 'dataset datasets/none.csv cannot be read: there is no such file'],
    ['datasets/none.jsonl', 'dataset datasets/none.jsonl cannot be read: there is no such file'],
    ['datasets/none.json', 'dataset datasets/none.json cannot be read: there is no such file'],
    ['folder.csv', 'dataset folder.csv cannot be read: it is a folder'],
    ['folder.jsonl', 'dataset folder.jsonl cannot be read: it is a folder'],
    ['folder.json', 'dataset folder.json cannot be read: it is a folder'],
  ])('%s that cannot be read is named, with the place that was looked at', async (name, message) => {
    const root = project(Object.fromEntries(['csv', 'jsonl', 'json'].map((ext) => [`folder.${ext}/x`, ''])));
    const told = await complaint(casesOf(dataset(name), root));
    expect(told.message).toBe(message);
    expect(told.hint).toContain(`/${name};`);
  });

  it('of another format is refused with a suggestion', async () => {
    expect(await complaint(casesIn('x.jsonlines', ''))).toEqual({
      message: 'x.jsonlines: ".jsonlines" is not a format that can be read',
      hint: 'there are: .csv, .jsonl, .ndjson, .json',
    });
    expect((await complaint(casesIn('x.cvs', ''))).hint).toBe('did you mean ".csv"?');
    expect((await complaint(casesIn('rows', ''))).message).toBe(
      'rows: "no ending" is not a format that can be read',
    );
  });

  it('may have an ending in capitals, and an absolute path', async () => {
    const root = project({ 'X.CSV': 'a\n1\n' });
    expect(await casesOf(dataset(`${root}/X.CSV`), '/elsewhere')).toHaveLength(1);
  });
});
