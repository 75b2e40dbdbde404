import { UserError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json.ts';
import { foldCase } from '../fold-case.ts';
import { quote } from '../quote.ts';

/** What a choice scores, in [0, 1], alone or with what it means, which the judge is told. */
export type Choice = number | { readonly score: number; readonly means: string };

/** A menu: what a judge may choose, in the order in which it is shown. */
export type Choices = Readonly<Record<string, Choice>>;

/** A checked menu. */
export interface Menu {
  /** In the order of the menu. */
  readonly names: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  /** Whether every choice is a pass (1) or a fail (0). */
  readonly decides: boolean;
  /** A line a choice, for the request. */
  readonly lines: string;
}

/**
 * Checks a menu where the suite is defined: at least two choices, which differ by more than their case, with scores
 * in [0, 1] that are not all the same.
 */
export function makeMenu(judge: string, choices: Choices): Menu {
  const entries = Object.entries(choices ?? {});
  const names = entries.map(([name]) => name);
  if (names.length < 2)
    throw new UserError(`${judge}: there is nothing to choose between`, 'choices: { yes: 1, no: 0 }');
  for (const [index, name] of names.entries()) {
    if (name.trim() === '' || name in {})
      throw new UserError(`${judge}: ${quote(name)} is no name for a choice`);
    if (names.findIndex((other) => foldCase(other) === foldCase(name)) !== index) {
      throw new UserError(
        `${judge}: two choices are named "${name}" but for their case`,
        'a judge does not always keep the case',
      );
    }
  }
  const scores = Object.fromEntries(entries.map(([name, choice]) => [name, scoreOf(judge, name, choice)]));
  const values = Object.values(scores);
  if (values.every((value) => value === values[0])) {
    throw new UserError(`${judge}: every choice scores ${values[0]}`, 'no answer could be told from another');
  }
  return {
    names,
    scores,
    decides: values.every((value) => value === 0 || value === 1),
    lines: entries
      .map(([name, choice]) => `- ${name}${typeof choice === 'object' ? `: ${choice.means}` : ''}`)
      .join('\n'),
  };
}

/** The one choice that a judge named, whatever its case, which structured outputs do not guarantee. */
export function chosen({ names }: Menu, value: unknown, of = 'the choice'): string {
  const folded = typeof value === 'string' ? foldCase(value) : null;
  const name = names.find((candidate) => foldCase(candidate) === folded);
  if (name === undefined) throw new Error(`${of} is off the menu: ${quote(JSON.stringify(value))}`);
  return name;
}

/** The schema of a choice from the menu. */
export function choiceSchema({ names }: Menu): JsonValue {
  return { type: 'string', enum: names };
}

function scoreOf(judge: string, name: string, choice: Choice): number {
  const { score, means } =
    typeof choice === 'object' && choice !== null ? choice : { score: choice, means: '' };
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) {
    throw new UserError(`${judge}: choice "${name}" scores ${String(score)}`, 'Scores are in [0, 1].');
  }
  if (typeof means !== 'string') throw new UserError(`${judge}: what choice "${name}" means is no text`);
  return score;
}
