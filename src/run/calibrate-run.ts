import { calibrator } from '../core/calibrate.ts';
import { HALF } from '../core/confusion-tally.ts';
import type { Calibration } from '../model/calibration.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { checkVariantsNamed, type LabelSet } from '../model/label.ts';
import { casesWithRecords } from './case-records.ts';
import type { RunFolder } from './run-folder.ts';

/**
 * Compares what a grader of a finished run said with what people say of the same answers: costs nothing, and
 * needs neither key nor suite.
 *
 * @throws UserError when the run has no such grader, or no label fits.
 */
export function calibrateRun(folder: RunFolder, grader: string, labels: LabelSet): Calibration {
  const { manifest, summary } = folder;
  const graders = summary.variants.flatMap((variant) => variant.graders);
  const own = graders.find(({ name }) => name === grader);
  if (!own) {
    const names = [...new Set(graders.map(({ name }) => name))];
    throw new UserError(`run ${manifest.id} has no grader "${grader}"`, didYouMean(grader, names));
  }
  checkVariantsNamed(
    labels,
    manifest.variants.map(({ name }) => name),
    'add a column "variant", or say it of all of them: --variant NAME',
  );
  const comparison = calibrator({
    suite: manifest.suite,
    run: manifest.id,
    grader,
    version: own.calibration?.version ?? null,
    simulated: summary.simulated,
    cut: own.calibration?.threshold ?? HALF,
    labels,
  });
  for (const { case: row, records } of casesWithRecords(folder)) comparison.addCase(row, records);
  return comparison.finish();
}
