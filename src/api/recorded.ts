import { didYouMean } from '../model/did-you-mean.ts';
import { repeatedId } from '../model/digest.ts';
import { messageOf, UserError } from '../model/errors.ts';
import type { RecordedParams } from '../model/request.ts';
import { RECORDED_ID_PREFIX } from '../model/result.ts';
import type { RecordedVariant } from '../model/suite.ts';
import { localBatches } from './local-batch.ts';
import type { BatchPort } from './port.ts';
import { readRequests } from './requests.ts';

/** A row of recorded answers, and the case it answers. */
export interface RecordedRow {
  readonly caseId: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly where: () => string;
}

export interface RecordedOptions {
  readonly variant: RecordedVariant;
  /** Reads the file; called once for each batch. */
  readonly rows: () => AsyncIterable<RecordedRow>;
  readonly now: () => Date;
}

/**
 * Answers that another system gave, from a file. The file is walked once, in its own order; rows of cases
 * nobody asked for are passed over, and cases without a row get no result, so they count as missing.
 */
export function recordedPort({ variant, rows, now }: RecordedOptions): BatchPort {
  return {
    ...localBatches('recorded', now),
    endpoint: variant.recorded,
    resultsAreKept: true,
    async *results(_id, requests) {
      const waiting = new Map<string, string[]>();
      for await (const { custom_id, params } of readRequests<RecordedParams>(requests)) {
        const ids = waiting.get(params.case);
        if (ids) ids.push(custom_id);
        else waiting.set(params.case, [custom_id]);
      }
      const last = new Map<string, string>();
      for await (const row of rows()) {
        const found = takeWaiting(waiting, row.caseId);
        if (found === undefined) continue;
        const output = outputOf(variant, row);
        yield Buffer.from(`${resultLine(found.customId, output)}\n`);
        if (found.rest.length > 0) last.set(found.caseId, output);
        else last.delete(found.caseId);
      }
      for (const [caseId, output] of last) {
        for (const customId of waiting.get(caseId)!) yield Buffer.from(`${resultLine(customId, output)}\n`);
      }
    },
  };
}

/** The form of ids that are made of content: only these stand for several cases. */
const CONTENT_ID = /^case-[0-9a-f]{12}$/;

/** A row whose case is served answers the next case of the same content. */
function takeWaiting(
  waiting: ReadonlyMap<string, string[]>,
  contentId: string,
): { customId: string; caseId: string; rest: readonly string[] } | undefined {
  let caseId = contentId;
  let ids = waiting.get(caseId);
  for (let nth = 2; ids?.length === 0 && CONTENT_ID.test(contentId); nth++) {
    caseId = repeatedId(contentId, nth);
    ids = waiting.get(caseId);
  }
  const customId = ids?.shift();
  return customId === undefined ? undefined : { customId, caseId, rest: ids! };
}

function outputOf({ output }: RecordedVariant, { value, where }: RecordedRow): string {
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
