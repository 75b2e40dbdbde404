import type Anthropic from '@anthropic-ai/sdk';
import { type ClaudeOptions, claudePort, connect } from '../api/claude.ts';
import { livePort } from '../api/live.ts';
import type { BatchPort } from '../api/port.ts';
import { type RecordedRow, recordedPort } from '../api/recorded.ts';
import { caseIdOf } from '../load/cases.ts';
import { readRows } from '../load/rows.ts';
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
    await checkModels(client, new Set(models));
    model = mode === 'live' ? livePort(client, { concurrency, now }) : claudePort(client);
  }
  return variants.map(({ variant }) =>
    isRecorded(variant)
      ? recordedPort({ variant, rows: () => recordedRows(facts, variant), now })
      : // A variant that is not recorded is a model's, so the client is there.
        model!,
  );
}

/** The API names the models it has: a misspelt one would fail a whole batch, hours later. */
async function checkModels(client: Anthropic, models: ReadonlySet<string>): Promise<void> {
  for (const model of models) {
    try {
      await client.models.retrieve(model);
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
      throw new UserError(`the API knows no model "${model}"`, 'assay models lists those it has');
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
