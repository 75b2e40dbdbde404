import { UserError } from '../model/errors.ts';
import type { Params } from '../model/request.ts';
import type { LoadedVariant, Prompt, PromptFile, Rendered, SystemPrompt } from '../model/suite.ts';
import { fillTemplate } from '../model/template.ts';
import { toolDefinition } from '../model/tool.ts';

type MessageParam = Params['messages'][number];

/** The request parameters with which a variant answers a row. Pure: the same row, the same bytes. */
export function renderParams<Input>(variant: LoadedVariant<Input>, input: Input): Params {
  const {
    prompt,
    system,
    examples = [],
    tools,
    prime: _,
    maxTurns: __,
    user: ___,
    output: ____,
    ...parameters
  } = variant;
  const messages: MessageParam[] = [];
  for (const example of examples) {
    messages.push(...renderPrompt(prompt, example.input), { role: 'assistant', content: example.output });
  }
  messages.push(...renderPrompt(prompt, input));
  const renderedSystem = renderSystem(system, input);
  return {
    ...parameters,
    ...(tools && { tools: tools.map(toolDefinition) }),
    ...(renderedSystem !== undefined && { system: renderedSystem }),
    messages,
  };
}

function renderPrompt<Input>(prompt: Exclude<Prompt<Input>, PromptFile>, input: Input): MessageParam[] {
  const rendered: Rendered = typeof prompt === 'string' ? fillTemplate(prompt, input) : prompt(input);
  if (typeof rendered === 'string') return [{ role: 'user', content: rendered }];
  if (!Array.isArray(rendered)) throw notRendered('prompt', rendered);
  if (isConversation(rendered)) return [...rendered];
  return [{ role: 'user', content: [...rendered] }];
}

function isConversation(rendered: Exclude<Rendered, string>): rendered is readonly MessageParam[] {
  const first = rendered[0];
  return first !== undefined && 'role' in first;
}

function renderSystem<Input>(
  system: Exclude<SystemPrompt<Input>, PromptFile> | undefined,
  input: Input,
): Params['system'] {
  if (typeof system === 'string') return fillTemplate(system, input);
  if (typeof system !== 'function') return system;
  const rendered = system(input);
  if (typeof rendered !== 'string' && !Array.isArray(rendered)) throw notRendered('system', rendered);
  return rendered;
}

/** A column that is misspelled in a function is undefined there, and would be left out of the JSON in silence. */
function notRendered(part: 'prompt' | 'system', value: unknown): UserError {
  const what = value instanceof Promise ? 'a promise' : JSON.stringify(value)?.slice(0, 40);
  return new UserError(
    `the ${part} function returned ${what ?? String(value)}`,
    part === 'prompt'
      ? 'it must return a text, content blocks or messages'
      : 'it must return a text or text blocks',
  );
}
