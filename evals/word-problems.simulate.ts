import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

interface Problem {
  readonly question: string;
  readonly expected: string;
  readonly operations: string;
}

interface Request {
  readonly system?: unknown;
  readonly messages: readonly { readonly content: unknown }[];
}

const file = new URL('../datasets/word-problems.csv', import.meta.url);
const problems: readonly Problem[] = parse(readFileSync(file), { columns: true });

/** How often each request came: a model asked again answers anew, whereas `random` begins alike each time. */
const timesAsked = new Map<string, number>();

/**
 * Stands in for the model with --simulate. It looks the answer up and errs the more often the more steps a
 * problem takes, most of all when it is not asked to write them down.
 */
export function simulateArithmetic(request: Request, { random }: { random: () => number }): string {
  const key = JSON.stringify(request);
  const times = timesAsked.get(key) ?? 0;
  timesAsked.set(key, times + 1);

  const asked = String(request.messages.at(-1)?.content);
  const problem = problems.find(({ question }) => asked.startsWith(question));
  if (!problem) return 'I cannot find a question in this.';

  const writesSteps = String(request.system).includes('step by step');
  // Hard to the model or not: that is the problem's own. Luck is new each time.
  const difficulty = random();
  for (let i = 0; i < times; i++) random();
  const luck = random();
  const errorRate = Number(problem.operations) * (writesSteps ? 0.04 : 0.14);
  const isWrong = 0.7 * difficulty + 0.3 * luck < errorRate;
  const answer = isWrong ? slip(problem, luck) : problem.expected;
  if (writesSteps) return `${restate(problem)}\nAnswer: ${answer}`;
  return luck > 0.9 ? `The answer is ${answer}.` : answer;
}

/** What goes wrong in arithmetic: a lost sign or digit, a last step left out, a slip by one. */
function slip({ question, expected }: Problem, luck: number): string {
  if (expected.startsWith('-')) return expected.slice(1);
  if (Number(expected) >= 10_000) return expected.replace(/0$/, '');
  const given = numbersIn(question);
  if (given.length > 1 && luck < 0.5) return given.at(-1)!;
  return String(Math.round(Number(expected)) + 1);
}

function restate({ question }: Problem): string {
  return `Given: ${numbersIn(question).join(', ')}.`;
}

function numbersIn(text: string): string[] {
  return text.match(/\d[\d,]*(\.\d+)?/g) ?? [];
}
