import { answersOf, type BatchState, type RunState } from '../core/state.ts';
import { countStatuses } from '../core/thread-state.ts';
import { visibleLine } from '../render/neutralise/visible.ts';

const REDRAW_MS = 1000;

/** Shows how a run goes on, on standard error. */
export interface Progress {
  update(state: RunState): void;
  /** A line above what is shown. */
  say(message: string): void;
  /** Leaves the last state on the screen. */
  stop(): void;
}

/**
 * A line a variant. Batches give no counts before they end, so what can be shown is where each batch
 * stands and how long it has taken. On a terminal the lines are redrawn; elsewhere a line is printed when
 * something has happened.
 */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? redrawn(stream) : printed(stream);
}

function redrawn(stream: NodeJS.WriteStream): Progress {
  let state: RunState | undefined;
  let drawn = 0;
  const draw = () => {
    if (!state) return;
    const lines = progressLines(state, Date.now()).map((line) => line.slice(0, stream.columns - 1));
    const up = drawn > 0 ? `\u001b[${drawn}A` : '';
    stream.write(`${up}${lines.map((line) => `\u001b[2K${line}\n`).join('')}`);
    drawn = lines.length;
  };
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  return {
    update(next) {
      state = next;
      draw();
    },
    say(message) {
      const up = drawn > 0 ? `\u001b[${drawn}A\u001b[J` : '';
      stream.write(`${up} ! ${visibleLine(message)}\n`);
      drawn = 0;
      draw();
    },
    stop() {
      clearInterval(timer);
      draw();
    },
  };
}

function printed(stream: NodeJS.WriteStream): Progress {
  const last = new Map<number, string>();
  return {
    update(state) {
      progressLines(state).forEach((line, index) => {
        if (last.get(index) === line) return;
        last.set(index, line);
        stream.write(`${line}\n`);
      });
    },
    say(message) {
      stream.write(` ! ${visibleLine(message)}\n`);
    },
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
