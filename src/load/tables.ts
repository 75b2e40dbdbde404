import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { type ModelTable, modelTableSchema } from '../model/models.ts';
import { type PriceTable, priceTableSchema } from '../model/prices.ts';
import { readText } from './files.ts';
import { parseJson } from './json.ts';

/** The facts about models that come with Assay. */
export function loadModels(): ModelTable {
  return modelTableSchema.parse(readData('models.json'));
}

/** The prices that come with Assay; over them, those of the user's file, where one is named. */
export async function loadPrices(root: string, path: string | undefined): Promise<PriceTable> {
  const base = priceTableSchema.parse(readData('prices.json'));
  if (path === undefined) return base;
  const result = overridesSchema.safeParse(parseJson(await readText(root, path, 'price table'), path));
  if (!result.success) {
    const { path: at, message } = result.error.issues[0]!;
    throw new UserError(
      `${path}, ${at.join('.') || 'top level'}: ${message}`,
      'see data/prices.json for the form',
    );
  }
  return layOver(result.data, base);
}

/** Models that the user prices lose all their entries below. */
function layOver(over: z.infer<typeof overridesSchema>, base: PriceTable): PriceTable {
  const named = new Set(over.entries.flatMap(({ models }) => models));
  const kept = base.entries
    .map((entry) => ({ ...entry, models: entry.models.filter((model) => !named.has(model)) }))
    .filter(({ models }) => models.length > 0);
  return {
    batchFactor: over.batchFactor ?? base.batchFactor,
    geography: { ...base.geography, ...over.geography },
    webSearch: over.webSearch ?? base.webSearch,
    entries: [...kept, ...over.entries],
  };
}

/** What a user does not state stays as it is below. */
const overridesSchema = z.strictObject({
  $schema: z.string().optional(),
  batchFactor: z.number().positive().optional(),
  geography: z.record(z.string(), z.number().positive()).optional(),
  webSearch: z.number().nonnegative().optional(),
  entries: priceTableSchema.shape.entries.default([]),
});

function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'));
}
