import { joinBytes } from '../../pack/bytes.ts';

/** Undoes raw deflate. A writer and a loop of reads: twice as fast as a Blob piped through. */
export async function inflate(compressed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  // What is wrong with the bytes is thrown by the reads below; here it would only be thrown again, to nobody.
  writer.write(compressed).catch(() => {});
  writer.close().catch(() => {});
  const chunks: Uint8Array[] = [];
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  return chunks.length === 1 ? chunks[0]! : joinBytes(chunks);
}
