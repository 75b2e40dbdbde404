import { join, relative } from 'node:path';
import { projectRoot } from '../load/project.ts';
import { findSuiteFiles } from '../load/suite.ts';

/** The suites that a command is about: those named, or all below the project's `evals/`. */
export function suiteFiles(paths: readonly string[]): string[] {
  return (paths.length > 0 ? paths : [defaultFolder()]).flatMap(findSuiteFiles);
}

function defaultFolder(): string {
  return relative('', join(projectRoot(process.cwd()), 'evals')) || '.';
}
