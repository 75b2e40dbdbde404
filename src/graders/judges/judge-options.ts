import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Verdict } from '../../model/grader.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Judge } from '../../model/judge.ts';
import { EFFORTS } from '../../model/models.ts';
import type { Params } from '../../model/request.ts';
import { settingsOf } from '../../model/settings.ts';
import { checkOptions } from '../check-options.ts';
import type { GraderOptions } from '../grader-options.ts';
import { PROMPT_VERSION, SYSTEM_PROMPT } from './prompt.ts';

/** What every judge takes, but for a panel, which asks others. */
export interface JudgeOptions extends Omit<GraderOptions, 'weight'> {
  readonly model: string;
  /** Thinking counts against it, so it leaves room: 4096 unless told otherwise. */
  readonly max_tokens?: number;
  /** `low` unless told otherwise. Null where the model takes no effort. */
  readonly effort?: (typeof EFFORTS)[number] | null;
}

const MAX_TOKENS = 4096;
const EFFORT = 'low';

type OwnOptions<Options> = Readonly<Record<Exclude<keyof Options, keyof JudgeOptions> & string, string>>;

/** Checks a judge's options where the suite is defined; `types` as in `checkOptions`, of its own options. */
export function checkJudgeOptions<Options extends JudgeOptions>(
  kind: string,
  options: Options,
  types: OwnOptions<Options>,
): void {
  refuseWeight(kind, options);
  checkOptions<JudgeOptions>(kind, options, {
    model: 'string',
    max_tokens: 'number',
    effort: 'string object',
    ...types,
  });
  const { model, max_tokens = MAX_TOKENS, effort = EFFORT } = options;
  if (typeof model !== 'string' || model === '') {
    throw new UserError(`${kind}: there is no model`, "Say who judges: model: 'claude-sonnet-5-5'.");
  }
  if (!Number.isInteger(max_tokens) || max_tokens < 1) {
    throw new UserError(`${kind}: max_tokens must be a whole number from 1, not ${max_tokens}`);
  }
  if (effort !== null && !EFFORTS.includes(effort)) {
    throw new UserError(`${kind}: effort '${effort}' is not known`, didYouMean(String(effort), EFFORTS));
  }
}

/** Weights count within `weighted` only, which takes no judges: a rubric weighs its criteria instead. */
export function refuseWeight(kind: string, { weight }: GraderOptions): void {
  if (weight !== undefined) {
    throw new UserError(`${kind}: a judge has no weight`, 'In a rubric, each criterion may have one.');
  }
}

/** One request to a judge. Required fields come first and in order, so that the reasoning precedes the verdict. */
export function judgeParams(
  { model, max_tokens = MAX_TOKENS, effort = EFFORT }: JudgeOptions,
  text: string,
  fields: Readonly<Record<string, JsonValue>>,
): Params {
  const properties = { reasoning: { type: 'string' }, ...fields };
  const schema = {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
  return {
    model,
    max_tokens,
    system: SYSTEM_PROMPT,
    messages: [{ role: 'user', content: text }],
    output_config: { ...(effort !== null && { effort }), format: { type: 'json_schema', schema } },
  };
}

/**
 * A judge of a kind, named after it unless told otherwise. Its settings are the kind, what it is told, and the
 * options that are not common to all graders.
 *
 * @param instruction how it is told to answer.
 */
export function makeJudge<Input, Expected>(
  kind: string,
  options: JudgeOptions,
  instruction: string,
  behaviour: Pick<Judge<Input, Expected>, 'opinions' | 'against' | 'ask' | 'read'>,
): Judge<Input, Expected> {
  const { name = kind, threshold, role, max_tokens = MAX_TOKENS, effort = EFFORT, ...own } = options;
  const prompt = { version: PROMPT_VERSION, system: SYSTEM_PROMPT, instruction };
  return {
    name,
    ...(threshold !== undefined && { threshold }),
    ...(role !== undefined && { role }),
    settings: { kind, ...(settingsOf({ ...own, max_tokens, effort }) as object), prompt },
    ...behaviour,
  };
}

/** A gate that could never say pass or fail is refused where the suite is defined. */
export function refuseIdleGate(kind: string, { role, threshold }: GraderOptions, decides: boolean): void {
  if (role === 'gate' && threshold === undefined && !decides) {
    throw new UserError(`${kind}: a gate says pass or fail, and this judge measures`, 'Give it a threshold.');
  }
}

/**
 * A verdict that a threshold decides where there is one. Without, a judge that only knows pass (1) and fail (0)
 * decides by itself, and any other measures.
 */
export function judged(
  score: number,
  reason: string,
  { threshold }: GraderOptions,
  decides: boolean,
): Exclude<Verdict, number | boolean> {
  return { score, reason, ...(decides && threshold === undefined && { pass: score === 1 }) };
}
