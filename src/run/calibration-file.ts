import { existsSync, readFileSync } from 'node:fs';
import { messageOf, UserError } from '../model/errors.ts';
import { type CalibrationFile, calibrationFileSchema } from '../model/kept-calibration.ts';
import { writeDurably } from './disk.ts';

/** Beside the suite's file, so that it is reviewed and kept with it. */
export function calibrationPath(suiteFile: string, suite: string): string {
  return `${suiteFile.replace(/[^/\\]*$/, '')}${suite}.calibration.json`;
}

/** What has been kept of calibrations; null where there is none. @throws UserError where it cannot be read. */
export function readCalibrations(path: string): CalibrationFile | null {
  if (!existsSync(path)) return null;
  try {
    return calibrationFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new UserError(
      `${path} is damaged: ${messageOf(error).replaceAll(/\s+/g, ' ')}`,
      'restore it, or remove it and calibrate again',
    );
  }
}

export function writeCalibrations(path: string, calibrations: CalibrationFile): void {
  writeDurably(path, [JSON.stringify(calibrations, null, 2), '\n']);
}
