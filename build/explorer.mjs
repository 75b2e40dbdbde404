import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { transform } from 'lightningcss';
import { rolldown } from 'rolldown';

const root = resolve(import.meta.dirname, '..');
const source = resolve(root, 'src/explorer');

/**
 * Writes `src/render/html/explorer.generated.ts`: the program of the report page as strings, minified, so that
 * pages are written without a bundler.
 */
export default async function buildExplorer() {
  const parts = {
    app: await bundle('app.tsx'),
    worker: await bundle('worker.ts'),
    css: stylesheet('explorer.css'),
  };
  const exports = Object.entries(parts).map(
    ([name, text]) => `export const ${name} = ${JSON.stringify(text)};`,
  );
  const head = '// Written by build/explorer.mjs from src/explorer; not kept in git.';
  const file = resolve(root, 'src/render/html/explorer.generated.ts');
  const text = `${[head, ...exports].join('\n')}\n`;
  // As it was, it is left alone: whoever watches or reads it sees no change.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

async function bundle(entry) {
  const build = await rolldown({
    input: resolve(source, entry),
    platform: 'browser',
    tsconfig: resolve(source, 'tsconfig.json'),
    transform: { target: 'es2022' },
  });
  const { output } = await build.generate({ format: 'iife', minify: true, comments: false });
  await build.close();
  // Inside a page, these would end the script or start a comment in it; in a string or a pattern, `\x3c` is `<`.
  return output[0].code.trim().replaceAll(/<(?=\/script|!--|script)/gi, '\\x3c');
}

function stylesheet(name) {
  const { code } = transform({
    filename: name,
    code: readFileSync(resolve(source, name)),
    minify: true,
    // Colours of both schemes in one value, and nesting, as browsers have had since 2024.
    targets: { chrome: 123 << 16, firefox: 120 << 16, safari: (17 << 16) | (5 << 8) },
  });
  return code.toString();
}

if (process.argv[1] === import.meta.filename) await buildExplorer();
