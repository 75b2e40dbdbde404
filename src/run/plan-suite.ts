import { checkGates, joinGates } from '../core/gates/check-gates.ts';
import { NamedCases } from '../core/gates/named-cases.ts';
import { inspect } from '../core/hygiene/inspect.ts';
import { type Opening, openingRequest } from '../core/plan.ts';
import { preflight } from '../core/preflight.ts';
import { readCases } from '../load/cases.ts';
import { loadVariants } from '../load/prompts.ts';
import { loadModels } from '../load/tables.ts';
import type { Case } from '../model/case.ts';
import { didYouMean, nearest } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Gate } from '../model/gate.ts';
import type { ModelTable } from '../model/models.ts';
import type { Params } from '../model/request.ts';
import type { RuleContext } from '../model/request-rules.ts';
import type { Manifest } from '../model/run.ts';
import type { AnySuite, LoadedVariants } from '../model/suite.ts';
import { isRecorded } from '../model/suite.ts';

/** Confidence of intervals. */
const USUAL = 0.95;
const NIGHTLY = 0.99;

/** Which part of a suite is run. */
export interface Selection {
  /** The first n cases that the pattern lets through. */
  readonly first?: number;
  /** Cases whose id, tags or input (as JSON) match. */
  readonly pattern?: RegExp;
  /** Names of variants; default all. */
  readonly variants?: readonly string[];
  /** In place of the suite's own. */
  readonly repeat?: number;
}

/** What a run plans and holds back. */
export interface HeldBack {
  /**
   * One more repetition of each case and variant, which is bought only to confirm a failure. Default: as the suite
   * says.
   */
  readonly confirmFailure?: boolean;
  /** All but the first of four shares of the cases, each of which is bought only where a look says so. */
  readonly stopEarly?: boolean;
}

export interface PlanOptions extends Selection, HeldBack {
  /** Called when all cases have been planned, with what the checks found. Errors among it are thrown next. */
  readonly onFindings?: (findings: readonly Finding[]) => void;
  /**
   * Of many runs of a suite that hardly changes: intervals of 99 % in place of 95 %, so that a month of nights without
   * a change has a false alarm once in fifteen months rather than once in three.
   */
  readonly nightly?: boolean;
  /** What must hold of the run beside the suite's own gates; of the same kind, in place of them. */
  readonly gates?: readonly Gate[];
}

/** A case with its opening requests, one for each variant. */
export interface PlannedCase {
  readonly row: Case;
  readonly openings: readonly Opening[];
}

/** A suite made ready: its variants loaded and chosen; its cases come one at a time, checked. */
export interface SuitePlan {
  readonly suite: AnySuite;
  readonly variants: LoadedVariants;
  readonly baseline: string;
  /** Of the intervals of its comparisons. */
  readonly confidence: number;
  /** Planned repetitions, one that is held back included. */
  readonly repeat: number;
  /** What is held back until a look says to go on; null: all is bought at once. */
  readonly instalments: Pick<NonNullable<Manifest['instalments']>, 'looks' | 'confirm'> | null;
  /** All that must hold of a run of it. */
  readonly gates: readonly Gate[];
  /** What the API holds requests against. */
  readonly models: ModelTable;
  readonly rules: RuleContext;
  cases(): AsyncGenerator<PlannedCase>;
}

/**
 * Makes a suite ready and finds what is wrong with it before a cent is spent: every request is rendered
 * and held against what the API is known to refuse.
 *
 * @throws UserError
 */
export async function planSuite(
  root: string,
  suite: AnySuite,
  {
    onFindings,
    gates: told = [],
    confirmFailure = suite.confirm ?? false,
    stopEarly = false,
    nightly = false,
    ...selection
  }: PlanOptions,
  mode: 'batch' | 'live',
  today: Date,
): Promise<SuitePlan> {
  const variants = chooseVariants(suite, await loadVariants(root, suite), selection.variants);
  const names = variants.map(({ name }) => name);
  const where = `suite "${suite.name}"`;
  const gates = checkGates(where, joinGates(suite.gates, told), suite);
  const models = loadModels();
  const rules = rulesFor(mode, today);
  return {
    suite,
    variants,
    baseline: names.includes(suite.baseline) ? suite.baseline : names[0]!,
    repeat: (selection.repeat ?? suite.repeat) + Number(confirmFailure),
    confidence: nightly ? NIGHTLY : USUAL,
    instalments: confirmFailure || stopEarly ? { looks: stopEarly ? 4 : 1, confirm: confirmFailure } : null,
    gates,
    models,
    rules,
    async *cases() {
      const checks = variants.map(({ variant }) => (isRecorded(variant) ? null : preflight(models, rules)));
      const inspection = inspect({ suite, variants, models });
      const named = new NamedCases(where, gates);
      let isWhole = true;
      let read = 0;
      let chosen = 0;
      for await (const row of readCases(root, suite.dataset)) {
        read++;
        named.add(row);
        if (selection.pattern && !matches(selection.pattern, row)) continue;
        if (chosen === (selection.first ?? Infinity)) {
          isWhole = false;
          break;
        }
        chosen++;
        const openings = inSuite(suite, () => {
          const rendered = variants.map((_, index) => openingRequest(variants, index, row));
          checkOpenings(variants, checks, rendered, row);
          return rendered;
        });
        inspection.case({ row, openings });
        yield { row, openings };
      }
      if (read === 0)
        throw new UserError(
          `suite "${suite.name}": the dataset has no rows`,
          'an empty run would look green',
        );
      if (chosen === 0) {
        throw new UserError(
          `suite "${suite.name}": no case matches ${selection.pattern ?? `-n ${selection.first}`}`,
          `the pattern is held against each case's id, tags and input; ${read} cases were looked at`,
        );
      }
      if (isWhole) named.finish();
      const findings = inspection.finish();
      onFindings?.(findings);
      throwErrors(suite, findings);
    },
  };
}

function throwErrors({ name }: AnySuite, findings: readonly Finding[]): void {
  const fault = findings.find(({ severity }) => severity === 'error');
  if (fault) throw new UserError(`suite "${name}": ${fault.message}: ${fault.cases.join(', ')}`, fault.hint);
}

/** What requests are held against that are sent in this way, on this day. */
export function rulesFor(mode: 'batch' | 'live', today: Date): RuleContext {
  return {
    apiVersion: '2026-10-21',
    endpoint: mode === 'batch' ? 'batch' : 'messages',
    today: today.toISOString().slice(0, 10),
  };
}

function chooseVariants(
  suite: AnySuite,
  variants: LoadedVariants,
  chosen: readonly string[] | undefined,
): LoadedVariants {
  if (!chosen) return variants;
  const names = variants.map(({ name }) => name);
  for (const name of chosen) {
    if (!names.includes(name)) {
      throw new UserError(`suite "${suite.name}" has no variant "${name}"`, didYouMean(name, names));
    }
  }
  return variants.filter(({ name }) => chosen.includes(name));
}

function matches(pattern: RegExp, { id, tags, input }: Case): boolean {
  return pattern.test(id) || tags.some((tag) => pattern.test(tag)) || pattern.test(JSON.stringify(input));
}

/** One command may run several suites: what is wrong says in which. */
function inSuite<T>(suite: AnySuite, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof UserError
      ? new UserError(`suite "${suite.name}", ${error.message}`, error.hint)
      : error;
  }
}

type Checks = readonly (ReturnType<typeof preflight> | null)[];

/** A fault of one request is nearly always a fault of all: the first one stops, and names its case. */
function checkOpenings(
  variants: LoadedVariants,
  checks: Checks,
  openings: readonly Opening[],
  row: Case,
): void {
  for (const { variant: index, params, json } of openings) {
    checkPriming(variants[index]!, json);
    const fault = checks[index]?.(params as Params);
    if (!fault) continue;
    const { name, variant } = variants[index]!;
    const what =
      fault.type === 'not_found_error'
        ? `the model "${(params as Params).model}" is retired`
        : `the API would refuse this request: ${fault.message}`;
    throw new UserError(`variant "${name}", case "${row.id}": ${what}`, suggestion(fault.path, variant));
  }
}

/** Without a mark nothing is written to the cache, and the wait would be for nothing. */
function checkPriming({ name, variant }: LoadedVariants[number], json: string): void {
  if (isRecorded(variant) || !variant.prime || json.includes('"cache_control"')) return;
  throw new UserError(
    `variant "${name}": "prime" without "cache_control": there is no prefix to share`,
    'mark the end of the shared prefix: system: [{ type: "text", text: …, cache_control: { type: "ephemeral", ttl: "1h" } }]',
  );
}

function suggestion(path: string, variant: object): string {
  const key = path.split('.')[0] ?? path;
  if (!(key in variant)) return 'the request is made by the prompt; nothing was sent';
  const near = nearest(
    key,
    [
      'max_tokens',
      'system',
      'tools',
      'tool_choice',
      'output_config',
      'thinking',
      'stop_sequences',
      'metadata',
      'cache_control',
      'service_tier',
      'inference_geo',
      'container',
    ].filter((known) => known !== key),
  );
  return near ? `did you mean "${near}"?` : `change "${key}" of the variant; nothing was sent`;
}
