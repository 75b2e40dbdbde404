import type { LoadedSuite } from '../load/suite.ts';
import { isUserError, type UserError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { planSuite } from './plan-suite.ts';
import { checkRecorded } from './ports.ts';

/** What is to be said of a suite before money is spent on it. */
export interface Validation {
  readonly suite: string;
  /** That could be planned. */
  readonly cases: number;
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/**
 * Plans a suite as a run would and looks at every case; nothing is sent or written. What would stop the run (a
 * column that is missing, a request that the API would refuse) is an error among the findings.
 */
export async function validateSuite(loaded: LoadedSuite, now: Date): Promise<Validation> {
  const { root, suite } = loaded;
  let findings: readonly Finding[] = [];
  let cases = 0;
  try {
    const onFindings = (found: readonly Finding[]): void => {
      findings = found;
    };
    const plan = await planSuite(root, suite, { onFindings }, 'batch', now);
    await checkRecorded({ ...loaded, variants: plan.variants });
    for await (const _ of plan.cases()) cases++;
  } catch (error) {
    if (!isUserError(error)) throw error;
    // An error among the findings stops the plan too, and has been told.
    if (findings.length === 0) findings = [asFinding(error)];
  }
  return { suite: suite.name, cases, findings };
}

function asFinding({ message, hint = '' }: UserError): Finding {
  return { check: 'plan', severity: 'error', message, hint, cases: [], count: 0 };
}
