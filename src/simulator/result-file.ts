import { open } from 'node:fs/promises';

const FLUSH_CHARACTERS = 1 << 18;

/** A results file while it is written: a line a result, and no newline after the last, like the API's. */
export interface ResultFile {
  write(line: string): Promise<void>;
  close(): Promise<void>;
}

export async function createResultFile(path: string): Promise<ResultFile> {
  const file = await open(path, 'w');
  let pending = '';
  let isEmpty = true;

  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    if (text !== '') await file.appendFile(text);
  };

  return {
    async write(line) {
      pending += isEmpty ? line : `\n${line}`;
      isEmpty = false;
      if (pending.length >= FLUSH_CHARACTERS) await flush();
    },

    async close() {
      await flush();
      await file.close();
    },
  };
}
