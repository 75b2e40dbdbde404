import { type Messages, type Turn, transcriptOf } from '../core/converse.ts';
import { openingRequest } from '../core/plan.ts';
import { addDollars, type CollectedAttempt, costOfLine, messageOfLine } from '../core/record.ts';
import { sampleOf } from '../core/sample.ts';
import { answersOf } from '../core/state.ts';
import { attemptsOf, type PackedAttempt, type ResultPlace, type ThreadState } from '../core/thread-state.ts';
import { repetitionOf, variantOf } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import type { Sample } from '../model/grader.ts';
import type { Dollars } from '../model/record.ts';
import type { Params } from '../model/request.ts';
import { type Message, RECORDED_ID_PREFIX } from '../model/result.ts';
import type { ContinuationLine } from '../model/run.ts';
import type { RunContext } from './context.ts';
import { FolderReader } from './folder-reader.ts';
import { parseResultLine, turnsFile } from './run-folder.ts';

/** Reads what came back about trials, from the places that the state knows. */
export class TrialReader {
  readonly #context: RunContext;
  readonly #files: FolderReader;

  constructor(context: RunContext) {
    this.#context = context;
    this.#files = new FolderReader(context.writer.folder);
  }

  /** All attempts of a trial in a thread that were packed, oldest first. */
  attempts(thread: ThreadState, trial: number): CollectedAttempt[] {
    return attemptsOf(thread, trial).map((attempt) => this.#attempt(attempt));
  }

  /** What was answered last in a thread; null: nothing. */
  lastMessage(thread: ThreadState, trial: number): Message | null {
    const last = attemptsOf(thread, trial).at(-1);
    return last ? messageOfLine(this.#attempt(last).line) : null;
  }

  /**
   * What graders and judges look at; null where the trial has no answer.
   *
   * @param message the answer, where it has been read already.
   */
  sample(
    row: Case,
    trial: number,
    message = this.lastMessage(answersOf(this.#context.writer.state), trial),
  ): Sample | null {
    const { writer, variants } = this.#context;
    const { state } = writer;
    if (!message) return null;
    const variant = variantOf(state.order, trial);
    return sampleOf({
      row,
      variant: state.variants[variant]!,
      asked: variants[variant]!.variant,
      repetition: repetitionOf(state.order, trial),
      message,
      cost: () => this.#cost(trial, message),
      transcript: () => [
        ...this.transcript(row, trial),
        { role: 'assistant' as const, content: message.content },
      ],
    });
  }

  /** What another system charged for a recorded answer is not known. */
  #cost(trial: number, message: Message): Dollars {
    const { writer, prices } = this.#context;
    if (message.id.startsWith(RECORDED_ID_PREFIX)) return null;
    const { mode } = writer.folder.manifest;
    const attempts = this.attempts(answersOf(writer.state), trial);
    return addDollars(attempts.map(({ line, day }) => costOfLine(line ?? undefined, prices, day, mode)));
  }

  /** The conversation as it was, or will be, sent for the trial's present turn. */
  transcript(row: Case, trial: number): Messages {
    const { writer, variants } = this.#context;
    const { params } = openingRequest(variants, variantOf(writer.state.order, trial), row);
    const opening = 'messages' in params ? (params as Params).messages : [];
    return transcriptOf(opening, this.#turns(trial));
  }

  /** The turns before the present one. */
  #turns(trial: number): Turn[] {
    const answers = answersOf(this.#context.writer.state);
    const continuations = answers.continuations.get(trial) ?? [];
    return continuations.map((place, turn) => {
      const answer = answers.earlier.get(trial)!.findLast((attempt) => attempt.turn === turn)!;
      const { messages }: ContinuationLine = JSON.parse(this.#files.text(turnsFile(place.batch), place));
      return { message: messageOfLine(this.#attempt(answer).line)!, next: messages };
    });
  }

  close(): void {
    this.#files.close();
  }

  #attempt(place: ResultPlace & Partial<Pick<PackedAttempt, 'turn'>>): CollectedAttempt {
    const { batch: number, length, turn = 0 } = place;
    const batch = this.#context.writer.state.batches[number - 1]!;
    const { reusedFrom } = batch;
    if (batch.status === 'withdrawn') {
      const line = { custom_id: '', result: { type: 'canceled' as const } };
      return { batch: number, turn, day: '', line, reusedFrom };
    }
    const day = batch.createdAt!.slice(0, 10);
    const text = length === 0 ? '' : this.#files.text(batch.results!.path, place);
    return { batch: number, turn, day, line: parseResultLine(text) ?? null, reusedFrom };
  }
}
