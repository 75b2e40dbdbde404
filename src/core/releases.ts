import type { Manifest } from '../model/run.ts';
import { type Instalments, instalmentOf, isConfirmation, shareOf } from './instalments.ts';

/** What became of each instalment of a run. */
export interface Releases {
  readonly instalments: Instalments;
  /** See the manifest. */
  readonly most: NonNullable<Manifest['instalments']>['most'];
  /** By instalment; null: nobody has looked whether it is needed. */
  readonly verdicts: ('released' | 'stopped' | null)[];
  /** The run was canceled: nothing more is released. */
  isClosed: boolean;
}

export function newReleases(instalments: Instalments, most: Releases['most']): Releases {
  const count = instalments.looks + Number(instalments.confirm);
  const verdicts = Array.from({ length: count }, (_, i) => (i === 0 ? 'released' : null));
  return { instalments, most, verdicts, isClosed: false };
}

/** Whether a trial is of a run's instalments that have not been released. A run without any holds none back. */
export function isHeld(releases: Releases | null, trial: number): boolean {
  if (!releases) return false;
  const { instalments, verdicts } = releases;
  return (
    verdicts[shareOf(instalments, trial)] !== 'released' ||
    verdicts[instalmentOf(instalments, trial)] !== 'released'
  );
}

/**
 * The instalment that the next look is about: the next share of the cases, until one is not needed or all are
 * released; then the repetition that confirms a failure, of the cases that were bought. Null: no look is due.
 */
export function nextInstalment(releases: Releases | null): number | null {
  if (!releases || releases.isClosed) return null;
  const { instalments, verdicts } = releases;
  const { looks, confirm } = instalments;
  if (confirm && verdicts[looks] === 'released') return null;
  const held = verdicts.findIndex((verdict) => verdict !== 'released');
  if (held === -1) return null;
  if (verdicts[held] === null) return held;
  // That share is not needed, nor are those after it.
  return confirm && verdicts[looks] === null ? looks : null;
}

/** Whether a trial that is held back may yet be released. */
export function mayBeReleased(releases: Releases, trial: number): boolean {
  const next = nextInstalment(releases);
  if (next === null) return false;
  const { instalments, verdicts } = releases;
  const { looks } = instalments;
  if (isConfirmation(instalments, trial) && verdicts[looks] !== null) return false;
  return next < looks || verdicts[shareOf(instalments, trial)] === 'released';
}

/** Whether a trial is released with an instalment: one that confirms is where its case was bought. */
export function isReleasedWith(
  { instalments, verdicts }: Releases,
  instalment: number,
  trial: number,
): boolean {
  if (instalmentOf(instalments, trial) !== instalment) return false;
  return instalment < instalments.looks || verdicts[shareOf(instalments, trial)] === 'released';
}

/** What a rerun has changed is looked at once more. */
export function lookAgain({ verdicts }: Releases): void {
  for (const [i, verdict] of verdicts.entries()) if (verdict === 'stopped') verdicts[i] = null;
}
