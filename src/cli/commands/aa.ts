import { visibleLine } from '../../render/neutralise/visible.ts';
import { isAlarm, selfCheckStatements } from '../../render/wording/self-check.ts';
import { SIMULATED_TITLE } from '../../render/wording/statements.ts';
import { findRun } from '../../run/run-folder.ts';
import { selfCheck } from '../../run/self-check.ts';
import { GATE_FAILED } from '../exit-codes.ts';
import { reportsFolder } from '../reports-folder.ts';

interface Options {
  readonly variant?: string;
  readonly reports?: string;
  readonly json?: boolean;
}

export async function aa(wanted: string, options: Options): Promise<void> {
  const checked = selfCheck(findRun(reportsFolder(options.reports), wanted), options.variant);
  if (options.json) console.log(JSON.stringify(checked, null, 2));
  else {
    if (checked.simulated) console.log(SIMULATED_TITLE);
    for (const sentence of selfCheckStatements(checked, visibleLine)) console.log(`${sentence}.`);
  }
  if (isAlarm(checked.comparison)) process.exitCode = GATE_FAILED;
}
