import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Chosen, compareTables, type HeldTo } from '../core/compare-tables.ts';
import { checkGates } from '../core/gates/check-gates.ts';
import { alphaOf } from '../core/looks.ts';
import type { ScoreTable } from '../core/score-table.ts';
import { UserError } from '../model/errors.ts';
import type { Gate } from '../model/gate.ts';
import type { TableComparison } from '../model/table-comparison.ts';
import { readBaseline } from './baseline-file.ts';
import { findRun } from './run-folder.ts';
import { runTable } from './run-table.ts';

export interface CompareRunsOptions {
  /** This one of both; default: all that have the same name in both. */
  readonly variant?: string;
  /** What must hold of b, which is a run then. */
  readonly gates?: readonly Gate[];
}

/**
 * Compares any two finished runs or baselines.
 *
 * @param reports the folder of all runs.
 * @param a what is compared with: a run as {@link findRun} knows it, or a baseline's file; `:variant` picks one.
 * @param b what is compared.
 * @throws UserError when one is not there or not finished, or they have no such variants.
 */
export function compareRuns(
  reports: string,
  a: string,
  b: string,
  { variant, gates = [] }: CompareRunsOptions = {},
): TableComparison {
  const tables = new Map<string, ScoreTable>();
  const chosen = (wanted: string): Chosen => {
    const { name, variant: own } = partsOf(wanted);
    if (own !== null && variant !== undefined) {
      throw new UserError(`${wanted} names a variant, and so does --variant`, 'name it once');
    }
    const { key, read } = sourceOf(reports, name);
    // The same run on both sides is read once, and compared as within one.
    const table = tables.get(key) ?? read();
    tables.set(key, table);
    return { table, variant: own ?? variant ?? null };
  };
  const [one, other] = [chosen(a), chosen(b)];
  if (gates.length === 0) return compareTables(one, other);
  return compareTables(one, other, heldTo(gates, reports, partsOf(b).name, other.variant));
}

/**
 * @param chosen The only variant that is looked at; null: all.
 * @throws UserError where gates name what the run does not have, or look at a baseline.
 */
function heldTo(gates: readonly Gate[], reports: string, name: string, chosen: string | null): HeldTo {
  if (existsSync(name) && statSync(name).isFile()) {
    throw new UserError(`${name} is a baseline: gates look at a run`, 'name the run second');
  }
  const { summary } = findRun(reports, name);
  const { variants, repeat, ledger, run } = summary;
  return {
    gates: checkGates(`run ${run}`, gates, {
      graders: variants[0]!.graders,
      variants: Object.fromEntries(variants.map((variant) => [variant.name, variant])),
    }),
    variants: variants.filter((variant) => chosen === null || variant.name === chosen),
    repeat,
    ledger,
    alpha: alphaOf(summary),
  };
}

/** `run:variant`; what is there by the whole name has no variant in it, and neither has the start of a Windows path. */
function partsOf(wanted: string): { readonly name: string; readonly variant: string | null } {
  const parts = existsSync(wanted) ? null : /^(.+?):(?![\\/])(.+)$/s.exec(wanted);
  return parts ? { name: parts[1]!, variant: parts[2]! } : { name: wanted, variant: null };
}

function sourceOf(reports: string, name: string): { readonly key: string; readonly read: () => ScoreTable } {
  if (existsSync(name) && statSync(name).isFile()) {
    return { key: resolve(name), read: () => readBaseline(name, name) };
  }
  if (name.endsWith('.json'))
    throw new UserError(`there is no ${name}`, 'assay bless makes a baseline of a run');
  const folder = findRun(reports, name);
  return { key: resolve(folder.path), read: () => runTable(folder) };
}
