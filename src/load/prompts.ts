import type { AnySuite, LoadedVariant, LoadedVariants, ModelVariant, PromptFile } from '../model/suite.ts';
import { isRecorded } from '../model/suite.ts';
import { readText } from './files.ts';

/** The suite's variants with their prompt files read, in the suite's order. */
export async function loadVariants(root: string, suite: AnySuite): Promise<LoadedVariants> {
  const variants = Object.entries(suite.variants);
  return Promise.all(
    variants.map(async ([name, variant]) => ({
      name,
      variant: isRecorded(variant) ? variant : await loadVariant(root, variant),
    })),
  );
}

async function loadVariant(root: string, variant: ModelVariant<unknown>): Promise<LoadedVariant> {
  const { prompt, system, ...rest } = variant;
  const loadedSystem = isPromptFile(system) ? await readPrompt(root, system) : system;
  return {
    ...rest,
    prompt: isPromptFile(prompt) ? await readPrompt(root, prompt) : prompt,
    ...(loadedSystem !== undefined && { system: loadedSystem }),
  };
}

function isPromptFile(prompt: unknown): prompt is PromptFile {
  return typeof prompt === 'object' && prompt !== null && 'promptFile' in prompt;
}

/** The line break that editors put at the end of a file is not part of the prompt. */
async function readPrompt(root: string, { promptFile }: PromptFile): Promise<string> {
  return (await readText(root, promptFile, 'prompt')).replace(/\r?\n$/, '');
}
