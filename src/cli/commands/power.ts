import { loadSuite } from '../../load/suite.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { adviceSentence, neededSentences, powerSentence, priorSentence } from '../../render/wording/power.ts';
import { suitePower } from '../../run/power.ts';
import { type SelectionFlags, selectionOf } from './selection.ts';

interface Options extends SelectionFlags {
  /** Points. */
  readonly difference?: readonly number[];
  readonly rate?: number;
  readonly simulate?: boolean;
  readonly json?: boolean;
}

export async function power(path: string, options: Options): Promise<void> {
  const loaded = await loadSuite(path);
  const plan = await suitePower(
    loaded,
    {
      ...selectionOf(options),
      simulated: options.simulate ?? false,
      ...(options.rate !== undefined && { rate: options.rate }),
      ...(options.difference && { differences: options.difference.map((points) => points / 100) }),
    },
    new Date(),
  );
  if (options.json) {
    console.log(JSON.stringify({ suite: loaded.suite.name, ...plan }, null, 2));
    return;
  }
  const advice = adviceSentence(plan);
  console.log(visibleLine(loaded.suite.name));
  for (const sentence of [
    powerSentence(plan),
    ...neededSentences(plan),
    ...(advice === null ? [] : [advice]),
    priorSentence(plan, visibleLine),
  ]) {
    console.log(`  ${sentence}.`);
  }
}
