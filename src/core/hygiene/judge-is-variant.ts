import type { Case } from '../../model/case.ts';
import type { Sample } from '../../model/grader.ts';
import { isJudge, type Judge } from '../../model/judge.ts';
import { findModel, type ModelTable } from '../../model/models.ts';
import type { Params } from '../../model/request.ts';
import { isRecorded } from '../../model/suite.ts';
import type { Check, Found } from './check.ts';
import { goldSample } from './gold-sample.ts';
import { textsIn } from './texts.ts';

/** A judge that asks the model whose answers it judges: models favour their own. */
export const judgeIsVariant: Check = ({ suite, variants, models }) => {
  const judges = suite.graders.filter((grader) => isJudge(grader)) as unknown as readonly Judge[];
  const answering = variants.flatMap(({ name, variant }) =>
    isRecorded(variant) ? [] : [{ name, model: idOf(variant.model, models) }],
  );
  let first: Case | undefined;
  return {
    case({ row }) {
      first ??= row;
    },
    finish: () =>
      judges.flatMap((judge): Found[] => {
        const asked = modelsOf(judge, first).map((model) => idOf(model, models));
        const own = answering.filter(({ model }) => asked.includes(model));
        if (own.length === 0) return [];
        return [
          {
            severity: 'warning',
            message: `the judge "${judge.name}" asks ${own[0]!.model}, which also answers as ${own.map(({ name }) => `"${name}"`).join(', ')}`,
            hint: 'models favour their own answers: let another one judge',
            cases: [],
            count: 0,
          },
        ];
      }),
  };
};

/** As its settings say; where they do not, as it would ask about the first case. */
function modelsOf(judge: Judge, row: Case | undefined): string[] {
  const stated = [...textsIn(judge.settings)].filter(({ path }) => /(^|[.\]])model$/.test(path));
  if (stated.length > 0) return stated.map(({ text }) => text);
  if (!row) return [];
  const sample = goldSample(row, String(row.expected ?? ''));
  try {
    return ask(judge, sample).map(({ model }) => model);
  } catch {
    // It cannot judge a made-up answer; what it asks is seen when the time comes.
    return [];
  }
}

function ask(judge: Judge, sample: Sample): readonly Params[] {
  return judge.against ? judge.ask(sample, sample) : judge.ask(sample);
}

function idOf(model: string, models: ModelTable): string {
  return findModel(models, model)?.id ?? model;
}
