import type { AnyGrader } from '../model/judge.ts';
import { checkVariantsNamed, isHumanGrader } from '../model/label.ts';
import { readLabels } from './labels.ts';
import type { LoadedSuite } from './suite.ts';

/** The suite with the files read that its graders judge by. */
export async function loadGraders<Loaded extends LoadedSuite>(loaded: Loaded): Promise<Loaded> {
  const { root, suite } = loaded;
  const graders = await Promise.all(suite.graders.map((grader) => loadGrader(root, suite, grader)));
  return { ...loaded, suite: { ...suite, graders } };
}

async function loadGrader(
  root: string,
  { variants }: LoadedSuite['suite'],
  grader: AnyGrader,
): Promise<AnyGrader> {
  if (!isHumanGrader(grader)) return grader;
  const labels = await readLabels(root, grader.labels);
  checkVariantsNamed(labels, Object.keys(variants), 'add a column "variant"');
  return grader.withLabels(labels);
}
