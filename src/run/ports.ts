import type { Anthropic, APIError } from '@anthropic-ai/sdk';
import { type ClaudeOptions, claudePort, connect } from '../api/claude.ts';
import { livePort } from '../api/live.ts';
import type { BatchPort } from '../api/port.ts';
import { type RecordedRow, recordedOutput, recordedPort } from '../api/recorded.ts';
import { judgesOf } from '../core/judges.ts';
import { repetitionOf as repetitionIn } from '../core/trial-order.ts';
import { contentIdOf } from '../load/cases.ts';
import { readRows } from '../load/rows.ts';
import { loadModels } from '../load/tables.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { parseRequestId } from '../model/request.ts';
import type { AnySuite, LoadedVariants, RecordedVariant } from '../model/suite.ts';
import { isRecorded } from '../model/suite.ts';

export interface PortFacts {
  readonly root: string;
  readonly suite: AnySuite;
  readonly variants: LoadedVariants;
  readonly repeat: number;
  readonly mode: 'batch' | 'live';
  readonly concurrency: number;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Who answers: by variant, and the judges' questions. The API is asked for only where it is needed. */
export interface Ports {
  readonly variants: readonly BatchPort[];
  /** Undefined: nothing is asked of a model. */
  readonly model: BatchPort | undefined;
}

export async function connectPorts(facts: PortFacts, claude: ClaudeOptions): Promise<Ports> {
  const { variants, repeat, mode, now } = facts;
  const order = { variants: variants.length, repeat };
  const repetitionOf = (customId: string) => repetitionIn(order, parseRequestId(customId)!.trial);
  const models = variants.flatMap(({ variant }) => (isRecorded(variant) ? [] : [variant.model]));
  let model: BatchPort | undefined;
  if (models.length > 0 || judgesOf(facts.suite.graders).length > 0) {
    const client = await connect(claude);
    await checkModels(client, facts);
    model = mode === 'live' ? livePort(client, facts) : claudePort(client, claude);
  }
  const own = variants.map(({ variant }) =>
    isRecorded(variant)
      ? recordedPort({ variant, repetitionOf, rows: () => recordedRows(facts, variant), now })
      : // A variant that is not recorded is a model's, so the client is there.
        model!,
  );
  return { variants: own, model };
}

/** The API knows which models it has: a misspelt one would fail a whole batch, hours later. */
async function checkModels(client: Anthropic, { suite, variants }: PortFacts): Promise<void> {
  for (const { name, variant } of variants) {
    if (isRecorded(variant) || !(await isUnknown(client, variant.model))) continue;
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

/** Only a plain no is one: a gateway may have no such endpoint, and the API may be busy. */
async function isUnknown(client: Anthropic, model: string): Promise<boolean> {
  try {
    await client.models.retrieve(model);
    return false;
  } catch (error) {
    const { status, apiMessage } = error as Partial<APIError>;
    return status === 404 && (apiMessage ?? '').includes(model);
  }
}

/** Finds what is wrong with recorded answers before anything is paid for beside them. */
export async function checkRecorded(facts: Pick<PortFacts, 'root' | 'suite' | 'variants'>): Promise<void> {
  for (const { variant } of facts.variants) {
    if (!isRecorded(variant)) continue;
    for await (const row of recordedRows(facts, variant)) recordedOutput(variant, row);
  }
}

async function* recordedRows(
  { root, suite }: Pick<PortFacts, 'root' | 'suite'>,
  variant: RecordedVariant,
): AsyncGenerator<RecordedRow> {
  const column = variant.id ?? 'id';
  for await (const row of readRows(root, variant.recorded)) {
    const value: Readonly<Record<string, unknown>> = Object(row.value);
    if (variant.id !== undefined && !Object.hasOwn(value, column)) {
      throw new UserError(
        `${row.where()}: there is no column "${column}"`,
        didYouMean(column, Object.keys(value)),
      );
    }
    const id = value[column];
    // Without a schema every column is input, but not the one that holds the answer.
    const asked = Object.fromEntries(Object.entries(value).filter(([name]) => name !== variant.output));
    const key =
      id === undefined
        ? { content: contentIdOf(suite.dataset, { value: asked, where: row.where }) }
        : { case: String(id) };
    yield { key, value, where: row.where };
  }
}
