import { UserError } from '../model/errors.ts';
import type { Dataset, ModelVariant, PromptFile, RecordedVariant } from '../model/suite.ts';
import type { Checked } from './checked-variants.ts';
import type { OutputsOf } from './outputs-of.ts';

/**
 * A prompt kept in a file below the project's folder, with `{{placeholders}}`: `{{column}}` or
 * `{{column.field}}`, and `\{{` for two braces as they stand. What is inserted is never expanded again.
 */
export function promptFile(path: string): PromptFile {
  return { promptFile: path };
}

/**
 * What another system (an old version, another vendor, a person) answered: a variant that is graded and
 * compared like any other, without a request. `file` is CSV, JSONL or JSON below the project's folder.
 *
 * Rows find their case by the column `id` (or the one named), or, where the file has none, by equal input:
 * the row is read as the dataset reads its own. With `repeat`, the nth row of a case is its nth repetition,
 * and its last row serves the rest. A case without a row is missing.
 */
export function recorded(
  file: string,
  options: { readonly output: RecordedVariant['output']; readonly id?: string },
): RecordedVariant {
  return { recorded: file, ...options };
}

/** What varies with the model: its parameters, and a prompt only where all prompts leave it out. */
type ModelAxis<Input> = Omit<ModelVariant<Input>, 'prompt'> & Partial<ModelVariant<Input>>;
/** What varies with the prompt: the prompt, and whatever goes with it. */
type PromptAxis<Input> = Pick<ModelVariant<Input>, 'prompt'> & Partial<ModelVariant<Input>>;

/**
 * Every model with every prompt: `matrix(tickets, { models: { haiku: {…} }, prompts: { short: {…} } })`
 * gives the variants `haiku-short`, …, models varying slowest. What a prompt states wins over what a model
 * states. The dataset is there to type the prompts.
 */
export function matrix<
  Input,
  Expected,
  const Models extends Record<string, ModelAxis<NoInfer<Input>>>,
  const Prompts extends Record<string, PromptAxis<NoInfer<Input>>>,
>(
  _dataset: Dataset<Input, Expected>,
  axes: {
    readonly models: Models & Checked<Models, NoInfer<Input>>;
    readonly prompts: Prompts & Checked<Prompts, NoInfer<Input>>;
  },
): Record<
  `${keyof Models & string}-${keyof Prompts & string}`,
  ModelVariant<Input, OutputsOf<Models> | OutputsOf<Prompts>>
> {
  type Made = ModelVariant<Input, OutputsOf<Models> | OutputsOf<Prompts>>;
  const variants: Record<string, Made> = {};
  for (const [modelName, model] of Object.entries<ModelAxis<Input>>(axes.models)) {
    for (const [promptName, prompt] of Object.entries<PromptAxis<Input>>(axes.prompts)) {
      const name = `${modelName}-${promptName}`;
      if (Object.hasOwn(variants, name)) {
        throw new UserError(`matrix: two variants would be named "${name}"`, 'rename a model or a prompt');
      }
      variants[name] = { ...model, ...prompt } as Made;
    }
  }
  return variants;
}
