import type { CaseSelection } from '../../model/case-view.ts';
import type { Summary, VariantSummary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { graderName } from './grader-name.ts';
import { count, counted, percent } from './numbers.ts';

export const SIMULATED_TITLE = 'SIMULATED ANSWERS';

/** Said first, and in every format, when any answer came from the simulator; null otherwise. */
export function simulatedStatement({ simulated, variants }: Summary): string | null {
  if (!simulated) return null;
  if (!variants.some(({ answeredBy }) => answeredBy.includes('simulator'))) {
    return "the judges' opinions were made up by a local simulator, not Claude's. Their scores here say nothing about any model.";
  }
  const mixed = variants.some(({ answeredBy }) => answeredBy.includes('claude'));
  const who = mixed ? 'some of these answers were' : 'these answers were';
  return `${who} made up by a local simulator, not Claude's. Scores and costs here say nothing about any model.`;
}

/** Said above the comparison when so many trials lack an answer that it may not stand; null otherwise. */
export function incompleteStatement({ unanswered, trials }: Summary): string | null {
  if (trials === 0) return 'Nothing was planned: there are no trials.';
  if (unanswered / trials <= 0.05) return null;
  return `Run incomplete: ${count(unanswered)} of ${counted(trials, 'trial')} (${percent(unanswered / trials)}) have no answer.`;
}

/** Said under errors: what they do to the rates. */
export const ERRORS_LEFT_OUT =
  'Trials without an answer are left out of every rate: they are neither right nor wrong.';

/** What the graders could not score, and how many answers are left out of the accuracy for it. */
export function undecidedStatements({ variants }: Summary, quote: Quote): readonly string[] {
  return variants.flatMap(({ name, undecided, graders }) => [
    ...graders
      .filter(({ failed }) => failed > 0)
      .map((grader) => {
        const { failed, failedExample } = grader;
        const example = failedExample === null ? '' : `: ${quote(failedExample)}`;
        return `${graderName(grader, quote)} could not score ${counted(failed, 'answer')} of ${quote(name)}${example}`;
      }),
    ...(undecided > 0
      ? [`${counted(undecided, 'answer')} of ${quote(name)} left out of the accuracy: a score failed`]
      : []),
  ]);
}

/** Answers that ended otherwise than usual, a sentence for each variant that has any. They are graded. */
export function stopReasonStatements({ variants }: Summary, quote: Quote): readonly string[] {
  return variants.flatMap(({ name, stopReasons }) => {
    const unusual = Object.entries(stopReasons).filter(([reason]) => !USUAL.includes(reason));
    if (unusual.length === 0) return [];
    const counts = unusual.map(([reason, answers]) => `${count(answers)} × ${quote(reason)}`);
    return [`${quote(name)} stopped early or otherwise: ${counts.join(', ')}; graded as they are`];
  });
}

const USUAL: readonly string[] = ['end_turn', 'stop_sequence', 'tool_use'];

/** A sentence for each model without a price. */
export function unpricedStatements({ variants }: Summary, quote: Quote): readonly string[] {
  const models = new Set(variants.flatMap(({ cost }) => cost.unpricedModels));
  return Array.from(
    models,
    (model) => `No price is known for ${quote(model)}: what it cost is unknown, not zero.`,
  );
}

/** `recorded`, `simulated`, or both: where a variant's answers come from, when that is not Claude. */
export function originOf({ answeredBy }: VariantSummary): string | null {
  const origins = [];
  if (answeredBy.includes('recorded')) origins.push('recorded');
  if (answeredBy.includes('simulator')) origins.push('simulated');
  return origins.length === 0 ? null : origins.join(', ');
}

/** How many of all cases a report shows. */
export function shownStatement({ shown, total }: CaseSelection): string {
  if (total === 0) return 'The run has no cases.';
  if (shown.length === total)
    return total === 1 ? 'The only case is shown.' : `All ${count(total)} cases are shown.`;
  return `${count(shown.length)} of ${counted(total, 'case')} are shown, the most interesting first; the numbers above cover all of them.`;
}

/** What was taken out of this copy; null: nothing. */
export function redactedStatement({ redacted }: Pick<Summary, 'redacted'>, quote: Quote): string | null {
  if (redacted.length === 0) return null;
  const words = redacted.map((word) => quote(word)).join(', ');
  const told = redacted.includes('outputs') || redacted.every((word) => word === 'expected');
  return `Redacted: ${words}${told ? '' : '; answers may still paraphrase it'}`;
}

/** `177 cases`, or `90 of 177 cases` where a look said that the others were not needed. */
export function casesOf({ dataset, instalments }: Pick<Summary, 'dataset' | 'instalments'>): string {
  const all = counted(dataset.cases, 'case');
  const held = instalments?.casesHeld ?? 0;
  return held === 0 ? all : `${count(dataset.cases - held)} of ${all}`;
}

/** Whether the graders deserve a table: the accuracy does not say it all. */
export function graderTableNeeded({ variants }: Summary): boolean {
  return variants.some(
    ({ graders, accuracy }) => graders.length > 1 || (accuracy === null && graders.length > 0),
  );
}

/** The longest of the variants' turnarounds: they are sent together. Null where nothing was sent. */
export function turnaround({ variants }: Summary): number | null {
  return variants.reduce(
    (longest: number | null, { turnaroundSeconds: seconds }) =>
      seconds === null ? longest : Math.max(seconds, longest ?? 0),
    null,
  );
}
