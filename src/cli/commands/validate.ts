import { loadSuite } from '../../load/suite.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { type Validation, validateSuite } from '../../run/validate.ts';
import { findingLine } from '../findings.ts';
import { suiteFiles } from '../suite-files.ts';

interface Options {
  /** Warnings count as errors. */
  readonly strict?: boolean;
  readonly json?: boolean;
}

export async function validate(paths: readonly string[], { strict, json }: Options): Promise<void> {
  const suites = await Promise.all(suiteFiles(paths).map(loadSuite));
  const validations: Validation[] = [];
  for (const loaded of suites) validations.push(await validateSuite(loaded, new Date()));
  if (json) console.log(JSON.stringify(validations, null, 2));
  else for (const validation of validations) print(validation);
  const findings = validations.flatMap((validation) => validation.findings);
  if (findings.some(({ severity }) => strict || severity === 'error')) process.exitCode = 2;
}

function print({ suite, cases, findings }: Validation): void {
  const some = cases === 1 ? '1 case' : `${cases.toLocaleString('en')} cases`;
  console.log(`${visibleLine(suite)} · ${some}${findings.length === 0 ? ': nothing found' : ''}`);
  for (const finding of findings) console.log(`  ${findingLine(finding)}`);
}
