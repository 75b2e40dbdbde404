import type { BatchPort } from '../api/port.ts';
import type { RequestId } from '../model/request.ts';
import { parseResultId } from './run-folder.ts';

/**
 * The id in the first result of an ended batch: all requests of a batch were packed together, so it tells
 * whose they all are. Undefined: it is none of Assay's.
 */
export async function firstResultId(port: BatchPort, batch: string): Promise<RequestId | undefined> {
  let text = '';
  for await (const chunk of port.results(batch, { path: '', lines: 0, bytes: 0 }, new Set())) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.includes('\n')) break;
  }
  return parseResultId(text.split('\n')[0]!);
}
