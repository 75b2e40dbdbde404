import type { ModelVariant, PromptFile, RecordedVariant } from '../model/suite.ts';

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
 * the row is read as the dataset reads its own. With `repeat`, the nth row of a case is its nth repetition.
 * A case without a row is missing.
 */
export function recorded(
  file: string,
  options: { readonly output: RecordedVariant['output']; readonly id?: string },
): RecordedVariant {
  return { recorded: file, ...options };
}

/**
 * Every model with every prompt: `matrix({ models: { haiku: {…} }, prompts: { short: {…} } })` gives the
 * variants `haiku-short`, …, models varying slowest. What a prompt states wins over what a model states.
 */
// biome-ignore lint/suspicious/noExplicitAny: where no prompt says what it reads, the variants fit any dataset.
export function matrix<Models extends string, Prompts extends string, Input = any>(axes: {
  readonly models: Readonly<
    Record<Models, Omit<ModelVariant<Input>, 'prompt'> & Partial<ModelVariant<Input>>>
  >;
  readonly prompts: Readonly<
    Record<Prompts, Pick<ModelVariant<Input>, 'prompt'> & Partial<ModelVariant<Input>>>
  >;
}): Record<`${Models}-${Prompts}`, ModelVariant<Input>> {
  const variants: Record<string, ModelVariant<Input>> = {};
  for (const [modelName, model] of Object.entries<Omit<ModelVariant<Input>, 'prompt'>>(axes.models)) {
    for (const [promptName, prompt] of Object.entries<Pick<ModelVariant<Input>, 'prompt'>>(axes.prompts)) {
      variants[`${modelName}-${promptName}`] = { ...model, ...prompt };
    }
  }
  return variants as Record<`${Models}-${Prompts}`, ModelVariant<Input>>;
}
