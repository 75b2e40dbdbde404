import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import { type Gate, type GateType, gateSchemas } from '../../model/gate.ts';
import type { AnyGrader } from '../../model/judge.ts';
import { ACCURACY } from '../score-table.ts';
import { gateKey, gateName, makeGate } from './make-gate.ts';

/** What a suite has that gates may name. */
interface Nameable {
  readonly graders: readonly Pick<AnyGrader, 'name' | 'role'>[];
  readonly variants: object;
}

/**
 * Holds gates against the suite they are for.
 *
 * @throws UserError naming the gate, with a suggestion.
 */
export function checkGates(where: string, given: unknown, suite: Nameable): readonly Gate[] {
  if (!Array.isArray(given)) {
    throw new UserError(`${where}: gates must be a list`, 'say, gates: [noRegression()]');
  }
  const gates = given.map((gate, index) => checkForm(`${where}: gate ${index + 1}`, gate));
  const seen = new Set<string>();
  const primary = new Set<string | null>();
  for (const gate of gates) {
    const here = `${where}, gate ${gateName(gate)}`;
    checkNames(here, gate, suite);
    if (seen.has(gateKey(gate))) {
      throw new UserError(
        `${here}: it is there twice`,
        'leave one out, or let them look at different things',
      );
    }
    seen.add(gateKey(gate));
    if (gate.type !== 'noRegression' || !gate.primary) continue;
    if (primary.has(gate.variant)) {
      throw new UserError(`${here}: another one is primary already`, 'what is primary is tested alone');
    }
    primary.add(gate.variant);
  }
  return gates;
}

function checkForm(here: string, given: unknown): Gate {
  const { type, ...options } = Object(given);
  if (typeof given === 'object' && Object.hasOwn(gateSchemas, String(type))) {
    return makeGate(type as GateType, options);
  }
  const makers = Object.keys(gateSchemas).map((name) => `${name}(…)`);
  throw new UserError(`${here} is no gate`, `call one of ${makers.join(', ')}`);
}

function checkNames(here: string, gate: Gate, { variants, graders }: Nameable): void {
  const { variant, metric } = { variant: null, metric: null, ...gate };
  const names = Object.keys(variants);
  if (variant !== null && !names.includes(variant)) {
    throw new UserError(`${here}: there is no variant "${variant}"`, didYouMean(variant, names));
  }
  if (metric === null || metric === ACCURACY) return;
  const grader = graders.find(({ name }) => name === metric);
  if (grader === undefined) {
    const metrics = [ACCURACY, ...graders.map(({ name }) => name)];
    throw new UserError(`${here}: there is no grader "${metric}"`, didYouMean(metric, metrics));
  }
  if (grader.role === 'advisory') {
    throw new UserError(
      `${here}: the grader "${metric}" is advisory: it is neither compared nor decides`,
      'make its role "metric"',
    );
  }
}

/** The gates of a suite and those that a run was told beside it: where both have one of a kind, the latter. */
export function joinGates(own: readonly Gate[], told: readonly Gate[]): readonly Gate[] {
  const replaced = new Set(told.map(gateKey));
  return [...own.filter((gate) => !replaced.has(gateKey(gate))), ...told];
}
