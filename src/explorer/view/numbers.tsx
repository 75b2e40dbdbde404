import { h } from 'preact';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { count, dollars, percent, secondsNumber } from '../../render/wording/numbers.ts';
import type { Run } from '../data/run.ts';
import { numberOf, type Pair } from '../query/filter.ts';
import { shareOf } from './case-row.tsx';

/** What the page knows of a case without its texts. */
export function Numbers({
  run,
  place,
  pair,
}: {
  readonly run: Run;
  readonly place: number;
  readonly pair: Pair;
}) {
  const { index, columns } = run;
  const shown = pair.a === pair.b ? [pair.b] : [pair.a, pair.b];
  const heads = [
    'Pass',
    'Cost',
    'Tokens',
    ...(columns.variants.some(({ latency }) => latency) ? ['Time'] : []),
  ];
  const known = (value: number, format: (value: number) => string) =>
    Number.isNaN(value) ? '–' : format(value);
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Variant</th>
            {[...heads, ...index.graders.map(({ name }) => visibleLine(name))].map((head) => (
              <th key={head} scope="col" class="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((own) => {
            const variant = columns.variants[own]!;
            const of = (name: 'cost' | 'in' | 'out' | 'time') => numberOf(variant, name)(place);
            const cells = [
              shareOf(variant, place),
              known(of('cost'), dollars),
              `${known(of('in'), count)} → ${known(of('out'), count)}`,
              ...(heads.length > 3 ? [known(of('time') * 1000, (ms) => `${secondsNumber(ms)} s`)] : []),
              ...variant.scores.map((scores) => known(scores[place]!, percent)),
            ];
            return (
              <tr key={own}>
                <th scope="row">
                  <span class={`dot v${own % 6}`} aria-hidden="true" />
                  <bdi>{visibleLine(index.variants[own]!.name)}</bdi>
                </th>
                {cells.map((cell, i) => (
                  <td key={i} class="number">
                    {cell}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
