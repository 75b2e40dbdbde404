import { digest } from '../model/digest.ts';
import { UserError } from '../model/errors.ts';
import type { Manifest } from '../model/run.ts';
import type { Clusters } from './clusters.ts';
import { caseOf, repetitionOf, type TrialOrder } from './trial-order.ts';

/**
 * What of a run is bought together. Instalments 0 to `looks` − 1 are shares of the cases, of equal size; where a
 * failure is to be confirmed, the last repetition of every case is an instalment of its own, number `looks`.
 */
export interface Instalments {
  readonly order: TrialOrder;
  readonly looks: number;
  readonly confirm: boolean;
  /** The share that each case is in. Null: there is one. */
  readonly shares: Uint8Array | null;
}

/**
 * Divides a run as its manifest says: clusters in an order that depends on the seed alone, cut into shares that
 * differ from equal ones by at most a cluster. Cases of one cluster are in one share.
 *
 * @param clusters of the planned cases; looked at where there are several looks.
 * @throws UserError when a share would be empty.
 */
export function divideRun(
  order: TrialOrder,
  cases: number,
  { looks, confirm, seed }: Pick<NonNullable<Manifest['instalments']>, 'looks' | 'confirm' | 'seed'>,
  clusters: () => Pick<Clusters, 'of' | 'count'>,
): Instalments {
  const shares = looks === 1 ? null : sharesOf(cases, looks, seed, clusters());
  return { order, looks, confirm, shares };
}

/** Which share of the cases a trial's case is in. */
export function shareOf({ shares, order }: Instalments, trial: number): number {
  return shares ? shares[caseOf(order, trial)]! : 0;
}

/** Whether a trial is the repetition that confirms a failure. */
export function isConfirmation({ confirm, order }: Instalments, trial: number): boolean {
  return confirm && repetitionOf(order, trial) === order.repeat - 1;
}

/** The one instalment that a trial is in. */
export function instalmentOf(instalments: Instalments, trial: number): number {
  return isConfirmation(instalments, trial) ? instalments.looks : shareOf(instalments, trial);
}

function sharesOf(
  cases: number,
  looks: number,
  seed: string,
  { of, count }: Pick<Clusters, 'of' | 'count'>,
): Uint8Array {
  if (count < looks) {
    throw new UserError(
      `a run of ${count} independent ${count === 1 ? 'case' : 'cases'} cannot be bought in ${looks} instalments`,
      'buy all at once, or take more cases',
    );
  }
  const sizes = new Uint32Array(count);
  for (let index = 0; index < cases; index++) sizes[of ? of[index]! : index]!++;
  const share = new Uint8Array(count);
  let before = 0;
  let last = -1;
  shuffled(count, seed).forEach((cluster, place) => {
    // Where the middle of the cluster lies; but no share is passed over, and none is left empty at the end.
    const middle = Math.floor(((before + sizes[cluster]! / 2) * looks) / cases);
    last = Math.max(Math.min(middle, last + 1), looks - count + place);
    share[cluster] = last;
    before += sizes[cluster]!;
  });
  return of ? Uint8Array.from(of, (cluster) => share[cluster]!) : share;
}

/** The numbers from 0 to `length` − 1 in the order of their digests with the seed. */
function shuffled(length: number, seed: string): Uint32Array {
  const keys = Float64Array.from({ length }, (_, i) =>
    Number.parseInt(digest(`${seed} ${i}`).slice(0, 13), 16),
  );
  return Uint32Array.from({ length }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
}
