import { repeatedId } from '../model/digest.ts';
import { UserError } from '../model/errors.ts';
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

/** A row whose case is served answers the next case of the same content. */
function takeWaiting(
  waiting: ReadonlyMap<string, string[]>,
  contentId: string,
): { customId: string; caseId: string; rest: readonly string[] } | undefined {
  let caseId = contentId;
  let ids = waiting.get(caseId);
  for (let nth = 2; ids?.length === 0; nth++) {
    caseId = repeatedId(contentId, nth);
    ids = waiting.get(caseId);
  }
  const customId = ids?.shift();
  return customId === undefined ? undefined : { customId, caseId, rest: ids! };
}

function outputOf({ output }: RecordedVariant, { value, where }: RecordedRow): string {
  if (typeof output === 'string' && !Object.hasOwn(value, output)) {
    throw new UserError(
      `${where()}: there is no column "${output}"`,
      `there are: ${Object.keys(value).join(', ')}`,
    );
  }
  const answer = typeof output === 'function' ? output(value) : value[output];
  if (answer === null || answer === undefined)
    throw new UserError(`${where()}: the recorded answer is empty`);
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
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
