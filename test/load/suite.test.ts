import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../src/load/project.ts';
import { findSuiteFiles, loadSuite } from '../../src/load/suite.ts';
import { complaint, project } from './reading.ts';

// The first suite loads all of Assay once more, through the loader of suites.
vi.setConfig({ testTimeout: 60_000 });

const SUITE = `
import { dataset, defineSuite, exactMatch } from 'assay';
export default defineSuite('small', dataset([{ input: { n: 1 }, expected: '1' }]), {
  variants: { one: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{n}}' } },
  graders: [exactMatch()],
});
`;

/** What a person is told of a suite with this text; paths as seen from its project. */
async function refusal(text: string, files: Readonly<Record<string, string>> = {}) {
  const root = project({ 'evals/x.eval.ts': text, ...files });
  const told = await complaint(loadSuite(join(root, 'evals/x.eval.ts')));
  const short = (line: string | undefined) => line?.replace(/(?:\.\.\/)*[^ ]*\/assay-load-\w+\//g, '');
  return { message: short(told.message)!, hint: short(told.hint) };
}

describe('a suite', () => {
  it.each(['ts', 'mts', 'js', 'mjs'])(
    'is loaded from .eval.%s, from a folder without Assay',
    async (ending) => {
      const root = project({ [`evals/x.eval.${ending}`]: SUITE });
      const { suite, file, root: found } = await loadSuite(join(root, `evals/x.eval.${ending}`));
      expect(suite.name).toBe('small');
      expect(file).toBe(join(root, `evals/x.eval.${ending}`));
      expect(found).toBe(root);
    },
  );

  it('may use what TypeScript has, and local files of TypeScript', async () => {
    const text = `
      import { dataset, defineSuite, exactMatch, type Sample } from 'assay';
      import { Label, labelOf, type Row } from './lib/label.ts';
      const enum Size { Small = 64 }
      const rows = [{ input: { n: 1 }, expected: labelOf(1) as string }] satisfies Row[];
      function isShort(this: void, { output }: Sample<{ n: number }, string>): number { return Number(output!.length < 9); }
      export default defineSuite<{ n: number }, string, any>('typed', dataset(rows), {
        description: Label.Odd,
        variants: { one: { model: 'claude-haiku-5-5', max_tokens: Size.Small as number, prompt: (row: { n: number }) => \`\${row.n}\` } },
        graders: [exactMatch(), isShort],
      });`;
    const label = `
      export enum Label { Odd = 'odd', Even = 'even' }
      export interface Row { input: { n: number }; expected: string }
      export class Names { constructor(private readonly names: Label[]) {} get(n: number) { return this.names[n % 2]!; } }
      export const labelOf = (n: number): Label => new Names([Label.Even, Label.Odd]).get(n);`;
    const root = project({ 'evals/x.eval.ts': text, 'evals/lib/label.ts': label });
    const { suite } = await loadSuite(join(root, 'evals/x.eval.ts'));
    expect(suite).toMatchObject({ name: 'typed', description: 'odd', variants: { one: { max_tokens: 64 } } });
    expect(suite.graders.map(({ name }) => name)).toEqual(['exactMatch', 'isShort']);
  });

  it.each([
    ['an object', 'export default { name: "x" };'],
    ['nothing', 'export const suite = 1;'],
    ['a function', 'export default () => 1;'],
    ['a promise of one', 'export default Promise.resolve(1);'],
  ])('is not %s', async (_, text) => {
    expect(await refusal(text)).toEqual({
      message: 'evals/x.eval.ts: its default export is no suite',
      hint: 'export default defineSuite(name, dataset, { … })',
    });
  });

  it('that throws is told with its line', async () => {
    const told = await refusal("interface A { a: 1 }\n\nthrow new Error('no labels\\nat all');\n");
    expect(told.message).toBe('evals/x.eval.ts could not be loaded: no labels');
    expect(told.hint).toMatch(/^at evals\/x\.eval\.ts:3:\d+$/);
  });

  it('that throws in a file of its own is told with the line of that file', async () => {
    const lib =
      "export interface A { a: 1 }\n\nexport function load(): never {\n  throw new Error('no labels');\n}\n";
    const told = await refusal("import { load } from './lib.ts';\nexport default load();\n", {
      'evals/lib.ts': lib,
    });
    expect(told.message).toBe('evals/x.eval.ts could not be loaded: no labels');
    expect(told.hint).toMatch(/^at evals\/lib\.ts:4:\d+$/);
  });

  it('that throws something else is told, too', async () => {
    expect((await refusal("throw 'no labels';")).message).toBe(
      'evals/x.eval.ts could not be loaded: no labels',
    );
    expect((await refusal('throw null;')).message).toBe('evals/x.eval.ts could not be loaded: null');
  });

  it('with a syntax error is told with line and column', async () => {
    const told = await refusal('const a = 1;\nconst b = {;\nexport default a;\n');
    expect(told.message).toMatch(/^evals\/x\.eval\.ts could not be loaded: syntax error: Unexpected token$/);
    expect(told.hint).toBe('at evals/x.eval.ts:2:11');
  });

  it('that imports what is not there is told what', async () => {
    const hint = 'imported by the suite, or by a file that it imports';
    expect(await refusal("\nimport { a } from './lib.ts';\nexport default a;")).toEqual({
      message: "evals/x.eval.ts could not be loaded: Cannot find module './lib.ts'",
      hint,
    });
    expect(await refusal("import { a } from 'no-such-package';\nexport default a;")).toEqual({
      message: "evals/x.eval.ts could not be loaded: Cannot find module 'no-such-package'",
      hint,
    });
  });

  it('with a fault of its own is told by file, suite and key', async () => {
    expect(await refusal(SUITE.replace('graders:', 'gradrs: [], graders:'))).toEqual({
      message: 'evals/x.eval.ts: suite "small": unknown key "gradrs"',
      hint: 'did you mean "graders"?',
    });
  });
});

describe('the files of suites', () => {
  it('are those below the folder, sorted, without packages', () => {
    const root = project({
      'evals/b.eval.ts': '',
      'evals/a.eval.js': '',
      'evals/deep/c.eval.mts': '',
      'evals/lib.ts': '',
      'evals/eval.ts': '',
      'evals/node_modules/x/d.eval.ts': '',
    });
    const names = findSuiteFiles(join(root, 'evals')).map((file) => file.slice(root.length + 7));
    expect(names).toEqual(['a.eval.js', 'b.eval.ts', 'deep/c.eval.mts']);
    expect(findSuiteFiles(join(root, 'evals/eval.ts'))).toEqual([join(root, 'evals/eval.ts')]);
  });

  it.each([
    ['evals', /^no suite below .*\/evals$/],
    ['none.eval.ts', /^there is no .*\/none\.eval\.ts$/],
    ['data.csv', /^.*\/data\.csv is no suite$/],
  ])('are not in %s', async (name, message) => {
    const root = project({ 'data.csv': 'a\n' });
    mkdirSync(join(root, 'evals'));
    const told = await complaint((async () => findSuiteFiles(join(root, name)))());
    expect(told.message).toMatch(message);
    expect(told.hint).toContain('evals/name.eval.ts');
  });
});

describe("the project's folder", () => {
  it('is that of the nearest package.json', () => {
    const root = project({ 'packages/a/package.json': '{}', 'packages/a/evals/x.eval.ts': '' });
    expect(projectRoot(join(root, 'packages/a/evals/x.eval.ts'))).toBe(join(root, 'packages/a'));
    expect(projectRoot(join(root, 'packages'))).toBe(root);
  });

  it('is the folder above evals where there is no package.json, from wherever one looks', async () => {
    const root = project({ 'evals/deep/x.eval.ts': SUITE, 'datasets/x.csv': 'a\n' });
    rmSync(join(root, 'package.json'));
    for (const start of ['evals/deep/x.eval.ts', 'evals/deep', 'evals', '', 'datasets']) {
      expect(projectRoot(join(root, start)), start).toBe(root);
    }
    expect((await loadSuite(join(root, 'evals/deep/x.eval.ts'))).root).toBe(root);
  });

  it('is where one stands when there is neither', () => {
    const root = realpathSync(project({ 'x.eval.ts': '' }));
    expect(projectRoot('/nowhere/at/all')).toBe('/nowhere/at/all');
    expect(projectRoot(join(root, 'x.eval.ts'))).toBe(root);
  });
});
