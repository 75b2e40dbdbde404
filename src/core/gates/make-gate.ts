import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import { type Gate, type GateOf, type GateType, gateSchemas, type INCONCLUSIVE } from '../../model/gate.ts';

/** What every gate takes that looks at variants. */
export interface VariantOptions {
  /** The one it looks at. Default: all that it applies to. */
  readonly variant?: string;
}

/** What every gate takes that looks at scores. */
export interface ScoreOptions extends VariantOptions {
  /** `accuracy`, or the name of a grader. Default: the accuracy, else the first grader that is compared. */
  readonly metric?: string;
  /** Only the cases with this tag, which is declared thereby: it is told before the run what is looked at. */
  readonly slice?: string;
  /** What comes of it where the data show neither that it holds nor that it does not. */
  readonly inconclusive?: (typeof INCONCLUSIVE)[number];
}

/** @throws UserError naming the gate and the option, with a suggestion. */
export function makeGate<Type extends GateType>(type: Type, options: object): GateOf<Type> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const schema = gateSchemas[type];
  const { success, data, error } = schema.safeParse({ ...Object.fromEntries(given), type });
  if (success) return data as GateOf<Type>;
  const [issue] = error.issues;
  if (issue!.code === 'unrecognized_keys') {
    const [key] = issue!.keys;
    const known = Object.keys(schema.shape).filter((name) => name !== 'type');
    throw new UserError(`${type}: there is no option "${key}"`, didYouMean(key!, known));
  }
  const [key] = issue!.path;
  const value = Object.fromEntries(given)[String(key)];
  throw new UserError(`${type}: ${String(key)} ${issue!.message}, not ${shown(value)}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** What a gate without such an option names. */
const NAMED = { variant: null, metric: null, slice: null };

/** Gates of which a suite has one: what they look at. Two lists of cases are two gates, and neither replaces the other. */
export function gateKey(gate: Gate): string {
  const { type, variant, metric, slice, cases } = { ...NAMED, cases: null, ...gate };
  return JSON.stringify([type, variant, metric, slice, cases]);
}

/** `noRegression of exact, haiku, lang:de`: a gate as errors name it. */
export function gateName(gate: Gate): string {
  const { type, variant, metric, slice } = { ...NAMED, ...gate };
  const about = [variant, slice].filter((part) => part !== null);
  return [metric === null ? type : `${type} of ${metric}`, ...about].join(', ');
}
