import { EFFORTS, type ModelFacts } from '../models.ts';
import { type Fields, isFields, misshaped, type RequestFault, refused } from './fault.ts';

/** The highest efforts, which a model of the kind `low-effort` does not take with thinking off. */
const HIGH_EFFORTS: readonly unknown[] = ['xhigh', 'max'];

/** The rules that differ by model, each a 400 when broken. */
export function checkModelRules(params: Fields, facts: ModelFacts, apiVersion: string): RequestFault[] {
  return [
    ...checkOutputLimit(params, facts),
    ...(apiVersion < '2026-10-21' ? checkSampling(params, facts) : []),
    ...checkThinking(params, facts),
    ...checkEffort(params, facts),
    ...checkTools(params, facts),
    ...checkPrefill(params, facts),
    ...checkGeography(params, facts),
  ];
}

function checkOutputLimit({ max_tokens: asked, model }: Fields, facts: ModelFacts): RequestFault[] {
  const limit = facts.maxOutputTokens;
  if (typeof asked !== 'number' || limit === null || asked <= limit) return [];
  const text = `${asked} > ${limit}, which is the maximum allowed number of output tokens for ${model}`;
  return [misshaped('max_tokens', text)];
}

function checkSampling({ temperature, top_p, top_k }: Fields, facts: ModelFacts): RequestFault[] {
  if (facts.sampling === false) {
    const changed: string[] = [];
    if (temperature != null && temperature !== 1) changed.push('temperature');
    if (top_p != null && top_p !== 1) changed.push('top_p');
    if (top_k != null) changed.push('top_k');
    return changed.map((name) => refused(name, `\`${name}\` is deprecated for this model.`));
  }
  if (facts.sampling === 'temperature-or-top_p' && temperature != null && top_p != null) {
    const text = '`temperature` and `top_p` cannot both be specified for this model. Please use only one.';
    return [refused('top_p', text)];
  }
  return [];
}

function checkThinking(params: Fields, facts: ModelFacts): RequestFault[] {
  if (!isFields(params.thinking)) return [];
  const type = params.thinking.type;
  const unsupported = [
    refused(
      'thinking.type',
      `"thinking.type.${type}" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.`,
    ),
  ];
  switch (type) {
    case 'enabled':
      return facts.thinking.enabled ? checkBudget(params, params.thinking) : unsupported;
    case 'adaptive':
      if (facts.thinking.adaptive) return [];
      return [refused('thinking.type', 'adaptive thinking is not supported on this model')];
    case 'between_tools':
      if (facts.thinking.betweenTools) return [];
      return [refused('thinking.type', '"thinking.type.between_tools" is not supported for this model.')];
    case 'disabled': {
      if (facts.thinking.disabled === true) return [];
      if (facts.thinking.disabled === false) return unsupported;
      const effort = isFields(params.output_config) ? params.output_config.effort : undefined;
      if (!HIGH_EFFORTS.includes(effort)) return [];
      const text = `"thinking.type.disabled" is not supported with "output_config.effort" set to "${effort}" for this model.`;
      return [refused('thinking.type', text)];
    }
    default:
      return [];
  }
}

function checkBudget(params: Fields, { budget_tokens: budget }: Fields): RequestFault[] {
  const path = 'thinking.enabled.budget_tokens';
  if (budget === undefined) return [misshaped(path, 'Field required')];
  if (typeof budget !== 'number' || !Number.isInteger(budget)) {
    return [misshaped(path, 'Input should be a valid integer')];
  }
  const faults: RequestFault[] = [];
  if (budget < 1024) faults.push(misshaped(path, 'Input should be greater than or equal to 1024'));
  if (typeof params.max_tokens === 'number' && budget >= params.max_tokens) {
    faults.push(refused(path, '`max_tokens` must be greater than `thinking.budget_tokens`.'));
  }
  if (isForced(params.tool_choice)) {
    const text = 'Thinking may not be enabled when tool_choice forces tool use.';
    faults.push(refused('tool_choice', text));
  }
  return faults;
}

function checkEffort({ output_config: config }: Fields, facts: ModelFacts): RequestFault[] {
  if (!isFields(config) || !isEffort(config.effort)) return [];
  if (facts.efforts.length === 0) {
    return [refused('output_config.effort', 'This model does not support the effort parameter.')];
  }
  if (facts.efforts.includes(config.effort)) return [];
  const text = `This model does not support effort level '${config.effort}'. Supported levels: ${facts.efforts.join(', ')}.`;
  return [refused('output_config.effort', text)];
}

/** Whether it is an effort that some model knows. */
export function isEffort(value: unknown): value is (typeof EFFORTS)[number] {
  return (EFFORTS as readonly unknown[]).includes(value);
}

function checkTools({ tool_choice: choice }: Fields, facts: ModelFacts): RequestFault[] {
  if (facts.forcedTools || !isForced(choice)) return [];
  const text = 'tool_choice: type "tool" and "any" are not supported for this model.';
  return [refused('tool_choice', text)];
}

function isForced(choice: unknown): boolean {
  return isFields(choice) && (choice.type === 'tool' || choice.type === 'any');
}

function checkPrefill({ messages, output_config: config }: Fields, facts: ModelFacts): RequestFault[] {
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  if (!isFields(last) || last.role !== 'assistant' || isPausedTurn(last)) return [];
  if (!facts.prefill) {
    const text =
      'This model does not support assistant message prefill. The conversation must end with a user message.';
    return [refused('messages', text)];
  }
  if (isFields(config) && config.format != null) {
    return [refused('messages', 'Assistant message prefill is not supported with output_config.format.')];
  }
  return [];
}

/**
 * A turn that the API paused while it ran a tool of its own is taken up again by sending it back as it is: no prefill.
 *
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools
 */
function isPausedTurn({ content }: Fields): boolean {
  return (
    Array.isArray(content) && content.some((block) => isFields(block) && block.type === 'server_tool_use')
  );
}

function checkGeography({ inference_geo: geography }: Fields, facts: ModelFacts): RequestFault[] {
  if (geography == null || facts.inferenceGeo) return [];
  return [refused('inference_geo', '`inference_geo` is not supported for this model.')];
}
