import { type Place, RandomReader } from './disk.ts';
import type { RunFolder } from './run-folder.ts';

/** Reads from places in the files of a run folder, which stay open until it is closed. */
export class FolderReader {
  readonly #folder: RunFolder;
  readonly #files = new Map<string, RandomReader>();

  constructor(folder: RunFolder) {
    this.#folder = folder;
  }

  text(name: string, { offset, length }: Place): string {
    let file = this.#files.get(name);
    if (!file) {
      file = new RandomReader(this.#folder.file(name));
      this.#files.set(name, file);
    }
    return file.text(offset, length);
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
  }
}
