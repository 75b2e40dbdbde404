import type { Summary, VariantSummary } from '../../model/summary.ts';
import { count, counted, dateTime } from '../wording/numbers.ts';
import { name, section } from './element.ts';
import { variantName } from './variant-name.ts';

/** What one needs to know to do it again. */
export function runSection(summary: Summary): string {
  const { run, suite, description, commit, dataset, repeat, mode, createdAt, pricesDate, assayVersion } =
    summary;
  const facts: (readonly [string, string])[] = [
    ['Run', name(run)],
    ['Suite', name(suite)],
    ...(description === null ? [] : [['Description', name(description)] as const]),
    ['Commit', commit === null ? 'not in a repository' : name(commit)],
    ['Dataset', `${name(dataset.name)}, ${counted(dataset.cases, 'case')}`],
    ['Dataset hash', `SHA-256 ${name(dataset.hash)}`],
    ['Repetitions', count(repeat)],
    ['Started', name(dateTime(createdAt))],
    ['Sent as', mode === 'batch' ? 'message batches' : 'single requests'],
    ['Prices', name(pricesDate)],
    ['Assay', name(assayVersion)],
    ...summary.variants.map((variant) => [variantName(summary, variant), models(variant)] as const),
  ];
  const list = facts.map(([term, fact]) => `<div><dt>${term}</dt><dd>${fact}</dd></div>`).join('\n');
  return section('run', 'Run', `<dl class="run">\n${list}\n</dl>`);
}

function models(variant: VariantSummary): string {
  const { model, answeredModels, stopReasons, rerun } = variant;
  const asked = model === null ? 'recorded answers' : `asked ${name(model)}`;
  const answered =
    answeredModels.length === 0 ? 'no answers' : `answered by ${answeredModels.map(name).join(', ')}`;
  const stops = Object.entries(stopReasons).map(([reason, times]) => `${name(reason)} ${count(times)}`);
  return [
    asked,
    answered,
    ...(stops.length === 0 ? [] : [`stopped: ${stops.join(', ')}`]),
    ...(rerun === 0 ? [] : [`${counted(rerun, 'trial')} sent again`]),
  ].join('; ');
}
