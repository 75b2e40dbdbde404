import type { Message } from '../../model/result.ts';

/** A value as a judge is shown it: text as it is, all else as JSON, in which base64 data is only described. */
export function materialText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, describeData, 2);
}

function describeData(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { type, data } = value as { readonly type?: unknown; readonly data?: unknown };
  if (type !== 'base64' || typeof data !== 'string') return value;
  return { ...value, data: `(not shown: ${data.length} characters of base64)` };
}

/** What an answer consists of beside its text and its thinking, a line a block; '' where there is nothing. */
export function otherBlocks({ content }: Message): string {
  return content
    .flatMap((block) => {
      switch (block.type) {
        case 'text':
        case 'thinking':
        case 'redacted_thinking':
          return [];
        case 'tool_use':
        case 'server_tool_use':
          return [`${block.type} ${block.name}: ${JSON.stringify(block.input)}`];
        default:
          return [`${block.type} (not shown)`];
      }
    })
    .join('\n');
}
