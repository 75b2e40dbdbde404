import type { CaseDetail } from '../../model/case-view.ts';
import type { JsonObject } from '../../model/json.ts';
import type { BlockRow } from '../../pack/blocks.ts';
import { packCase, type TrialText, type VariantText } from '../../pack/case-text.ts';
import { sharedOf, splitRequest } from '../../pack/shared-request.ts';
import { clip } from '../wording/clip.ts';

/** What the requests of a variant share; null: it has none. */
export interface SharedRequest {
  readonly variant: string;
  readonly request: JsonObject | null;
}

/** Of the first request of each variant. */
export function sharedRequests(
  variants: readonly { readonly name: string }[],
  details: readonly CaseDetail[],
): readonly SharedRequest[] {
  return variants.map(({ name }) => {
    for (const { records, exchanges } of details) {
      const place = records.findIndex(({ variant }, i) => variant === name && exchanges[i]!.request !== null);
      if (place >= 0) return { variant: name, request: sharedOf(exchanges[place]!.request!) };
    }
    return { variant: name, request: null };
  });
}

/** All texts of a case. */
export function packRow(
  { case: row, records, exchanges }: CaseDetail,
  shared: readonly SharedRequest[],
): BlockRow {
  const variants = shared.map(({ variant, request }): VariantText => {
    const places = [...records.keys()].filter((place) => records[place]!.variant === variant);
    const sent = exchanges[places[0] ?? -1]?.request ?? null;
    return {
      request: sent && splitRequest(sent, request),
      trials: places.map((place): TrialText => {
        const { transcript } = exchanges[place]!;
        const { repetition, outcome, output, model, answeredBy, pass, scores } = records[place]!;
        const { tokens, cost, latencyMs, reusedFrom, batch, earlier } = records[place]!;
        return {
          repetition,
          outcome,
          output,
          model,
          answeredBy,
          pass,
          scores,
          tokens,
          cost,
          latencyMs,
          reusedFrom,
          batch,
          earlier,
          transcript,
        };
      }),
    };
  });
  const { input, expected, cluster = null } = row;
  return packCase({ input, expected, cluster, variants });
}

/** UTF-16 units of a single text that a page holds whatever its budget. */
const LONGEST = 20_000;

export function isLong({ texts }: BlockRow): boolean {
  return texts.some((text) => text.length > LONGEST);
}

/** Head and tail of the texts that are long. */
export function clipRow({ shape, texts }: BlockRow): BlockRow {
  return { shape, texts: texts.map((text) => clip(text, LONGEST)) };
}
