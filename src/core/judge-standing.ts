import type { AnyGrader } from '../model/judge.ts';
import type { CalibrationFile, JudgeStanding } from '../model/kept-calibration.ts';
import { judgesOf, versionOf } from './judges.ts';

/** The standing of those of a suite's graders that are judges, by name. */
export function judgeStandings(
  graders: readonly AnyGrader[],
  kept: CalibrationFile | null,
): Record<string, JudgeStanding> {
  const standings: Record<string, JudgeStanding> = {};
  for (const grader of judgesOf(graders)) {
    const version = versionOf(grader);
    const own = kept && Object.hasOwn(kept.graders, grader.name) ? kept.graders[grader.name]! : null;
    standings[grader.name] = {
      version,
      settings: grader.settings,
      threshold: grader.threshold ?? null,
      status: own === null ? 'none' : own.version === version ? 'calibrated' : 'stale',
      calibration: own,
    };
  }
  return standings;
}
