import type { Schema } from '../model/suite.ts';
import { jsonDifference } from './json-difference.ts';
import { jsonPath } from './json-path.ts';
import { jsonSubsetDifference } from './json-subset-difference.ts';
import { quote } from './quote.ts';
import { showJson } from './show-json.ts';
import { isZodLike, zodViolation } from './zod-violation.ts';

/** A call as it was made. */
export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
}

/** A call as it is stated. Without `input`, any arguments will do. */
export interface ExpectedCall {
  readonly name: string;
  readonly input?: Readonly<Record<string, unknown>> | Schema<unknown>;
}

/** A call that is wanted: what it is, and what is wrong with one that was made; undefined for nothing. */
export interface WantedCall {
  readonly text: string;
  readonly name: string;
  readonly fault: (call: ToolCall) => string | undefined;
}

/** @throws for what states no calls. */
export function readExpectedCalls(
  grader: string,
  stated: unknown,
  inputs: 'exact' | 'subset',
): readonly WantedCall[] {
  if (!Array.isArray(stated))
    throw new Error(`${grader} has nothing to compare with: expected is no list of calls`);
  return stated.map((call: unknown) => {
    const { name, input, ...others } =
      typeof call === 'string' ? { name: call } : ((call ?? {}) as Partial<ExpectedCall>);
    const isInput =
      input === undefined || (typeof input === 'object' && input !== null && !Array.isArray(input));
    if (typeof name !== 'string' || name === '' || !isInput || Object.keys(others).length > 0) {
      throw new Error(
        `${grader}: expected ${isZodLike(input) ? 'call' : showJson(call)} is no call: it takes a name and an input`,
      );
    }
    // An input that JSON cannot hold throws here, whatever was called.
    if (!isZodLike(input)) jsonDifference(input, input);
    return {
      name,
      text:
        input === undefined
          ? quote(name)
          : `${quote(name)} with ${isZodLike(input) ? 'a valid input' : showJson(input)}`,
      fault: (found: ToolCall) =>
        found.name === name ? inputFault(found.input, input, inputs) : 'another tool',
    };
  });
}

function inputFault(
  found: unknown,
  wanted: ExpectedCall['input'],
  inputs: 'exact' | 'subset',
): string | undefined {
  if (wanted === undefined) return undefined;
  if (isZodLike(wanted)) return zodViolation(wanted, found);
  const difference = (inputs === 'exact' ? jsonDifference : jsonSubsetDifference)(found, wanted);
  return difference
    ? `${jsonPath(difference.path)}: found ${showJson(difference.found)}, wanted ${showJson(difference.wanted)}`
    : undefined;
}
