import type { Grader, Sample, Score, Verdict } from '../model/grader.ts';
import { scoreOf } from '../model/score-of.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { andThen } from './part.ts';

/** What was found, or one line that says why nothing was. */
export type Extracted = { readonly text: string } | { readonly nothing: string };

/** A grader that sees only what is found in an answer. Where nothing is, the answer is wrong. */
export function extracting<Options extends GraderOptions>(
  kind: string,
  grader: Grader,
  options: Options,
  find: (sample: Sample) => Extracted,
): Grader {
  return {
    ...makeGrader(kind, options, (sample: Sample) => {
      const found = find(sample);
      if ('text' in found) return grader.grade({ ...sample, output: found.text });
      // The grader still tells what it would have been about: a pass or a measure, and which label.
      return andThen(scoreOf(grader, { ...sample, output: '' }), (score) => wrong(found.nothing, score));
    }),
    ...(grader.threshold !== undefined && { threshold: grader.threshold }),
  };
}

function wrong(reason: string, score: Score): Verdict {
  // Whether it decides is not known here; an answer that is not there must not slip through a gate.
  if (score.outcome === 'failed') return { score: 0, pass: false, reason };
  return {
    score: 0,
    ...(score.pass !== null && { pass: false }),
    reason,
    ...(score.label && { label: { expected: score.label.expected, predicted: null } }),
  };
}
