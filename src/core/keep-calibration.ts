import type { Calibration } from '../model/calibration.ts';
import type { CalibrationFile, KeptCalibration } from '../model/kept-calibration.ts';

/** The file with this calibration in it, in place of an earlier one of the grader: names in order. */
export function keepCalibration(
  before: CalibrationFile | null,
  calibration: Calibration,
  date: string,
): CalibrationFile {
  const graders = { ...before?.graders, [calibration.grader]: keptOf(calibration, date) };
  return {
    format: 'assay-calibration/1',
    suite: calibration.suite,
    graders: Object.fromEntries(Object.entries(graders).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function keptOf(calibration: Calibration, date: string): KeptCalibration {
  const { run, simulated, version, n, agreement, kappa, truePositiveRate, trueNegativeRate } = calibration;
  return {
    date,
    run,
    simulated,
    version,
    labels: n,
    agreement: rounded(agreement.mean, agreement),
    kappa: rounded(kappa.value, kappa),
    truePositiveRate: rounded(truePositiveRate.mean, truePositiveRate),
    trueNegativeRate: rounded(trueNegativeRate.mean, trueNegativeRate),
    bias: rounded(calibration.bias.mean, calibration.bias),
    threshold: calibration.threshold?.value ?? null,
    confusion: calibration.confusion,
  };
}

/** Four decimals are more than labels can tell apart, and differ only where something differs. */
function rounded(value: number | null, { low, high }: { low: number | null; high: number | null }) {
  const round = (number: number | null) => (number === null ? null : Number(number.toFixed(4)));
  return { value: round(value), low: round(low), high: round(high) };
}
