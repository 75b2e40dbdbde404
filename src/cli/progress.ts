import { answersOf, type BatchState, type RunState } from '../core/state.ts';
import { countStatuses } from '../core/thread-state.ts';
import { visibleLine } from '../render/neutralise/visible.ts';
import { shorten } from '../render/terminal/display-width.ts';
import type { Work } from '../run/context.ts';

const REDRAW_MS = 1000;
/** Between two words about work that goes on, on a terminal and in a log. */
const WORD_MS = 100;
const LOG_MS = 5000;

/** Shows how a run goes on, on standard error. */
export interface Progress {
  update(state: RunState): void;
  /** What this machine is doing meanwhile; what comes too often is left out. */
  work(doing: string): void;
  /** A line above what is shown. */
  say(message: string): void;
  /** Takes away what is shown until the next change: something else is about to be written. */
  clear(): void;
  /** Leaves the last state on the screen. */
  stop(): void;
}

/**
 * A line a variant. Batches give no counts before they end, so what can be shown is where each batch
 * stands and how long it has taken. On a terminal the lines are redrawn; elsewhere a line is printed when
 * something has happened.
 */
export function showProgress(
  stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'> = process.stderr,
  now: () => number = Date.now,
): Progress {
  return stream.isTTY ? redrawn(stream, now) : printed(stream, now);
}

function redrawn(stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>, now: () => number): Progress {
  let state: RunState | undefined;
  let doing: string | undefined;
  let drawn = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  const draw = () => {
    const lines = [
      ...(state ? progressLines(state, now()) : []),
      ...(doing === undefined ? [] : [` ${doing} …`]),
    ].map((line) => shorten(line, stream.columns - 1));
    if (lines.length + drawn === 0 || stopped) return;
    const up = drawn > 0 ? `\u001b[${drawn}A` : '';
    // In one piece, each line over the one that stood there: nothing is blank in between.
    stream.write(`${up}${lines.map((line) => `\u001b[2K${line}\n`).join('')}\u001b[J`);
    drawn = lines.length;
    drawnAt = now();
  };
  const clear = () => {
    if (drawn > 0) stream.write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
    doing = undefined;
  };
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  return {
    update(next) {
      state = next;
      doing = undefined;
      draw();
    },
    work(next) {
      doing = next;
      if (now() - drawnAt >= WORD_MS) draw();
    },
    say(message) {
      clear();
      stream.write(` ! ${visibleLine(message)}\n`);
      draw();
    },
    clear,
    stop() {
      clearInterval(timer);
      doing = undefined;
      draw();
      stopped = true;
    },
  };
}

function printed(stream: Pick<NodeJS.WriteStream, 'write'>, now: () => number): Progress {
  const last = new Map<number, string>();
  let saidAt = now();
  const write = (line: string) => {
    saidAt = now();
    stream.write(`${line}\n`);
  };
  return {
    update(state) {
      progressLines(state).forEach((line, index) => {
        if (last.get(index) === line) return;
        last.set(index, line);
        write(line);
      });
    },
    work(doing) {
      if (now() - saidAt >= LOG_MS) write(` ${doing}`);
    },
    say(message) {
      write(` ! ${visibleLine(message)}`);
    },
    clear() {},
    stop() {},
  };
}

/** `now`, in milliseconds, adds the time that unfinished batches have taken. */
export function progressLines(state: RunState, now?: number): string[] {
  const width = Math.max(...state.variants.map((name) => visibleLine(name).length));
  return state.variants.map((name, variant) => {
    const batches = state.batches.filter((batch) => batch.variant === name);
    const parts: string[] = [];
    const due = answersOf(state).due[variant]!;
    if (due > 0) parts.push(`${due.toLocaleString('en')} to pack`);
    parts.push(...stages(batches.filter(({ thread }) => thread === 0)));
    const opinions = stages(batches.filter(({ thread }) => thread > 0));
    if (opinions.length > 0) parts.push(`judges: ${opinions.join(', ')}`);
    const waiting = batches
      .filter((batch) => batch.status === 'created')
      .map(({ createdAt }) => Date.parse(createdAt!));
    if (now !== undefined && waiting.length > 0) parts.push(elapsed(now - Math.min(...waiting)));
    return ` ${visibleLine(name).padEnd(width)}  ${parts.join(' · ')}`;
  });
}

/** `grading: 4,000 of 60,000 cases`. */
export function workLine({ doing, cases, of }: Work): string {
  const total = of === null ? '' : ` of ${of.toLocaleString('en')}`;
  return `${doing}: ${cases.toLocaleString('en')}${total} cases`;
}

/** How many requests stand where. */
function stages(batches: readonly BatchState[]): string[] {
  return Object.entries(STAGES).flatMap(([status, words]) => {
    const own = batches.filter((batch) => batch.status === status);
    if (own.length === 0) return [];
    const requests = own.reduce((sum, batch) => sum + batch.requests.lines, 0);
    return [
      `${words} ${requests.toLocaleString('en')} in ${own.length} ${own.length === 1 ? 'batch' : 'batches'}`,
    ];
  });
}

const STAGES = {
  packed: 'to send',
  intended: 'sending',
  created: 'waiting for',
  ended: 'fetching',
  collected: 'received',
} as const;

function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** For the line that an interrupted run ends with. */
export function standing(state: RunState): string {
  const { succeeded, due, packed, replied, idle, ...rest } = countStatuses(answersOf(state));
  const without = Object.values(rest).reduce((sum, count) => sum + count, 0);
  const held = idle > 0 ? `, ${idle} held back` : '';
  return `${succeeded} answered, ${packed + due + replied} under way, ${without} without an answer${held}`;
}
