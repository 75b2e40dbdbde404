import { listRuns } from './run-folder.ts';

/** A variant by what is asked of whom. */
export interface AskedVariant {
  readonly name: string;
  /** Null for recorded answers: nothing is sent. */
  readonly model: string | null;
}

/** How much a variant answered in an earlier run. */
export interface EarlierOutput {
  readonly run: string;
  /** Mean tokens of an answer, thinking included. */
  readonly tokens: number;
}

/**
 * What a variant of that name and model answered in the newest finished run of the suite that has it. Claude's
 * answers tell nothing of the simulator's, nor the other way round.
 */
export function earlierOutput(
  reports: string,
  suite: string,
  simulated: boolean,
): (variant: AskedVariant) => EarlierOutput | null {
  const summaries = listRuns(reports)
    .filter(({ manifest, finished }) => manifest.suite === suite && finished)
    .map(({ summary }) => summary)
    .filter((summary) => summary.simulated === simulated);
  return ({ name, model }) => {
    for (const { run, variants } of summaries) {
      const own = variants.find((variant) => variant.name === name && variant.model === model);
      if (own && own.outcomes.succeeded > 0) {
        return { run, tokens: own.tokens.output / own.outcomes.succeeded };
      }
    }
    return null;
  };
}
