import { z } from 'zod';

const date = z.iso.date();

/** Values of `output_config.effort`, lowest first. */
export const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

const effort = z.enum(EFFORTS);

/** What the API does with `thinking` and `tool_choice` differs by model; each rule here is a 400 when broken. */
const model = z.strictObject({
  /** Without dates in them; `aliases` names the dated ones, the pinned snapshot first. */
  id: z.string(),
  aliases: z.array(z.string()).default([]),
  displayName: z.string(),
  line: z.enum(['haiku', 'sonnet', 'opus', 'fable', 'mythos']),
  /** Null: not published. */
  contextTokens: z.int().positive().nullable(),
  maxOutputTokens: z.int().positive().nullable(),
  createdAt: date,
  lifecycle: z.enum(['active', 'deprecated', 'retired']),
  /** The day from which requests fail, where one is fixed. */
  retiresAt: date.nullable().default(null),
  thinking: z.strictObject({
    /** What happens when the parameter is left out. */
    default: z.enum(['on', 'off']),
    enabled: z.boolean(),
    /** `low-effort`: only with an effort of at most `high`. */
    disabled: z.union([z.boolean(), z.literal('low-effort')]),
    adaptive: z.boolean(),
    betweenTools: z.boolean(),
  }),
  /** The values of `output_config.effort` that the model takes. Empty: it takes none at all. */
  efforts: z.array(effort),
  effortDefault: effort.nullable(),
  forcedTools: z.boolean(),
  prefill: z.boolean(),
  /** `temperature`, `top_p`, `top_k` with other values than the defaults, on API version 2023-06-01. */
  sampling: z.union([z.boolean(), z.literal('temperature-or-top_p')]),
  inferenceGeo: z.boolean(),
  /** 4.7 and later count about 30 % more tokens for the same text. */
  tokenizer: z.enum(['classic', 'dense']),
  minCacheableTokens: z.int().positive().nullable(),
});

export const modelTableSchema = z.strictObject({ source: z.string(), models: z.array(model) });

export type ModelFacts = z.infer<typeof model>;
export type ModelTable = z.infer<typeof modelTableSchema>;

/** The facts of a model by its id or one of its aliases. */
export function findModel(table: ModelTable, id: string): ModelFacts | undefined {
  return table.models.find((facts) => facts.id === id || facts.aliases.includes(id));
}
