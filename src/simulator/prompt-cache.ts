import { createHash } from 'node:crypto';
import type { ModelFacts } from '../model/models.ts';
import { estimateInputTokens, estimateTokens } from '../model/token-estimate.ts';

const LIFETIME_MS = { '5m': 5 * 60_000, '1h': 60 * 60_000 };

/** How the prompt of one request divides: the counts of `usage`. */
export interface PromptTokens {
  readonly uncached: number;
  readonly read: number;
  readonly written5m: number;
  readonly written1h: number;
}

export type PromptCache = (
  params: Readonly<Record<string, unknown>>,
  facts: ModelFacts,
  now: number,
) => PromptTokens;

interface Block {
  readonly content: unknown;
  readonly cacheControl: { readonly ttl?: string } | null | undefined;
}

/**
 * A prompt cache: what lies before a breakpoint is written by the first request and read by those that
 * begin alike. Only requests with `cache_control` take part.
 */
export function createPromptCache(): PromptCache {
  const expiries = new Map<string, number>();

  return (params, facts, now) => {
    const total = estimateInputTokens(params, facts.tokenizer);
    const blocks = promptBlocks(params);
    const end = blocks.findLastIndex((block) => block.cacheControl);
    const uncached = { uncached: total, read: 0, written5m: 0, written1h: 0 };
    if (end === -1) return uncached;

    const hash = createHash('sha1').update(facts.id);
    const breakpoints: string[] = [];
    let prefix = 0;
    let read = 0;
    for (const { content, cacheControl } of blocks.slice(0, end + 1)) {
      hash.update(JSON.stringify(content));
      prefix += estimateTokens(content, facts.tokenizer);
      const key = hash.copy().digest('hex');
      if (cacheControl) breakpoints.push(key);
      if ((expiries.get(key) ?? 0) > now) read = prefix;
    }
    prefix = Math.min(prefix, total);
    read = Math.min(read, prefix);
    if (prefix < (facts.minCacheableTokens ?? 0)) return uncached;

    const ttl = blocks[end]!.cacheControl?.ttl === '1h' ? '1h' : '5m';
    for (const key of breakpoints) expiries.set(key, now + LIFETIME_MS[ttl]);
    const written = prefix - read;
    return {
      uncached: total - prefix,
      read,
      written5m: ttl === '5m' ? written : 0,
      written1h: ttl === '1h' ? written : 0,
    };
  };
}

/** The prompt's blocks in the order that the cache sees them. */
function promptBlocks(params: Readonly<Record<string, unknown>>): Block[] {
  const blocks = [...blocksOf(params.tools), ...blocksOf(params.system)];
  for (const message of params.messages as { role: string; content: unknown }[]) {
    for (const block of blocksOf(message.content)) {
      blocks.push({ ...block, content: [message.role, block.content] });
    }
  }
  // A top-level `cache_control` marks the last block.
  const last = blocks.at(-1);
  const automatic = params.cache_control as Block['cacheControl'];
  if (last && automatic) blocks[blocks.length - 1] = { ...last, cacheControl: automatic };
  return blocks;
}

function blocksOf(value: unknown): Block[] {
  if (value == null) return [];
  if (typeof value === 'string') return [{ content: { type: 'text', text: value }, cacheControl: undefined }];
  return (value as Record<string, unknown>[]).map(({ cache_control, ...content }) => ({
    content,
    cacheControl: cache_control as Block['cacheControl'],
  }));
}
