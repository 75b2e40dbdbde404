import type { Params } from '../model/request.ts';
import type { Simulate } from '../model/suite.ts';
import { fitSchema } from './fit-schema.ts';

/**
 * Answers when a suite does not say how: JSON that fits the schema asked for, a call of the tool that is
 * forced, else a sentence that says what it is. The same request gets the same answer.
 */
export const standIn: Simulate = (params, { random }) => {
  const schema = params.output_config?.format?.schema;
  if (schema) return JSON.stringify(fitSchema(schema, random));
  const tool = forcedTool(params);
  if (tool) return [{ type: 'tool_use', name: tool.name, input: fitSchema(tool.input_schema, random) }];
  return `This is a simulated answer (${Math.floor(random() * 1e6)}): no model has seen the request.`;
};

function forcedTool({ tools = [], tool_choice: choice }: Params) {
  if (choice?.type !== 'any' && choice?.type !== 'tool') return undefined;
  for (const tool of tools) {
    const isWanted = choice.type === 'any' || ('name' in tool && tool.name === choice.name);
    if (isWanted && 'input_schema' in tool) return tool;
  }
  return undefined;
}
