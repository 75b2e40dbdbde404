import type { Role } from '../model/grader.ts';
import type { JsonObject } from '../model/json.ts';
import type { Answerer } from '../model/record.ts';
import type { Judging } from './changes.ts';
import type { ColumnsLayout } from './columns.ts';

export const PACK_FORMAT = 'assay-pack/1';

/** A block of texts: its cases follow in the order of `textOrder`. */
export interface BlockEntry {
  readonly cases: number;
  /** Compressed. */
  readonly bytes: number;
}

/** What the page reads first: everything about the cases that is no number and no text of theirs. */
export interface PackIndex {
  readonly format: typeof PACK_FORMAT;
  readonly suite: string;
  readonly run: string;
  /** SHA-256 over the planned cases. */
  readonly dataset: string;
  /** Of a side file too: where it differs, the file is of another run, grading or redaction, and its texts of other cases. */
  readonly key: string;
  readonly mode: 'batch' | 'live';
  /** An answer, or a judge's opinion, came from the simulator. */
  readonly simulated: boolean;
  readonly simulatedJudges: boolean;
  /** Samples of a case and variant that were bought. */
  readonly repeat: number;
  readonly variants: readonly {
    readonly name: string;
    readonly model: string | null;
    readonly answeredBy: readonly Answerer[];
    /** What its requests have in common; null: it has none, or they are redacted. */
    readonly request: JsonObject | null;
  }[];
  readonly judging: Judging;
  readonly graders: readonly { readonly name: string; readonly role: Role; readonly isJudge: boolean }[];
  readonly columns: ColumnsLayout;
  /** In this file, in order. */
  readonly blocks: readonly BlockEntry[];
  /** Cases whose texts are in this file: the first of the order. */
  readonly texts: number;
  /** Texts of these are clipped to head and tail where they are long. */
  readonly clipped: boolean;
  /** What is left out of this file, in a sentence; null: nothing is. */
  readonly leftOut: string | null;
  /** The file with all texts; null: there is none. */
  readonly sideFile: string | null;
  /** What is redacted: `inputs`, `outputs`, `expected`, or columns. */
  readonly redacted: readonly string[];
}
