import { findModel, type ModelFacts, type ModelTable } from './models.ts';
import { type Fields, isFields, misshaped, type RequestFault, refused } from './request-rules/fault.ts';
import { checkCacheBreakpoints, checkMessages, checkSystem } from './request-rules/messages.ts';
import { checkModelRules, isEffort } from './request-rules/model.ts';
import { checkSchemas } from './request-rules/schema.ts';

export type { RequestFault } from './request-rules/fault.ts';

/** Versions of the API (header `anthropic-version`), oldest first. */
export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

export interface RuleContext {
  readonly apiVersion: ApiVersion;
  readonly endpoint: 'messages' | 'batch' | 'count_tokens';
  /** `YYYY-MM-DD`: decides which models are retired. */
  readonly today: string;
}

const COUNTED = [
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'cache_control',
  'speed',
];

const SAMPLING = ['temperature', 'top_p', 'top_k'];

const GENERATED = [
  ...COUNTED,
  'max_tokens',
  'stop_sequences',
  'metadata',
  'service_tier',
  'inference_geo',
  'container',
  'diagnostics',
  'stream',
];

const KNOWN = {
  '2023-06-01': { counted: new Set(COUNTED), generated: new Set([...GENERATED, ...SAMPLING]) },
  '2026-10-21': { counted: new Set(COUNTED), generated: new Set(GENERATED) },
};

const THINKING: readonly unknown[] = ['enabled', 'disabled', 'between_tools', 'adaptive'];
const TOOL_CHOICES: readonly unknown[] = ['auto', 'any', 'tool', 'none'];

/**
 * What the API would refuse about these params, the first fault first; empty when it would accept them.
 * Pure and cheap enough to run on every request of a large run before it is paid for. It knows what is
 * published: the API may still refuse more, such as a prompt that is too long.
 */
export function checkParams(params: unknown, models: ModelTable, context: RuleContext): RequestFault[] {
  if (!isFields(params)) return [misshaped('params', 'Input should be an object')];
  const facts = typeof params.model === 'string' ? findModel(models, params.model) : undefined;
  const faults = [
    ...checkNames(params, context),
    ...(context.endpoint === 'batch' ? checkBatchSupport(params) : []),
    ...checkMaxTokens(params, context),
    ...checkMessages(params.messages, context.apiVersion),
    ...checkSystem(params.system),
    ...checkChoices(params),
    ...checkToolChoice(params),
    ...checkCacheBreakpoints(params),
    ...checkSchemas(params),
    ...checkModel(params.model, facts, context.today),
  ];
  if (facts) faults.push(...checkModelRules(params, facts, context.apiVersion));
  return faults;
}

/** What a batch does not take although Messages does. */
export function checkBatchSupport(params: Fields): RequestFault[] {
  const faults: RequestFault[] = [];
  for (const [name, isRefused] of Object.entries(NOT_IN_A_BATCH)) {
    if (isRefused(params[name])) {
      faults.push(misshaped(name, 'This parameter is not supported in the Message Batches API.'));
    }
  }
  return faults;
}

const isGiven = (value: unknown): boolean => value != null;

const NOT_IN_A_BATCH: Readonly<Record<string, (value: unknown) => boolean>> = {
  stream: (value) => value === true,
  speed: isGiven,
  store: isGiven,
  previous_thread_event_id: isGiven,
  cache_hint: isGiven,
  context_hint: isGiven,
  fallbacks: isGiven,
  research_preview_2026_02: (value) => value === 'active',
};

function checkNames(params: Fields, { apiVersion, endpoint }: RuleContext): RequestFault[] {
  const known = KNOWN[apiVersion][endpoint === 'count_tokens' ? 'counted' : 'generated'];
  const faults: RequestFault[] = [];
  for (const name in params) {
    if (known.has(name) || (endpoint === 'batch' && name in NOT_IN_A_BATCH)) continue;
    faults.push(misshaped(name, 'Extra inputs are not permitted'));
  }
  return faults;
}

function checkMaxTokens({ max_tokens: asked }: Fields, { endpoint }: RuleContext): RequestFault[] {
  if (endpoint === 'count_tokens') return [];
  if (asked === undefined) return [misshaped('max_tokens', 'Field required')];
  if (typeof asked !== 'number' || !Number.isInteger(asked)) {
    return [misshaped('max_tokens', 'Input should be a valid integer')];
  }
  // Outside a batch, 0 fills the prompt cache without an answer.
  const least = endpoint === 'batch' ? 1 : 0;
  if (asked >= least) return [];
  return [misshaped('max_tokens', `Input should be greater than or equal to ${least}`)];
}

function checkModel(model: unknown, facts: ModelFacts | undefined, today: string): RequestFault[] {
  if (model === undefined) return [misshaped('model', 'Field required')];
  if (typeof model !== 'string') return [misshaped('model', 'Input should be a valid string')];
  const isRetired = facts?.lifecycle === 'retired' || (facts?.retiresAt != null && today >= facts.retiresAt);
  if (facts && !isRetired) return [];
  return [{ type: 'not_found_error', path: 'model', message: `model: ${model}` }];
}

/** Values from a menu, and fields that must be of one type. */
function checkChoices(params: Fields): RequestFault[] {
  const faults: RequestFault[] = [];
  const { thinking, output_config: config, stop_sequences: stops, service_tier: tier } = params;
  if (isGiven(thinking) && (!isFields(thinking) || !THINKING.includes(thinking.type))) {
    const text = "Input tag found using 'type' does not match any of the expected tags: ";
    faults.push(misshaped('thinking', text + THINKING.map((tag) => `'${tag}'`).join(', ')));
  }
  if (isGiven(tier) && tier !== 'auto' && tier !== 'standard_only') {
    faults.push(misshaped('service_tier', "Input should be 'auto' or 'standard_only'"));
  }
  if (isGiven(stops)) {
    if (!Array.isArray(stops)) faults.push(misshaped('stop_sequences', 'Input should be a valid list'));
    else if (!stops.every((stop) => typeof stop === 'string' && /\S/.test(stop))) {
      faults.push(misshaped('stop_sequences', 'each stop sequence must contain non-whitespace'));
    }
  }
  if (isGiven(config)) faults.push(...checkOutputConfig(config, params));
  return faults;
}

function checkOutputConfig(config: unknown, params: Fields): RequestFault[] {
  if (!isFields(config)) return [misshaped('output_config', 'Input should be an object')];
  const faults: RequestFault[] = [];
  for (const name in config) {
    if (name !== 'effort' && name !== 'format') {
      faults.push(misshaped(`output_config.${name}`, 'Extra inputs are not permitted'));
    }
  }
  const { effort, format } = config;
  if (isGiven(effort) && !isEffort(effort)) {
    const text = "Input should be 'low', 'medium', 'high', 'xhigh' or 'max'";
    faults.push(misshaped('output_config.effort', text));
  }
  if (!isGiven(format)) return faults;
  if (!isFields(format) || format.type !== 'json_schema') {
    faults.push(misshaped('output_config.format.type', "Input should be 'json_schema'"));
  } else if (!isFields(format.schema)) {
    faults.push(misshaped('output_config.format.schema', 'Field required'));
  } else if (hasCitations(params.messages)) {
    faults.push(refused('output_config.format', 'Citations are not supported with output_config.format.'));
  }
  return faults;
}

function hasCitations(messages: unknown): boolean {
  if (!Array.isArray(messages)) return false;
  return messages.some(
    (message) =>
      isFields(message) &&
      Array.isArray(message.content) &&
      message.content.some(
        (block) => isFields(block) && isFields(block.citations) && block.citations.enabled === true,
      ),
  );
}

function checkToolChoice({ tools, tool_choice: choice }: Fields): RequestFault[] {
  if (!isGiven(choice)) return [];
  if (!isFields(choice) || !TOOL_CHOICES.includes(choice.type)) {
    return [misshaped('tool_choice', "Input should be 'auto', 'any', 'tool' or 'none'")];
  }
  if (!Array.isArray(tools) || tools.length === 0) {
    return [refused('tool_choice', 'tool_choice: may only be specified while providing `tools`')];
  }
  if (choice.type !== 'tool') return [];
  if (tools.some((tool) => isFields(tool) && tool.name === choice.name)) return [];
  return [refused('tool_choice.name', `Tool '${choice.name}' not found in provided tools`)];
}
