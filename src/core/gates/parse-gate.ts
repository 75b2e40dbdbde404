import { didYouMean } from '../../model/did-you-mean.ts';
import { isUserError, UserError } from '../../model/errors.ts';
import type { Gate, GateType } from '../../model/gate.ts';
import { makeGate } from './make-gate.ts';

/** The option that stands behind the name of a gate, and an example of it; null: none does. */
interface Form {
  readonly option: string;
  readonly example: string;
  /** Default: a number. */
  readonly read?: (text: string) => unknown;
}

const FORMS: Readonly<Record<GateType, Form | null>> = {
  noRegression: null,
  nonInferior: { option: 'margin', example: 'nonInferior=0.03' },
  atLeast: { option: 'share', example: 'atLeast=0.9' },
  mustPass: { option: 'cases', example: 'mustPass=case-1+case-2', read: (text) => text.split('+') },
  maxErrors: { option: 'share', example: 'maxErrors=0.02' },
  maxCost: { option: 'dollars', example: 'maxCost=5' },
  maxCostPerCase: { option: 'dollars', example: 'maxCostPerCase=0.01' },
  maxTokens: { option: 'tokens', example: 'maxTokens=2000' },
};

/** Options that are numbers, and those that stand without a value. */
const NUMBERS: readonly string[] = ['tolerance'];
const SWITCHES: readonly string[] = ['primary', 'proven'];

/**
 * A gate on a command line: `noRegression`, `nonInferior=0.03`, `atLeast=0.9,proven`, `mustPass=case-1+case-2`,
 * `noRegression,metric=exact,slice=lang:de,tolerance=0.01`.
 *
 * @throws UserError naming the flag, with a suggestion.
 */
export function parseGate(spec: string): Gate {
  const [first, ...others] = spec.split(',');
  const [type, value] = divided(first!);
  if (!isGateType(type)) {
    throw new UserError(`--gate ${spec}: there is no gate "${type}"`, didYouMean(type, Object.keys(FORMS)));
  }
  const options = optionsIn(spec, others);
  const form = FORMS[type];
  if (form === null && value !== undefined) {
    throw new UserError(`--gate ${spec}: ${type} takes no value`, `say ${type},tolerance=${value}`);
  }
  if (form !== null) {
    if (!value) throw new UserError(`--gate ${spec}: ${type} needs a value`, `such as ${form.example}`);
    options[form.option] = (form.read ?? numberIn)(value);
  }
  try {
    return makeGate(type, options);
  } catch (error) {
    throw isUserError(error) ? new UserError(`--gate ${spec}: ${error.message}`, error.hint) : error;
  }
}

function isGateType(type: string): type is GateType {
  return Object.hasOwn(FORMS, type);
}

function optionsIn(spec: string, parts: readonly string[]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const part of parts) {
    const [key, text] = divided(part);
    if (Object.hasOwn(options, key)) throw new UserError(`--gate ${spec}: it says "${key}" twice`);
    if (SWITCHES.includes(key) !== (text === undefined)) {
      const form = SWITCHES.includes(key) ? `${key} stands alone` : `"${key}" needs a value`;
      throw new UserError(`--gate ${spec}: ${form}`, `such as ${SWITCHES.includes(key) ? key : `${key}=…`}`);
    }
    options[key] = text === undefined ? true : NUMBERS.includes(key) ? numberIn(text) : text;
  }
  return options;
}

/** At the first `=`; a tag may have more of them. */
function divided(part: string): [string, string | undefined] {
  const at = part.indexOf('=');
  return at === -1 ? [part, undefined] : [part.slice(0, at), part.slice(at + 1)];
}

/** What is no number stays what it is, to be refused by name. */
function numberIn(text: string): number | string {
  return /^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
