import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const OURS = fileURLToPath(new URL('..', import.meta.url));

/**
 * `at evals/x.eval.ts:5:7`: where in the project's own code an error was thrown, when its stack says so;
 * neither Node, nor packages, nor Assay.
 */
export function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, path, line, column] of stack.matchAll(
    /(?:^|[\s(])(?:file:\/\/)?(\/[^\n():]+|[A-Za-z]:[^\n():]+):(\d+):(\d+)/gm,
  )) {
    if (path!.includes('node_modules') || path!.startsWith(OURS)) continue;
    return `at ${relative('', path!)}:${line}:${column}`;
  }
  return undefined;
}
