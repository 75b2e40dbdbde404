import { dataset, defineSuite, exactMatch, promptFile, recorded } from 'assay';
import { describe, expect, it } from 'vitest';
import { loadVariants } from '../../src/load/prompts.ts';
import { loadModels, loadPrices } from '../../src/load/tables.ts';
import { complaint, project } from './reading.ts';

describe('a prompt file', () => {
  const suite = defineSuite('x', dataset([{ input: { n: 1 }, expected: '1' }]), {
    variants: {
      one: {
        model: 'm',
        max_tokens: 1,
        prompt: promptFile('prompts/p.md'),
        system: promptFile('prompts/s.md'),
      },
      two: { model: 'm', max_tokens: 1, prompt: 'text {{n}}', system: 'rules' },
      three: recorded('old.csv', { output: 'answer' }),
    },
    graders: [exactMatch()],
  });

  it('is read as it stands, without byte order mark and without the line break at its end', async () => {
    const root = project({ 'prompts/p.md': '\uFEFF{{n}}?\n\n', 'prompts/s.md': ' ä€😀\r\nb\r\n' });
    const [one, two, three] = await loadVariants(root, suite);
    expect(one?.variant).toMatchObject({ prompt: '{{n}}?\n', system: ' ä€😀\r\nb' });
    expect(two?.variant).toMatchObject({ prompt: 'text {{n}}', system: 'rules' });
    expect(three).toEqual({ name: 'three', variant: { recorded: 'old.csv', output: 'answer' } });
  });

  it('that is not there is named, with the place that was looked at', async () => {
    const root = project({ 'prompts/s.md': 'x' });
    const told = await complaint(loadVariants(root, suite));
    expect(told.message).toBe('prompt prompts/p.md cannot be read: there is no such file');
    expect(told.hint).toMatch(/^looked at .*\/prompts\/p\.md; paths are relative to/);
  });

  it('that is a folder, or not UTF-8, is refused', async () => {
    const folder = project({ 'prompts/p.md/x': '', 'prompts/s.md': 'x' });
    expect((await complaint(loadVariants(folder, suite))).message).toBe(
      'prompt prompts/p.md cannot be read: it is a folder',
    );
    const latin = project({ 'prompts/p.md': Buffer.from('a\ncaf\u00e9', 'latin1'), 'prompts/s.md': 'x' });
    expect((await complaint(loadVariants(latin, suite))).message).toBe(
      'prompts/p.md:2: this line is not UTF-8',
    );
  });
});

describe('the price table', () => {
  const own = (content: unknown) =>
    loadPrices(project({ 'prices.json': JSON.stringify(content) }), 'prices.json');
  const entry = {
    models: ['claude-haiku-5-5', 'claude-next'],
    from: '2026-01-01',
    bands: [{ input: 7, cacheRead: 1, output: 8 }],
  };

  it('is that of Assay, under that of the user', async () => {
    const base = await loadPrices('/nowhere', undefined);
    const over = await own({ batchFactor: 0.4, geography: { eu: 1.2 }, entries: [entry] });
    expect(over.batchFactor).toBe(0.4);
    expect(over.geography).toEqual({ ...base.geography, eu: 1.2 });
    expect(over.webSearch).toBe(base.webSearch);
    const haiku = over.entries.filter(({ models }) => models.includes('claude-haiku-5-5'));
    expect(haiku).toHaveLength(1);
    expect(haiku[0]).toMatchObject(entry);
    const sonnet = (table: typeof base) =>
      table.entries.filter(({ models }) => models.includes('claude-sonnet-5-5'));
    expect(sonnet(over)).toEqual(sonnet(base));
    expect(await own({})).toEqual(base);
  });

  it.each([
    [{ batchfactor: 1 }, 'prices.json, top level: Unrecognized key: "batchfactor"'],
    [{ batchFactor: 0 }, 'prices.json, batchFactor: Too small: expected number to be >0'],
    [
      { entries: [{ ...entry, bands: [{ input: '1' }] }] },
      'prices.json, entries.0.bands.0.input: Invalid input: expected number, received string',
    ],
    [[], 'prices.json, top level: Invalid input: expected object, received array'],
  ])('of the user with a fault is refused: %j', async (content, message) => {
    expect(await complaint(own(content))).toEqual({ message, hint: 'see data/prices.json for the form' });
  });

  it('of the user that is not there, or not JSON, is refused with its place', async () => {
    expect((await complaint(loadPrices(project(), 'prices.json'))).message).toBe(
      'price table prices.json cannot be read: there is no such file',
    );
    const told = await complaint(loadPrices(project({ 'p.json': '{\n  "entries": [,]\n}' }), 'p.json'));
    expect(told.message).toBe('p.json:2:15: not JSON: unexpected ","');
  });

  it('stands beside a table of models, whose every name is of one model', () => {
    const names = loadModels().models.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});
