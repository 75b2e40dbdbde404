import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '../model/did-you-mean.ts';
import { isUserError, UserError } from '../model/errors.ts';
import type { Gate } from '../model/gate.ts';
import { ROLES, type Sample, type Verdict } from '../model/grader.ts';
import { type AnyGrader, isJudge } from '../model/judge.ts';
import { settingsOf } from '../model/settings.ts';
import type { Dataset, ModelVariant, Schema, Simulate, Suite, Variant } from '../model/suite.ts';
import { isRecorded } from '../model/suite.ts';
import type { Checked } from './checked-variants.ts';
import { checkGates } from './gates/check-gates.ts';
import { outputFormat } from './output-format.ts';
import type { OutputsOf } from './outputs-of.ts';

/** A grader, or a bare function, which is named after itself. */
type GraderOrFunction<Input, Expected, Parsed> =
  | AnyGrader<Input, Expected, Parsed>
  | ((sample: Sample<Input, Expected, Parsed>) => Verdict | Promise<Verdict>);

export interface SuiteDefinition<Input, Expected, Variants> {
  readonly description?: string;
  readonly variants: Variants;
  readonly graders: readonly GraderOrFunction<Input, Expected, OutputsOf<NoInfer<Variants>>>[];
  /** The variant the others are compared with. Default: the first. */
  readonly baseline?: keyof Variants & string;
  /** Trials of each case and variant. Default 1. */
  readonly repeat?: number;
  /**
   * How often a trial is sent again by itself when it came back overloaded, expired, missing or with another
   * error that may pass. Default 2.
   */
  readonly retries?: number;
  /** Answers for runs against the simulator, in place of its stand-in. */
  readonly simulate?: Simulate;
  /** A JSON file with prices, laid over the table that comes with Assay. */
  readonly prices?: string;
  /** US dollars that a run may cost in all: what would take it beyond is not sent. */
  readonly maxCost?: number;
  /** US dollars that a run may cost without being confirmed: on a terminal, or with `--yes`. Default 20. */
  readonly confirmAbove?: number;
  /** What must hold of a run: `noRegression()` and its like. Where one fails, the command ends with exit code 100. */
  readonly gates?: readonly Gate[];
  /**
   * Whether a regression is confirmed with one more sample of each case before it fails the run. Default: where the
   * environment says `CI`.
   */
  readonly confirm?: boolean;
}

const SUITE_KEYS = [
  'description',
  'variants',
  'graders',
  'baseline',
  'repeat',
  'retries',
  'simulate',
  'prices',
  'maxCost',
  'confirmAbove',
  'gates',
  'confirm',
] as const;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * A suite: a dataset, the variants that answer it, and the graders that judge the answers. Inert: nothing
 * is read, sent or run until a run asks for it. The dataset is an argument of its own so that TypeScript
 * infers `input` and `expected` in prompts and graders.
 *
 * @throws UserError naming the suite and the key, with a suggestion.
 */
export function defineSuite<Input, Expected, const Variants extends Record<string, Variant<NoInfer<Input>>>>(
  name: string,
  dataset: Dataset<Input, Expected>,
  definition: SuiteDefinition<
    NoInfer<Input>,
    NoInfer<Expected>,
    Variants & Checked<Variants, NoInfer<Input>>
  >,
): Suite<Input, Expected> {
  const where = `suite "${name}"`;
  if (!NAME.test(name)) {
    throw new UserError(`${where}: the name must be letters, digits, ".", "_" or "-", at most 64`);
  }
  for (const key of Object.keys(definition)) {
    if (!(SUITE_KEYS as readonly string[]).includes(key)) {
      throw new UserError(`${where}: unknown key "${key}"`, didYouMean(key, SUITE_KEYS));
    }
  }
  const given: Readonly<Record<string, Variant<Input>>> = definition.variants;
  const names = Object.keys(given ?? {});
  if (names.length === 0)
    throw new UserError(`${where} has no variants`, 'add at least one under "variants"');
  const variants = Object.fromEntries(
    Object.entries(given).map(([variant, value]) => [variant, checkVariant(where, variant, value)]),
  );

  const baseline = definition.baseline ?? names[0]!;
  if (!names.includes(baseline)) {
    throw new UserError(`${where}: baseline "${baseline}" is not a variant`, didYouMean(baseline, names));
  }
  const repeat = definition.repeat ?? 1;
  if (!Number.isInteger(repeat) || repeat < 1) {
    throw new UserError(`${where}: repeat must be a whole number from 1, not ${repeat}`);
  }
  const retries = definition.retries ?? 2;
  if (!Number.isInteger(retries) || retries < 0) {
    throw new UserError(`${where}: retries must be a whole number from 0, not ${retries}`);
  }
  const confirmAbove = definition.confirmAbove ?? 20;
  if (typeof confirmAbove !== 'number' || !(confirmAbove >= 0)) {
    throw new UserError(`${where}: confirmAbove must be a number of dollars from 0, not ${confirmAbove}`);
  }
  const { confirm } = definition;
  if (confirm !== undefined && typeof confirm !== 'boolean') {
    throw new UserError(`${where}: confirm must be true or false, not ${confirm}`);
  }
  const graders = checkGraders(where, definition.graders);
  return {
    name,
    dataset,
    variants,
    graders,
    baseline,
    repeat,
    retries,
    confirmAbove,
    gates: checkGates(where, definition.gates ?? [], { variants, graders }),
    ...(confirm !== undefined && { confirm }),
    ...(definition.description !== undefined && { description: definition.description }),
    ...(definition.simulate && { simulate: definition.simulate }),
    ...(definition.prices !== undefined && { prices: definition.prices }),
    ...(definition.maxCost !== undefined && { maxCost: definition.maxCost }),
  };
}

function checkVariant<Input>(where: string, name: string, variant: Variant<Input>): Variant<Input> {
  const here = `${where}, variant "${name}"`;
  if (!NAME.test(name)) {
    throw new UserError(`${here}: the name must be letters, digits, ".", "_" or "-", at most 64`);
  }
  checkKey(here, name);
  if (typeof variant !== 'object' || variant === null) throw new UserError(`${here} is not an object`);
  if (isRecorded(variant)) return variant;
  if (variant.prompt === undefined) {
    throw new UserError(
      `${here} has no prompt`,
      'add "prompt": a function of the input, a string or promptFile()',
    );
  }
  return variant.output === undefined ? variant : withOutputFormat(here, variant, variant.output);
}

/** Set once, where the suite is defined: what the API would not take is said there. */
function withOutputFormat<Input>(
  here: string,
  variant: ModelVariant<Input>,
  output: Schema<unknown>,
): ModelVariant<Input> {
  try {
    const format = outputFormat(output);
    const given = variant.output_config?.format;
    if (given && !isDeepStrictEqual(given, format)) {
      throw new UserError('"output" and "output_config.format" say different things', 'leave out one');
    }
    return { ...variant, output_config: { ...variant.output_config, format } };
  } catch (error) {
    throw isUserError(error) ? new UserError(`${here}: ${error.message}`, error.hint) : error;
  }
}

/** Scores and variants are kept by name in objects, where these names would not stay what or where they are. */
function checkKey(here: string, name: string): void {
  if (/^\d+$/.test(name)) {
    throw new UserError(`${here}: JavaScript moves names that are numbers before all others`, 'add a letter');
  }
  if (name in {}) throw new UserError(`${here}: every object has a "${name}" already`, 'choose another name');
}

function checkGraders<Input, Expected, Parsed>(
  where: string,
  graders: readonly GraderOrFunction<Input, Expected, Parsed>[] | undefined,
): AnyGrader<Input, Expected>[] {
  if (!Array.isArray(graders) || graders.length === 0) {
    throw new UserError(`${where} has no graders`, 'without one nothing is judged: add, say, exactMatch()');
  }
  type Given = GraderOrFunction<Input, Expected, Parsed>;
  const named = graders.map((grader: Given, index): AnyGrader<Input, Expected, Parsed> => {
    if (typeof grader === 'object' && grader !== null) return grader;
    if (typeof grader !== 'function') {
      throw new UserError(`${where}: grader ${index + 1} is ${grader}, neither a grader nor a function`);
    }
    if (!grader.name) {
      throw new UserError(
        `${where}: grader ${index + 1} is a function without a name`,
        'wrap it: custom("name", …)',
      );
    }
    return { name: grader.name, settings: settingsOf(grader), grade: grader };
  });
  const seen = new Set<string>();
  for (const grader of named) {
    const { name, threshold, role } = grader;
    const judges = isJudge(grader);
    const weight = judges ? undefined : grader.weight;
    if (
      typeof name !== 'string' ||
      name === '' ||
      typeof (judges ? grader.ask : grader.grade) !== 'function'
    ) {
      throw new UserError(`${where}: a grader needs a name and a function "grade", or "ask" and "read"`);
    }
    if (judges && !(Number.isInteger(grader.opinions) && grader.opinions >= 1)) {
      throw new UserError(`${where}, judge "${name}": opinions must be a whole number from 1`);
    }
    checkKey(`${where}, grader "${name}"`, name);
    if (threshold !== undefined && !(threshold >= 0 && threshold <= 1)) {
      throw new UserError(`${where}, grader "${name}": a threshold of ${threshold} is outside [0, 1]`);
    }
    if (role !== undefined && !ROLES.includes(role)) {
      throw new UserError(
        `${where}, grader "${name}": role "${role}" is not known`,
        didYouMean(String(role), ROLES),
      );
    }
    if (weight !== undefined) {
      throw new UserError(
        `${where}, grader "${name}" has a weight, but stands alone`,
        'weights count within weighted({ … }) only',
      );
    }
    if (seen.has(name))
      throw new UserError(`${where}: two graders are named "${name}"`, 'give one { name: … }');
    seen.add(name);
  }
  if (named.every(({ role }) => role === 'advisory')) {
    throw new UserError(
      `${where}: every grader is advisory, so nothing would be decided or compared`,
      'leave the role of one out, or make it "metric"',
    );
  }
  return named;
}
