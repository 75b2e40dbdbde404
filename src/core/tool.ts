import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import type { RunnableTool, ToolContext } from '../model/tool.ts';

const TIMEOUT_MS = 30_000;

/**
 * A tool for a variant's `tools` that the suite runs itself: arguments are checked and typed by a zod object,
 * the result is text or becomes JSON. What `run` throws, arguments that do not fit, and a run that takes longer
 * than `timeoutMs` (default 30,000) are told to the model as errors, and it goes on from there.
 *
 * @throws UserError when the arguments cannot be written as JSON Schema.
 */
export function tool<Args extends z.ZodObject>(
  name: string,
  definition: {
    readonly description: string;
    readonly args: Args;
    readonly run: (args: z.output<Args>, context: ToolContext) => unknown;
    readonly timeoutMs?: number;
  },
): RunnableTool {
  const { description, args, run, timeoutMs = TIMEOUT_MS } = definition;
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw new UserError(`tool "${name}": the name must be letters, digits, "_" or "-", at most 64`);
  }
  return {
    name,
    description,
    inputSchema: schemaOf(name, args),
    timeoutMs,
    async call(value, context) {
      const checked = args.safeParse(value);
      if (checked.success) return run(checked.data, context);
      throw new Error(`the arguments do not fit: ${z.prettifyError(checked.error)}`);
    },
  };
}

function schemaOf(name: string, args: z.ZodObject): Record<string, unknown> {
  try {
    const { $schema: _, ...schema } = z.toJSONSchema(args, { io: 'input' });
    return schema;
  } catch (error) {
    throw new UserError(
      `tool "${name}": its arguments cannot be written as JSON Schema: ${(error as Error).message}`,
      'use types that JSON has',
    );
  }
}
