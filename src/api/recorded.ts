import { didYouMean } from '../model/did-you-mean.ts';
import { messageOf, UserError } from '../model/errors.ts';
import type { RecordedParams } from '../model/request.ts';
import { RECORDED_ID_PREFIX } from '../model/result.ts';
import type { RecordedVariant } from '../model/suite.ts';
import { localBatches } from './local-batch.ts';
import type { BatchPort, RequestFile } from './port.ts';
import { readRequests } from './requests.ts';

/** A row of recorded answers. It names its case, or has the content of one. */
export interface RecordedRow {
  readonly key: { readonly case: string } | { readonly content: string };
  readonly value: Readonly<Record<string, unknown>>;
  readonly where: () => string;
}

export interface RecordedOptions {
  readonly variant: RecordedVariant;
  /** Which repetition of its case a request is: a batch may ask for the later ones alone. */
  readonly repetitionOf: (customId: string) => number;
  /** Reads the file; called once for each batch. */
  readonly rows: () => AsyncIterable<RecordedRow>;
  readonly now: () => Date;
}

/**
 * Answers that another system gave, from a file. The file is walked once, in its own order; rows of cases
 * nobody asked for are passed over, and cases without a row get no result, so they count as missing.
 */
export function recordedPort({ variant, repetitionOf, rows, now }: RecordedOptions): BatchPort {
  return {
    ...localBatches('recorded', now),
    endpoint: variant.recorded,
    resultsAreKept: true,
    async *results(_id, requests) {
      const waiting = await readWaiting(requests, repetitionOf);
      const last = new Map<Waiting, string>();
      for await (const row of rows()) {
        const found = takeWaiting(waiting, row.key);
        if (found === undefined) continue;
        const output = recordedOutput(variant, row);
        const customId = found.customIds[found.served++];
        if (customId !== undefined) yield Buffer.from(`${resultLine(customId, output)}\n`);
        if (found.served < found.customIds.length) last.set(found, output);
        else last.delete(found);
      }
      for (const [{ customIds, served }, output] of last) {
        for (const customId of customIds.slice(served)) {
          if (customId !== undefined) yield Buffer.from(`${resultLine(customId, output)}\n`);
        }
      }
    },
  };
}

/** A case whose repetitions, in their order, wait for a row. */
interface Waiting {
  /** By repetition, up to the last that is asked for; undefined: it is not. */
  readonly customIds: (string | undefined)[];
  /** Rows that were taken. */
  served: number;
}

interface WaitingCases {
  readonly byId: ReadonlyMap<string, Waiting>;
  /** Cases of equal input, in their order. */
  readonly byContent: ReadonlyMap<string, readonly Waiting[]>;
}

async function readWaiting(
  requests: RequestFile,
  repetitionOf: RecordedOptions['repetitionOf'],
): Promise<WaitingCases> {
  const byId = new Map<string, Waiting>();
  const byContent = new Map<string, Waiting[]>();
  for await (const { custom_id, params } of readRequests<RecordedParams>(requests)) {
    const known = byId.get(params.case);
    const waiting: Waiting = known ?? { customIds: [], served: 0 };
    waiting.customIds[repetitionOf(custom_id)] = custom_id;
    if (known) continue;
    byId.set(params.case, waiting);
    byContent.set(params.content, [...(byContent.get(params.content) ?? []), waiting]);
  }
  return { byId, byContent };
}

/** A row whose case is served answers the next case of the same content. */
function takeWaiting({ byId, byContent }: WaitingCases, key: RecordedRow['key']): Waiting | undefined {
  const cases = 'case' in key ? [byId.get(key.case)] : (byContent.get(key.content) ?? []);
  return cases.find((waiting) => waiting !== undefined && waiting.served < waiting.customIds.length);
}

/** The answer that a row holds. @throws UserError when it holds none. */
export function recordedOutput({ output }: RecordedVariant, { value, where }: RecordedRow): string {
  const answer = typeof output === 'function' ? call(output, value, where) : lookUp(value, output, where);
  if (answer === null || answer === undefined) {
    throw new UserError(
      `${where()}: the recorded answer is empty`,
      'leave the row out: its case then counts as missing',
    );
  }
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

/** A column of that name, or `column.field`, as in a prompt's placeholders. */
function lookUp(row: RecordedRow['value'], output: string, where: () => string): unknown {
  if (Object.hasOwn(row, output)) return row[output];
  let value: unknown = row;
  for (const key of output.split('.')) {
    if (!Object.hasOwn(Object(value), key)) {
      throw new UserError(
        `${where()}: there is no column "${output}"`,
        didYouMean(key, typeof value === 'object' ? Object.keys(Object(value)) : []),
      );
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function call(
  output: (row: RecordedRow['value']) => unknown,
  row: RecordedRow['value'],
  where: () => string,
): unknown {
  try {
    return output(row);
  } catch (error) {
    throw new UserError(`${where()}: the function "output" threw: ${messageOf(error).split('\n')[0]}`);
  }
}

/** The form of a model's answer, so that all that follows is the same; what is not known stays null. */
function resultLine(custom_id: string, text: string): string {
  return JSON.stringify({
    custom_id,
    result: {
      type: 'succeeded',
      message: {
        id: `${RECORDED_ID_PREFIX}${custom_id}`,
        type: 'message',
        role: 'assistant',
        model: null,
        content: [{ type: 'text', text, citations: null }],
        stop_reason: null,
        stop_sequence: null,
        usage: null,
      },
    },
  });
}
