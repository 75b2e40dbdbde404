import type { Report } from '../../model/report.ts';
import { CHANGES } from '../../model/transition.ts';
import { PACK_FORMAT, type PackIndex } from '../../pack/pack-index.ts';
import { leftOutStatement } from '../wording/left-out.ts';
import type { HeldTexts } from './fill-budget.ts';
import type { PreparedCases } from './prepare-cases.ts';

/** What a page says first about its cases. */
export function indexOf(
  { summary }: Report,
  cases: PreparedCases,
  held: HeldTexts,
  budget: number | null,
  sideFile: string | null,
): PackIndex {
  const { suite, run, dataset, mode, simulated, simulatedJudges, repeat, variants } = summary;
  const { graders, judging, layout, shared, key } = cases;
  const leftOut =
    budget === null
      ? null
      : leftOutStatement({ ...countHeld(cases, held), budget, sideFile, variants: variants.length });
  return {
    format: PACK_FORMAT,
    suite,
    run,
    dataset: dataset.hash,
    key,
    mode,
    simulated,
    simulatedJudges,
    repeat,
    variants: variants.map(({ name, model, answeredBy }, place) => ({
      name,
      model,
      answeredBy,
      request: shared[place]!.request,
    })),
    judging,
    graders,
    columns: layout,
    blocks: held.blocks.map(({ cases, deflated }) => ({ cases, bytes: deflated.length })),
    texts: held.cases,
    clipped: held.clipped,
    leftOut,
    sideFile: leftOut === null ? null : sideFile,
    redacted: summary.redacted,
  };
}

function countHeld({ order, changes }: PreparedCases, { cases, clipped }: HeldTexts) {
  const kinds = CHANGES.map((change) => ({ change, held: 0, of: 0 }));
  order.forEach((place, position) => {
    const kind = kinds[changes[place]!]!;
    kind.of++;
    if (position < cases) kind.held++;
  });
  return { texts: cases, cases: order.length, kinds, clipped };
}
