import { UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { callFaults } from './call-faults.ts';
import { checkOptions } from './check-options.ts';
import { type ExpectedCall, readExpectedCalls, type ToolCall, type WantedCall } from './expected-calls.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { checkLimits, isWithinLimits, type Limits, limitsText } from './limits.ts';
import { allOf } from './quote.ts';
import { verdict } from './verdict.ts';

/** What `toolCalls` compares with: `['get_time', { name: 'get_weather', input: { city: 'Paris' } }]`. */
export type ToolCallsExpected = readonly (string | ExpectedCall)[];

export interface ToolCallsOptions extends GraderOptions, Limits {
  /**
   * How inputs that are stated are compared. `exact` unless told otherwise; with `subset` an object in the answer may
   * have further keys, at any depth.
   */
  readonly inputs?: 'exact' | 'subset';
  /** True: the calls must come in the order in which they are stated. */
  readonly ordered?: boolean;
  /** True: calls beyond those that are stated are no fault. */
  readonly extra?: boolean;
  /** Tools that must not be called, whatever else is. */
  readonly forbidden?: readonly string[];
}

/**
 * The answer calls the expected tools, each once, and no other: its `tool_use` blocks. Tools that the API runs by
 * itself (`server_tool_use`) are not looked at.
 *
 * - A call is stated by its name, or by name and `input`: a JSON object that the arguments must equal (key order means
 *   nothing, the order of items does), or a zod schema that they must satisfy. A call that is stated twice is wanted
 *   twice. Each call of the answer answers one that is stated; which one is found out, whatever their order.
 * - `calls` is the list, or a function of the sample; without it the case's `expected` is. `calls: 'any'` looks only at
 *   `forbidden`, and at `min` and `max`, the number of calls. An empty list wants no call.
 * - A list that states no calls is a `UserError` at definition, from a case a failed score. So is an answer that does
 *   not say why it stopped: another system gave it, and what that called is not known.
 *
 *     toolCalls({ calls: [{ name: 'get_weather', input: { city: 'Paris' } }], inputs: 'subset' })
 *     toolCalls({ calls: ['search', 'read'], ordered: true, extra: true, forbidden: ['delete'] })
 *     toolCalls({ calls: 'any', max: 3 })
 */
export function toolCalls<Input, Expected>(
  options: ToolCallsOptions & { readonly calls: (sample: Sample<Input, Expected>) => ToolCallsExpected },
): Decider<Input, Expected>;
export function toolCalls<Input = unknown, Expected = unknown>(
  options: ToolCallsOptions & { readonly calls: 'any' | ToolCallsExpected },
): Decider<Input, Expected>;
export function toolCalls<Input = unknown, Expected extends ToolCallsExpected = ToolCallsExpected>(
  options?: ToolCallsOptions,
): Decider<Input, Expected>;
export function toolCalls(
  options: ToolCallsOptions & {
    readonly calls?: 'any' | ToolCallsExpected | ((sample: Sample) => ToolCallsExpected);
  } = {},
): Decider {
  checkOptions('toolCalls', options, {
    calls: 'string object function',
    inputs: 'string',
    ordered: 'boolean',
    extra: 'boolean',
    forbidden: 'object',
    min: 'number',
    max: 'number',
  });
  const {
    name = 'toolCalls',
    calls,
    inputs = 'exact',
    forbidden = [],
    extra = false,
    ordered = false,
  } = options;
  checkToolCalls(options);

  function wantedCalls(sample: Sample): readonly WantedCall[] {
    const stated = typeof calls === 'function' ? calls(sample) : (calls ?? sample.expected);
    return readExpectedCalls(name, stated, inputs);
  }

  return makeGrader('toolCalls', options, (sample: Sample) => {
    const found = callsOf(name, sample);
    const wanted = calls === 'any' ? null : wantedCalls(sample);
    const faults = [
      ...forbiddenFaults(found, forbidden),
      ...(isWithinLimits(found.length, options)
        ? []
        : [`${found.length} calls, wanted ${limitsText(options)}`]),
      ...(wanted ? callFaults(found, wanted, { ordered, extra }) : []),
    ];
    const called = found.length === 0 ? 'no tool' : found.map(({ name: tool }) => tool).join(', ');
    return verdict(
      faults.length === 0,
      faults.length === 0 ? `called ${clip(called)}` : clip(faults.join('; ')),
    );
  });
}

function callsOf(name: string, { message }: Sample): readonly ToolCall[] {
  if (message.stop_reason === null) throw new Error(`${name}: what the answer called is not known`);
  return message.content.filter((block) => block.type === 'tool_use');
}

function forbiddenFaults(found: readonly ToolCall[], forbidden: readonly string[]): string[] {
  const called = forbidden.filter((tool) => found.some(({ name }) => name === tool));
  return called.length === 0 ? [] : [`called ${allOf(called)}, which is forbidden`];
}

function checkToolCalls(options: ToolCallsOptions & { readonly calls?: unknown }): void {
  const { calls, inputs = 'exact', forbidden = [], min, max } = options;
  if (inputs !== 'exact' && inputs !== 'subset') {
    throw new UserError(`toolCalls: inputs: '${inputs}' is not known`, "It takes 'exact' or 'subset'.");
  }
  if (!Array.isArray(forbidden) || !forbidden.every((tool) => typeof tool === 'string' && tool !== '')) {
    throw new UserError("toolCalls: 'forbidden' is no list of names", "forbidden: ['delete_file']");
  }
  const limited = min !== undefined || max !== undefined;
  if (limited) checkLimits('toolCalls', options);
  if (calls === 'any' && forbidden.length === 0 && !limited) {
    throw new UserError(
      'toolCalls: any calls pass',
      'Say what is forbidden, or how many calls there may be.',
    );
  }
  if (calls === undefined || calls === 'any' || typeof calls === 'function') return;
  try {
    readExpectedCalls('toolCalls', calls, inputs);
  } catch (error) {
    throw new UserError(
      (error as Error).message,
      "calls: ['get_time', { name: 'get_weather', input: { city: 'Paris' } }]",
    );
  }
}

/** A model may call as much as it likes. */
function clip(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 500).replace(/[\ud800-\udbff]$/, '')}…`;
}
