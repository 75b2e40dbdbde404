import { type Fields, isFields, misshaped, type RequestFault, refused } from './fault.ts';

const MAX_MESSAGES = 100_000;
const MAX_CACHE_BREAKPOINTS = 4;

const BLOCK_TYPES = new Set([
  'text',
  'image',
  'document',
  'search_result',
  'thinking',
  'redacted_thinking',
  'tool_use',
  'tool_result',
  'server_tool_use',
  'web_search_tool_result',
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
  'tool_search_tool_result',
  'container_upload',
]);

/** The shape of `messages`: roles, content, and tool calls that meet their results. */
export function checkMessages(messages: unknown, apiVersion: string): RequestFault[] {
  if (messages === undefined) return [misshaped('messages', 'Field required')];
  if (!Array.isArray(messages)) return [misshaped('messages', 'Input should be a valid list')];
  if (messages.length === 0) return [misshaped('messages', 'at least one message is required')];
  if (messages.length > MAX_MESSAGES) {
    return [misshaped('messages', `List should have at most ${MAX_MESSAGES} items after validation`)];
  }
  const faults: RequestFault[] = [];
  for (let i = 0; i < messages.length; i++) {
    const message: unknown = messages[i];
    const path = `messages.${i}`;
    if (!isFields(message)) {
      faults.push(misshaped(path, 'Input should be an object'));
      continue;
    }
    checkRole(message.role, i, faults);
    checkContent(message, path, i === messages.length - 1, apiVersion, faults);
  }
  if (faults.length === 0) checkToolResults(messages as Fields[], faults);
  return faults;
}

/** `system`: text, or text blocks. */
export function checkSystem(system: unknown): RequestFault[] {
  if (system === undefined || typeof system === 'string') return [];
  if (!Array.isArray(system)) return [misshaped('system', 'Input should be a valid string or list')];
  const faults: RequestFault[] = [];
  for (let i = 0; i < system.length; i++) {
    const block: unknown = system[i];
    if (!isFields(block) || block.type !== 'text' || typeof block.text !== 'string') {
      faults.push(misshaped(`system.${i}`, 'Input should be a text block'));
    } else if (block.text === '') {
      faults.push(misshaped('system', 'text content blocks must be non-empty'));
    }
  }
  return faults;
}

/** At most four blocks of tools, system and messages together may carry `cache_control`. */
export function checkCacheBreakpoints(params: Fields): RequestFault[] {
  let found = params.cache_control == null ? 0 : 1;
  found += countBreakpoints(params.tools) + countBreakpoints(params.system);
  if (Array.isArray(params.messages)) {
    for (const message of params.messages) if (isFields(message)) found += countBreakpoints(message.content);
  }
  if (found <= MAX_CACHE_BREAKPOINTS) return [];
  const text = `A maximum of ${MAX_CACHE_BREAKPOINTS} blocks with cache_control may be provided. Found ${found}.`;
  return [refused('cache_control', text)];
}

function countBreakpoints(blocks: unknown): number {
  if (!Array.isArray(blocks)) return 0;
  let found = 0;
  for (const block of blocks) if (isFields(block) && block.cache_control != null) found++;
  return found;
}

function checkRole(role: unknown, index: number, faults: RequestFault[]): void {
  if (role === 'system' && index === 0) {
    const text =
      'Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.';
    faults.push({ ...misshaped('messages', text), path: 'messages.0.role' });
  } else if (role !== 'user' && role !== 'assistant' && role !== 'system') {
    faults.push(misshaped(`messages.${index}.role`, "Input should be 'user' or 'assistant'"));
  }
}

function checkContent(
  message: Fields,
  path: string,
  isLast: boolean,
  apiVersion: string,
  faults: RequestFault[],
): void {
  const { role, content } = message;
  if (content === undefined) {
    faults.push(misshaped(`${path}.content`, 'Field required'));
  } else if (typeof content !== 'string' && !Array.isArray(content)) {
    faults.push(misshaped(`${path}.content`, 'Input should be a valid string or list'));
  } else if (content.length === 0) {
    if (isLast && role === 'assistant') return;
    const text = 'all messages must have non-empty content except for the optional final assistant message';
    faults.push({ ...misshaped(path, text), path: `${path}.content` });
  } else if (typeof content === 'string') {
    checkText(content, `${path}.content`, faults);
  } else {
    for (let i = 0; i < content.length; i++) {
      checkBlock(content[i], role, `${path}.content.${i}`, apiVersion, faults);
    }
  }
}

function checkBlock(
  block: unknown,
  role: unknown,
  path: string,
  apiVersion: string,
  faults: RequestFault[],
): void {
  if (!isFields(block)) {
    faults.push(misshaped(path, 'Input should be an object'));
    return;
  }
  if (typeof block.type !== 'string' || !BLOCK_TYPES.has(block.type)) {
    const text = `Input tag '${String(block.type)}' found using 'type' does not match any of the expected tags`;
    faults.push(misshaped(path, text));
    return;
  }
  if (block.type === 'text') {
    if (typeof block.text !== 'string') faults.push(misshaped(`${path}.text.text`, 'Field required'));
    else checkText(block.text, path, faults);
  }
  if (apiVersion < '2026-10-21') return;
  if (role === 'assistant' && block.type === 'document') {
    faults.push(misshaped(path, '`document` blocks are not permitted in `assistant` messages'));
  }
  if (role === 'user') checkCitations(block, path, faults);
}

function checkCitations(block: Fields, path: string, faults: RequestFault[]): void {
  if (block.type === 'text' && Array.isArray(block.citations) && block.citations.length > 0) {
    faults.push(misshaped(`${path}.text.citations`, 'citations are not permitted in `user` messages'));
  }
  if (block.type === 'search_result' && Array.isArray(block.content)) {
    for (let i = 0; i < block.content.length; i++) {
      const inner: unknown = block.content[i];
      if (isFields(inner)) checkCitations(inner, `${path}.search_result.content.${i}`, faults);
    }
  }
}

function checkText(text: string, path: string, faults: RequestFault[]): void {
  if (/\S/.test(text)) return;
  const words = text === '' ? 'must be non-empty' : 'must contain non-whitespace text';
  faults.push({ ...misshaped('messages', `text content blocks ${words}`), path });
}

/** Every `tool_use` is answered in the very next message, and every `tool_result` answers one. */
function checkToolResults(messages: readonly Fields[], faults: RequestFault[]): void {
  for (let i = 0; i < messages.length; i++) {
    const asked = blocksOf(messages[i], 'assistant', 'tool_use', 'id');
    const answered = blocksOf(messages[i + 1], 'user', 'tool_result', 'tool_use_id');
    const missing = asked.filter((id) => !answered.includes(id));
    if (missing.length > 0 && i + 1 < messages.length) {
      const text = `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
      faults.push(misshaped(`messages.${i}`, text));
    }
    const unasked = answered.find((id) => !asked.includes(id));
    if (unasked !== undefined) {
      const text = `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${unasked}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
      faults.push(misshaped(`messages.${i + 1}.content`, text));
    }
  }
}

function blocksOf(message: Fields | undefined, role: string, type: string, key: string): string[] {
  if (message?.role !== role || !Array.isArray(message.content)) return [];
  const ids: string[] = [];
  for (const block of message.content) if (block.type === type) ids.push(String(block[key]));
  return ids;
}
