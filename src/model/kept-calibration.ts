import { z } from 'zod';
import type { JsonValue } from './json.ts';

const share = z.number().min(-1).max(1).nullable();
const interval = z.strictObject({ value: share, low: share, high: share });
const trials = z.int().nonnegative();

/** What is kept of a calibration, in git, for the reports of later runs. */
export const keptCalibrationSchema = z.strictObject({
  /** `YYYY-MM-DD` */
  date: z.iso.date(),
  run: z.string(),
  simulated: z.boolean(),
  version: z.string().nullable(),
  labels: z.int().positive(),
  agreement: interval,
  kappa: interval,
  truePositiveRate: interval,
  trueNegativeRate: interval,
  bias: interval,
  threshold: z.number().nullable(),
  /** Trials, human against judge; files written before this was kept have none. */
  confusion: z
    .strictObject({ bothPass: trials, humanOnly: trials, judgeOnly: trials, bothFail: trials })
    .optional(),
});

export type KeptCalibration = z.infer<typeof keptCalibrationSchema>;

/** `evals/<suite>.calibration.json`: the latest calibration of each grader. */
export const calibrationFileSchema = z.strictObject({
  format: z.literal('assay-calibration/1'),
  suite: z.string(),
  graders: z.record(z.string(), keptCalibrationSchema),
});

export type CalibrationFile = z.infer<typeof calibrationFileSchema>;

/** How far a judge is to be believed. */
export interface JudgeStanding {
  /** Digest of the judge's settings. */
  readonly version: string;
  /** What it was made with: its question, its prompt and the prompt's version. */
  readonly settings: JsonValue;
  /** A number passes from here; null: it only measures. */
  readonly threshold: number | null;
  /** `stale`: what was calibrated is another version of the judge. */
  readonly status: 'calibrated' | 'stale' | 'none';
  /** Null where there is none. */
  readonly calibration: KeptCalibration | null;
}
