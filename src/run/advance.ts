import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';
import { type Messages, nextStep, type Step } from '../core/converse.ts';
import { answersOf, type BatchState } from '../core/state.ts';
import { hasStatus } from '../core/thread-state.ts';
import { caseOf, repetitionOf, variantOf } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import { messageOf } from '../model/errors.ts';
import type { ContinuationLine } from '../model/run.ts';
import type { LoadedVariant } from '../model/suite.ts';
import { isRunnable, type ToolContext } from '../model/tool.ts';
import type { RunContext } from './context.ts';
import { FileWriter } from './disk.ts';
import { turnsFile } from './run-folder.ts';
import { TrialReader } from './trial-reader.ts';

/** Tools that run at once. */
const TOOLS_AT_ONCE = 8;

/** Finds out how the conversations of a batch go on, running the tools that were called, and writes that down. */
export async function advanceBatch(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, clock, signal } = context;
  const { number } = batch;
  const name = turnsFile(number);
  const reader = new TrialReader(context);
  mkdirSync(dirname(writer.folder.file(name)), { recursive: true });
  const file = new FileWriter(writer.folder.file(name), { hashed: true });
  const continued: { trial: number; offset: number; length: number }[] = [];
  let offset = 0;
  try {
    for await (const line of continuations(context, reader, batch)) {
      signal.throwIfAborted();
      const text = JSON.stringify(line);
      const length = Buffer.byteLength(text);
      file.line(text);
      continued.push({ trial: line.trial, offset, length });
      offset += length + 1;
    }
  } catch (error) {
    file.discard();
    throw error;
  } finally {
    reader.close();
  }
  const messages = { path: name, ...file.finish() };
  const at = clock.now().toISOString();
  writer.append({ type: 'advanced', at, batch: number, messages }, { continued });
}

/** A line for each conversation that goes on, in plan order; tools of several trials run at once. */
async function* continuations(
  context: RunContext,
  reader: TrialReader,
  { number }: BatchState,
): AsyncGenerator<ContinuationLine> {
  const { writer, variants } = context;
  const { state, folder } = writer;
  const answers = answersOf(state);
  const limit = pLimit(TOOLS_AT_ONCE);
  const underWay: Promise<ContinuationLine | null>[] = [];
  const rows = folder.cases();
  let row: Case | undefined;
  let index = -1;
  for (let trial = 0; trial < state.trials; trial++) {
    while (index < caseOf(state.order, trial)) {
      row = rows.next().value;
      index++;
    }
    if (answers.batch[trial] !== number || !hasStatus(answers, trial, 'replied')) continue;
    const variant = variants[variantOf(state.order, trial)]!;
    const own = { row: row!, trial, variant };
    underWay.push(limit(() => continuation(context, reader, own)));
    if (underWay.length < TOOLS_AT_ONCE * 2) continue;
    const line = await underWay.shift();
    if (line) yield line;
  }
  for (const waiting of underWay) {
    const line = await waiting;
    if (line) yield line;
  }
}

interface OneTrial {
  readonly row: Case;
  readonly trial: number;
  readonly variant: RunContext['variants'][number];
}

async function continuation(
  { writer, signal }: RunContext,
  reader: TrialReader,
  { row, trial, variant: { name, variant } }: OneTrial,
): Promise<ContinuationLine | null> {
  const answers = answersOf(writer.state);
  const sample = reader.sample(row, trial)!;
  // A variant whose answers go on is not a recorded one.
  const model = variant as LoadedVariant;
  const step = nextStep(model, sample.message, answers.turn[trial]! + 1, sample.transcript);
  if (step.do === 'end') return null;
  if (step.do === 'say') return { trial, messages: step.messages };
  const about = {
    input: row.input,
    caseId: row.id,
    variant: name,
    repetition: repetitionOf(writer.state.order, trial),
  };
  const results = await Promise.all(step.calls.map((call) => runTool(model, call, about, signal)));
  return { trial, messages: [{ role: 'user', content: results }] };
}

type ToolCall = Extract<Step, { do: 'run' }>['calls'][number];
type ToolResult = Extract<Exclude<Messages[number]['content'], string>[number], { type: 'tool_result' }>;

/** What goes wrong with a tool is told to the model, which may try again or otherwise. */
async function runTool(
  { tools = [] }: LoadedVariant,
  call: ToolCall,
  about: Omit<ToolContext, 'signal'>,
  stopped: AbortSignal,
): Promise<ToolResult> {
  const result = { type: 'tool_result' as const, tool_use_id: call.id };
  const tool = tools.filter(isRunnable).find(({ name }) => name === call.name);
  if (!tool) return { ...result, content: `there is no tool "${call.name}"`, is_error: true };
  const over = new AbortController();
  try {
    const signal = AbortSignal.any([stopped, over.signal]);
    const value = await Promise.race([
      Promise.resolve().then(() => tool.call(call.input, { ...about, signal })),
      setTimeout(tool.timeoutMs, undefined, { signal, ref: false }).then(() => {
        throw new Error(`it took longer than ${tool.timeoutMs} ms`);
      }),
    ]);
    return { ...result, content: textOfResult(value) };
  } catch (error) {
    stopped.throwIfAborted();
    return { ...result, content: messageOf(error), is_error: true };
  } finally {
    over.abort();
  }
}

function textOfResult(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
