import type Anthropic from '@anthropic-ai/sdk';
import { findModel, type ModelFacts, type ModelTable } from '../model/models.ts';
import { dayOf } from './answer.ts';
import { ApiError } from './api-error.ts';
import { pageOf } from './page.ts';
import { jsonReply, type Reply } from './reply.ts';

type ModelInfo = Anthropic.Models.ModelInfo;

/** `GET /v1/models`: newest first; without `lifecycle[]`, those that still answer. */
export function listModels(query: URLSearchParams, models: ModelTable, now: number): Reply {
  const asked = query.getAll('lifecycle[]');
  const wanted = asked.length > 0 ? asked : ['active', 'deprecated'];
  const known = models.models
    .map((facts) => modelInfo(facts, now))
    .filter((info) => wanted.includes(info.lifecycle))
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
  return jsonReply(pageOf(known, query));
}

/** `GET /v1/models/{id or alias}`. */
export function retrieveModel(id: string, models: ModelTable, now: number): Reply {
  const facts = findModel(models, id);
  if (!facts) throw new ApiError('not_found_error', `model: ${id}`);
  return jsonReply(modelInfo(facts, now));
}

function modelInfo(facts: ModelFacts, now: number): ModelInfo {
  const isOver = facts.retiresAt !== null && dayOf(now) >= facts.retiresAt;
  const lifecycle = isOver ? 'retired' : facts.lifecycle;
  return {
    id: facts.aliases[0] ?? facts.id,
    type: 'model',
    display_name: facts.displayName,
    created_at: midnight(facts.createdAt),
    lifecycle,
    deprecated_at: null,
    retires_at: facts.retiresAt === null ? null : midnight(facts.retiresAt),
    line: facts.line,
    max_input_tokens: facts.contextTokens,
    max_tokens: facts.maxOutputTokens,
    capabilities: lifecycle === 'retired' ? null : capabilitiesOf(facts),
  };
}

function capabilitiesOf({ efforts, thinking }: ModelFacts): ModelInfo['capabilities'] {
  const yes = { supported: true };
  const takes = (effort: (typeof efforts)[number]) => ({ supported: efforts.includes(effort) });
  return {
    batch: yes,
    citations: yes,
    code_execution: yes,
    context_management: {
      supported: true,
      clear_thinking_20251015: yes,
      clear_tool_uses_20250919: yes,
      compact_20260112: yes,
    },
    effort: {
      supported: efforts.length > 0,
      low: takes('low'),
      medium: takes('medium'),
      high: takes('high'),
      xhigh: takes('xhigh'),
      max: takes('max'),
    },
    image_input: yes,
    pdf_input: yes,
    server_tools: { supported: true, code_execution: yes, web_search: yes },
    structured_outputs: yes,
    thinking: {
      supported: true,
      types: {
        adaptive: { supported: thinking.adaptive },
        between_tools: { supported: thinking.betweenTools },
        disabled: { supported: thinking.disabled !== false },
        enabled: { supported: thinking.enabled },
      },
    },
  };
}

function midnight(date: string): string {
  return `${date}T00:00:00Z`;
}
