import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Which layers a layer may import, besides itself. Imports point downwards only. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  model: [],
  core: ['model'],
  pack: ['model'],
  graders: ['model'],
  render: ['model', 'pack'],
  // A program of its own, for browsers: what it shares with the rest is bundled into it.
  explorer: ['model', 'pack', 'render'],
  load: ['model'],
  api: ['model'],
  simulator: ['model'],
  run: ['model', 'core', 'load', 'api', 'simulator', 'render'],
  view: ['model', 'core', 'render', 'run'],
  cli: ['model', 'core', 'load', 'api', 'simulator', 'render', 'run', 'view'],
  'index.ts': ['model', 'core', 'graders', 'load', 'api', 'render', 'run', 'simulator'],
};

/** Layers that compute and do nothing else; hashing is computing. */
const PURE = ['model', 'core', 'graders', 'pack', 'render'];
const COMPUTING = ['node:crypto', 'node:util', 'node:zlib'];

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.generated.ts'))
  .sort();

function layerOf(path: string): string {
  return path.split('/')[0]!;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm,
  );
  return [...statements].map(([, type, specifier, dynamic]) => ({
    from: file,
    specifier: (specifier ?? dynamic)!,
    typeOnly: type !== undefined,
  }));
}

const imports = files.flatMap(importsOf);
const ours = imports.filter(({ specifier }) => specifier.startsWith('.'));

function targetOf({ from, specifier }: Import): string {
  return relative(SRC, resolve(SRC, dirname(from), specifier));
}

describe('the house', () => {
  it('has the layers that the rules name, and no other', () => {
    expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(BELOW).sort());
  });

  it('imports downwards only', () => {
    const upwards = ours
      .filter((one) => {
        const [from, to] = [layerOf(one.from), layerOf(targetOf(one))];
        return from !== to && !BELOW[from]!.includes(to);
      })
      .map((one) => `${one.from} → ${targetOf(one)}`);
    expect(upwards).toEqual([]);
  });

  it('has no import cycles', () => {
    const graph = new Map(
      files.map((file) => [file, ours.filter(({ from }) => from === file).map(targetOf)]),
    );
    const done = new Set<string>();
    const cycleFrom = (file: string, path: readonly string[]): string | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
      if (done.has(file)) return undefined;
      for (const next of graph.get(file) ?? []) {
        const cycle = cycleFrom(next, [...path, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return undefined;
    };
    expect(files.flatMap((file) => cycleFrom(file, []) ?? [])).toEqual([]);
  });

  it.each(PURE)('%s does no I/O: no clock, no files, no network, no randomness', (layer) => {
    const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    const impure = imports
      .filter(
        ({ from, specifier, typeOnly }) => layerOf(from) === layer && !typeOnly && builtins.has(specifier),
      )
      .filter(({ specifier }) => !COMPUTING.includes(specifier));
    expect(impure).toEqual([]);
    for (const file of files.filter((name) => layerOf(name) === layer)) {
      const code = readFileSync(join(SRC, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      expect(code, file).not.toMatch(
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomBytes\(|\bfetch\(|\bprocess\.|\bsetTimeout\(|\bconsole\./,
      );
    }
  });

  it('writes packs with what browsers have too', () => {
    const packs = imports.filter(({ from, typeOnly }) => layerOf(from) === 'pack' && !typeOnly);
    expect(packs.filter(({ specifier }) => !specifier.startsWith('.'))).toEqual([]);
  });

  it('loads the SDK in one place only, and only when it is needed', () => {
    const sdk = imports.filter(
      ({ specifier, typeOnly }) => specifier.startsWith('@anthropic-ai/sdk') && !typeOnly,
    );
    expect(sdk.map(({ from }) => from)).toEqual(['api/claude.ts']);
  });

  it('speaks to the terminal and ends the process in cli only', () => {
    for (const file of files.filter((name) => layerOf(name) !== 'cli')) {
      expect(readFileSync(join(SRC, file), 'utf8'), file).not.toMatch(
        /\bconsole\.(log|error|warn)|process\.exit/,
      );
    }
  });

  it('shows texts in the browser as text nodes only', () => {
    for (const file of files.filter((name) => layerOf(name) === 'explorer')) {
      expect(readFileSync(join(SRC, file), 'utf8'), file).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|srcdoc|createContextualFragment|\beval\(|new Function|\bfetch\(/i,
      );
    }
  });

  it('needs nothing of Node in the browser', () => {
    const needed = imports.filter(
      ({ from, specifier }) => layerOf(from) === 'explorer' && !specifier.startsWith('.'),
    );
    expect([...new Set(needed.map(({ specifier }) => specifier))].sort()).toEqual([
      'diff/lib/diff/array.js',
      'preact',
      'preact/hooks',
    ]);
  });

  it('has no drawers for odds and ends', () => {
    expect(files.filter((name) => /utils?|helpers?|misc|common/.test(name))).toEqual([]);
  });

  it('starts without loading anything but the parser', () => {
    const loaded = new Set<string>();
    const follow = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const text = readFileSync(join(SRC, file), 'utf8');
      for (const one of importsOf(file)) {
        const dynamic = text.includes(`import('${one.specifier}')`);
        if (one.specifier.startsWith('.') && !one.typeOnly && !dynamic) follow(targetOf(one));
      }
    };
    follow('cli/main.ts');
    const packages = imports
      .filter(({ from, specifier, typeOnly }) => loaded.has(from) && !typeOnly && !specifier.startsWith('.'))
      .map(({ specifier }) => specifier)
      .filter((specifier) => !specifier.startsWith('node:'));
    expect(packages).toEqual(['commander']);
  });
});
