import type { Summary } from '../../model/summary.ts';
import { clipName } from '../wording/clip.ts';
import { headline } from '../wording/comparison.ts';
import { gateStatements } from '../wording/gates.ts';
import { count } from '../wording/numbers.ts';
import { costRatio } from '../wording/ratios.ts';
import { type Annotation, command, type Level } from './command.ts';

/** GitHub shows so many of each level for a step, and drops the rest in silence. */
const SHOWN = 10;

/** What annotations are about. */
export interface Subject extends Pick<Summary, 'suite' | 'simulated' | 'comparisons' | 'gates'> {
  readonly suiteFile: string | null;
}

/** An error for each gate that failed, a warning for each that warns, and a notice of each verdict. */
export function verdictAnnotations(subject: Subject): readonly Annotation[] {
  const about = annotate(subject);
  const statements = gateStatements(subject, clipName);
  const those = (outcome: (typeof statements)[number]['outcome']) =>
    statements.filter((one) => one.outcome === outcome);
  return [
    ...those('failed').map(({ sentence }) => about('error', 'gate failed', sentence)),
    ...those('warned').map(({ sentence }) => about('warning', 'gate open', sentence)),
    ...subject.comparisons.map((one) => about('notice', 'verdict', headline(one, clipName) + costRatio(one))),
  ];
}

/** Makes annotations about a suite: of one that was simulated they say so. */
export function annotate({ suite, simulated, suiteFile }: Omit<Subject, 'comparisons' | 'gates'>) {
  return (level: Level, what: string, message: string): Annotation => ({
    level,
    title: `${clipName(suite)}${simulated ? ' (simulated)' : ''}: ${what}`,
    file: suiteFile,
    message,
  });
}

/** As many of each level as are shown, in their order; the last of too many counts those that are left out. */
export function* commands(annotations: readonly Annotation[]): Generator<string> {
  for (const level of ['error', 'warning', 'notice'] as const) {
    const all = annotations.filter((one) => one.level === level);
    const shown = all.length > SHOWN ? all.slice(0, SHOWN - 1) : all;
    for (const one of shown) yield command(one);
    const left = all.length - shown.length;
    if (left > 0)
      yield command({
        ...all.at(-1)!,
        title: 'left out',
        message: `and ${count(left)} more: see the report`,
      });
  }
}
