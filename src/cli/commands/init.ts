import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../model/errors.ts';

const SCAFFOLD = {
  'example.eval.ts': 'evals/example.eval.ts',
  'example.csv': 'datasets/example.csv',
} as const;

/** Copies the example suite and its dataset into a project; what is there already is left alone. */
export async function init(folder: string): Promise<void> {
  const targets = Object.values(SCAFFOLD).map((target) => join(folder, target));
  const taken = targets.find((target) => existsSync(target));
  if (taken) throw new UserError(`${relative('', taken)} is there already`, 'nothing was changed');
  for (const [template, target] of Object.entries(SCAFFOLD)) {
    const path = join(folder, target);
    mkdirSync(join(path, '..'), { recursive: true });
    copyFileSync(
      fileURLToPath(new URL(`../../../templates/${template}`, import.meta.url)),
      path,
      constants.COPYFILE_EXCL,
    );
    console.log(`made ${relative('', path)}`);
  }
  console.log('\nTry it without a key:  npx assay run --simulate');
  console.log('See what it would send: npx assay run --dry-run');
}
