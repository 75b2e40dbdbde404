import type Anthropic from '@anthropic-ai/sdk';
import { type ClaudeOptions, claudePort, connect } from '../api/claude.ts';
import { livePort } from '../api/live.ts';
import type { BatchPort } from '../api/port.ts';
import { type RecordedRow, recordedPort } from '../api/recorded.ts';
import { caseIdOf } from '../load/cases.ts';
import { readRows } from '../load/rows.ts';
import { loadModels } from '../load/tables.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { AnySuite, LoadedVariants, RecordedVariant } from '../model/suite.ts';
import { isRecorded } from '../model/suite.ts';

export interface PortFacts {
  readonly root: string;
  readonly suite: AnySuite;
  readonly variants: LoadedVariants;
  readonly mode: 'batch' | 'live';
  readonly concurrency: number;
  readonly now: () => Date;
}

/** Who answers, by variant. The API is asked for only by variants that need it. */
export async function connectPorts(facts: PortFacts, claude: ClaudeOptions): Promise<BatchPort[]> {
  const { variants, mode, concurrency, now } = facts;
  const models = variants.flatMap(({ variant }) => (isRecorded(variant) ? [] : [variant.model]));
  let model: BatchPort | undefined;
  if (models.length > 0) {
    const client = await connect(claude);
    await checkModels(client, facts);
    model = mode === 'live' ? livePort(client, { concurrency, now }) : claudePort(client);
  }
  return variants.map(({ variant }) =>
    isRecorded(variant)
      ? recordedPort({ variant, rows: () => recordedRows(facts, variant), now })
      : // A variant that is not recorded is a model's, so the client is there.
        model!,
  );
}

/** The API knows which models it has: a misspelt one would fail a whole batch, hours later. */
async function checkModels(client: Anthropic, { suite, variants }: PortFacts): Promise<void> {
  const known = new Set<string>();
  for (const { name, variant } of variants) {
    if (isRecorded(variant) || known.has(variant.model)) continue;
    try {
      await client.models.retrieve(variant.model);
      known.add(variant.model);
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
      const models = loadModels().models.filter(({ lifecycle }) => lifecycle !== 'retired');
      throw new UserError(
        `suite "${suite.name}", variant "${name}": the API has no model "${variant.model}"`,
        didYouMean(
          variant.model,
          models.map(({ id }) => id),
        ),
      );
    }
  }
}

async function* recordedRows(
  { root, suite }: PortFacts,
  variant: RecordedVariant,
): AsyncGenerator<RecordedRow> {
  for await (const row of readRows(root, variant.recorded)) {
    const value = row.value as Readonly<Record<string, unknown>>;
    const column = variant.id ?? 'id';
    if (variant.id !== undefined && !Object.hasOwn(Object(value), column)) {
      throw new UserError(`${row.where()}: there is no column "${column}"`);
    }
    const stated = Object(value)[column];
    yield {
      caseId: stated === undefined ? caseIdOf(suite.dataset, row) : String(stated),
      value,
      where: row.where,
    };
  }
}
