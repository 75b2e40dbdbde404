import type { Params } from './request.ts';

type ToolDefinition = NonNullable<Params['tools']>[number];

/** What a tool is told beside its arguments. */
export interface ToolContext {
  /** The case's input. */
  readonly input: unknown;
  readonly caseId: string;
  readonly variant: string;
  /** 0 for the first repetition. */
  readonly repetition: number;
  /** Aborted when the tool's time is over. */
  readonly signal: AbortSignal;
}

/**
 * A tool that the suite itself runs when the model calls it. Made by `tool()`. Its results are written down, so
 * a resumed run does not run it again; a crash between running it and writing that down runs it twice.
 */
export interface RunnableTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments, as it is sent. */
  readonly inputSchema: Record<string, unknown>;
  readonly timeoutMs: number;
  /** Checks the arguments and runs. What it throws is returned to the model as an error. */
  call(args: unknown, context: ToolContext): Promise<unknown>;
}

export function isRunnable(tool: ToolDefinition | RunnableTool): tool is RunnableTool {
  return 'call' in tool;
}

/** The tool as the API is told of it. */
export function toolDefinition(tool: ToolDefinition | RunnableTool): ToolDefinition {
  if (!isRunnable(tool)) return tool;
  const { name, description, inputSchema } = tool;
  return { name, description, input_schema: inputSchema as { type: 'object' } };
}
