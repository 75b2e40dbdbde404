import { visible, visibleLine } from '../render/neutralise/visible.ts';
import { dollars } from '../render/wording/numbers.ts';
import { powerSentence, priorSentence } from '../render/wording/power.ts';
import type { DryRun, TokenSource } from '../run/dry-run.ts';

/** What a run would send, on standard output. */
export function printDryRun(plan: DryRun, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(plan, null, 2));
    return;
  }
  const repeated = plan.repeat > 1 ? ` × ${plan.repeat} repetitions` : '';
  console.log(
    `${visibleLine(plan.suite)} · ${plan.cases.toLocaleString('en')} cases${repeated} · dry run, nothing is sent\n`,
  );
  if (plan.first) {
    const { cases, repeat, cost } = plan.first;
    const about = cases < plan.cases ? 'about ' : '';
    const times = repeat > 1 ? ` × ${repeat} repetitions` : '';
    console.log(
      ` Bought first: ${about}${cases.toLocaleString('en')} cases${times}, ${cost ? `at most ${dollars(cost.most)}` : 'cost unknown'}; the rest only if it is needed. With all of it:\n`,
    );
  }
  for (const variant of plan.variants) {
    console.log(` ${visibleLine(variant.name)}`);
    if (variant.model === null) {
      console.log('   recorded answers: nothing to send\n');
      continue;
    }
    const { requests, batches, bytes, inputTokens, inputTokensFrom, outputTokensAtMost, earlier, cost } =
      variant;
    console.log(
      `   ${visibleLine(variant.model)}: ${requests.toLocaleString('en')} requests${batches > 0 ? ` in ${batches} ${batches === 1 ? 'batch' : 'batches'}` : ''}, ${(bytes / 1e6).toFixed(2)} MB`,
    );
    console.log(
      `   ${inputTokens.toLocaleString('en')} tokens in (${tokenSource(inputTokensFrom)}), at most ${outputTokensAtMost.toLocaleString('en')} out (max_tokens)`,
    );
    console.log(
      cost
        ? `   ${dollars(cost.least)} for the input, at most ${dollars(cost.most)} with all the output`
        : '   cost unknown: the price table does not have this model',
    );
    if (earlier && cost) {
      console.log(
        `   about ${dollars(cost.expected)} if it answers as in run ${earlier.run}: ${earlier.tokens.toFixed(0)} tokens on average`,
      );
    } else console.log('   no earlier run tells how much it answers');
    const sample = JSON.stringify(variant.sample, null, 2).split('\n').slice(0, 24);
    console.log(`   first request:\n${visible(sample.map((line) => `     ${line}`).join('\n'))}\n`);
  }
  for (const { name, opinions, cost } of plan.judges) {
    const asked = opinions === 1 ? '' : `, ${opinions} opinions each`;
    console.log(` judge ${visibleLine(name)}${asked}`);
    console.log(
      `   ${cost ? `at most ${dollars(cost.most)}` : 'cost unknown'}, if every case is answered at length\n`,
    );
  }
  console.log(` ${powerSentence(plan.power)}.`);
  console.log(` ${priorSentence(plan.power, visibleLine)}. More: assay power`);
}

function tokenSource(source: TokenSource): string {
  if ('estimated' in source) return visibleLine(`estimated from the text: ${source.estimated}`);
  const { counted, of } = source;
  return counted === of
    ? `counted on all ${of.toLocaleString('en')} requests`
    : `counted on ${counted} of ${of.toLocaleString('en')} requests`;
}
