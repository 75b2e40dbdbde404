import { addRanges, type CostRange, type Estimator } from '../core/estimate.ts';
import { opinionThreads } from '../core/judges.ts';
import { preflight } from '../core/preflight.ts';
import { sampleOf } from '../core/sample.ts';
import type { Case } from '../model/case.ts';
import { UserError } from '../model/errors.ts';
import type { Sample } from '../model/grader.ts';
import type { FactOf } from '../model/journal.ts';
import type { Judge } from '../model/judge.ts';
import type { ModelTable } from '../model/models.ts';
import type { Params } from '../model/request.ts';
import type { RuleContext } from '../model/request-rules.ts';
import type { Message } from '../model/result.ts';
import { isRecorded, type LoadedVariants } from '../model/suite.ts';

/** Characters of a token, generously: for the longest answer that a judge may have to read. */
const CHARACTERS_PER_TOKEN = 4;

interface JudgePlanFacts {
  readonly judges: readonly Judge[];
  readonly variants: LoadedVariants;
  readonly baseline: string;
  readonly repeat: number;
  readonly models: ModelTable;
  readonly rules: RuleContext;
  readonly estimate: Estimator;
}

/**
 * What judges will ask, before there is an answer to ask about: each question is made about an empty answer,
 * held against what the API is known to refuse, and priced with room for the longest answer.
 */
export class JudgePlan {
  readonly #facts: JudgePlanFacts;
  readonly #planned: readonly PlannedJudge[];

  constructor(facts: JudgePlanFacts) {
    this.#facts = facts;
    this.#planned = facts.judges.map((judge) => new PlannedJudge(judge, facts));
  }

  /** @throws UserError when the API would refuse a judge's request. */
  add(row: Case): void {
    const { variants, baseline } = this.#facts;
    for (const { name, variant } of variants) {
      const longest = isRecorded(variant) ? 1024 : variant.max_tokens;
      for (const planned of this.#planned) {
        if (planned.judge.against !== 'baseline' || name !== baseline) planned.add(row, name, longest);
      }
    }
  }

  /**
   * A thread for each opinion, with what all its requests may cost.
   *
   * @param first the first number that no thread has.
   */
  threads(first = 1): FactOf<'threads'>['threads'] {
    return this.#planned
      .flatMap(({ judge, estimates }) =>
        opinionThreads(judge, estimates).map((own) => ({ judge: judge.name, ...own })),
      )
      .map((own, index) => ({ thread: first + index, ...own }));
  }
}

class PlannedJudge {
  readonly judge: Judge;
  readonly estimates: (CostRange | null)[];
  readonly #facts: JudgePlanFacts;
  readonly #check: ReturnType<typeof preflight>;
  /** What the longest answer of a variant adds to the most that a request costs. */
  readonly #longest = new Map<string, number>();

  constructor(judge: Judge, facts: JudgePlanFacts) {
    this.judge = judge;
    this.estimates = Array.from({ length: judge.opinions }, () => ({ least: 0, most: 0 }));
    this.#facts = facts;
    this.#check = preflight(facts.models, facts.rules);
  }

  add(row: Case, variant: string, maxTokens: number): void {
    const { repeat } = this.#facts;
    this.#ask(row, variant, '').forEach((params, opinion) => {
      const fault = this.#check(params);
      if (fault) {
        throw new UserError(
          `judge "${this.judge.name}": the API would refuse its request: ${fault.message}`,
          'change the judge; nothing was sent',
        );
      }
      const cost = this.#cost(params);
      const extra = cost && this.#extra(row, variant, maxTokens, opinion, cost.most);
      this.estimates[opinion] = addRanges(
        this.estimates[opinion]!,
        cost && { least: cost.least * repeat, most: (cost.most + extra!) * repeat },
      );
    });
  }

  #extra(row: Case, variant: string, maxTokens: number, opinion: number, most: number): number {
    const key = `${opinion} ${variant}`;
    const known = this.#longest.get(key);
    if (known !== undefined) return known;
    const long = this.#ask(row, variant, 'x'.repeat(maxTokens * CHARACTERS_PER_TOKEN))[opinion]!;
    const extra = Math.max(0, (this.#cost(long)?.most ?? most) - most);
    this.#longest.set(key, extra);
    return extra;
  }

  #cost(params: Params): CostRange | null {
    return this.#facts.estimate(params, JSON.stringify(params)).cost;
  }

  /** Nothing where the judge throws: it may need a real answer, or has no question about this case. */
  #ask(row: Case, variant: string, output: string): readonly Params[] {
    const sample = emptySample(row, variant, output);
    try {
      const params = this.judge.ask(sample, this.judge.against && emptySample(row, 'baseline', output));
      return params.length === this.judge.opinions ? params : [];
    } catch {
      return [];
    }
  }
}

function emptySample(row: Case, variant: string, output: string): Sample {
  const message = { content: [{ type: 'text', text: output }], stop_reason: 'end_turn' } as Message;
  return sampleOf({ row, variant, repetition: 0, message, transcript: () => [], cost: () => null });
}
