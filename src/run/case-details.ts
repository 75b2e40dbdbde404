import { once } from '../core/once.ts';
import type { Exchange } from '../model/case-view.ts';
import type { JsonObject } from '../model/json.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Report } from '../model/report.ts';
import { casePlaces } from './case-places.ts';
import { type ExchangePlaces, exchangePlaces, type FilePlace } from './exchange-places.ts';
import { FolderReader } from './folder-reader.ts';
import { FILES, parseResultLine, type RunFolder } from './run-folder.ts';

/**
 * Cases of a finished run in full, by their places among those that have records. What is kept of the run is where its
 * lines stand.
 */
export function caseDetails(folder: RunFolder): Report['details'] {
  const places = once(() => ({ ofCase: casePlaces(folder), exchanges: exchangePlaces(folder) }));
  return function* details(wanted) {
    const { ofCase, exchanges } = places();
    const reader = new FolderReader(folder);
    try {
      for (const place of wanted) {
        const { row, records } = ofCase.at(place);
        const lines = reader.text(FILES.records, records).split('\n');
        const own = lines.map((line): TrialRecord => JSON.parse(line));
        yield {
          case: JSON.parse(reader.text(FILES.cases, row)),
          records: own,
          exchanges: own.map((record) => readExchange(reader, exchanges, record)),
        };
      }
    } finally {
      reader.close();
    }
  };
}

type Messages = readonly JsonObject[];

function readExchange(
  reader: FolderReader,
  places: ExchangePlaces,
  { trial, output }: TrialRecord,
): Exchange {
  const [first, last] = [places.opening(trial), places.request(trial)];
  const request = paramsAt(reader, first);
  // A later turn is sent with all that was said before it.
  const later = first && last && (first.file !== last.file || first.offset !== last.offset);
  const sent = later ? messagesOf(paramsAt(reader, last)).slice(messagesOf(request).length) : [];
  const answer = output === null ? [] : contentAt(reader, places.result(trial)).flatMap(readableBlock);
  if (sent.length === 0 && answer.every(({ type }) => type === 'text')) return { request, transcript: null };
  const said = answer.length > 0 ? [{ role: 'assistant', content: answer }] : [];
  return { request, transcript: [...sent.map(readable), ...said] };
}

/** Of a request that Claude can be sent; what stands for a recorded answer is none. */
function paramsAt(reader: FolderReader, place: FilePlace | undefined): JsonObject | null {
  if (!place) return null;
  const { params }: { params?: JsonObject } = JSON.parse(reader.text(place.file, place));
  return params && Array.isArray(params.messages) ? params : null;
}

function messagesOf(params: JsonObject | null): Messages {
  return (params?.messages ?? []) as Messages;
}

/** Blocks of the answer. */
function contentAt(reader: FolderReader, place: FilePlace | undefined): Messages {
  const line = place && parseResultLine(reader.text(place.file, place));
  if (line?.result.type !== 'succeeded') return [];
  return line.result.message.content as unknown as Messages;
}

/** Without thoughts that the API hides, and its long proofs that the others are its own: nobody can read them. */
function readable(message: JsonObject): JsonObject {
  return Array.isArray(message.content)
    ? { ...message, content: (message.content as Messages).flatMap(readableBlock) }
    : message;
}

function readableBlock(block: JsonObject): JsonObject[] {
  if (block.type === 'redacted_thinking' || block.thinking === '') return [];
  const { signature: _, ...rest } = block;
  return [block.type === 'thinking' ? rest : block];
}
