import type { Case } from '../model/case.ts';
import { contentId, digest } from '../model/digest.ts';
import { messageOf, UserError } from '../model/errors.ts';
import type { JsonValue } from '../model/json.ts';
import type { Params, RecordedParams } from '../model/request.ts';
import { isRecorded, type LoadedVariant, type LoadedVariants } from '../model/suite.ts';
import { renderParams } from './render-params.ts';

/** A case asked of one variant: its opening request, the same for every repetition. */
export interface Opening {
  readonly variant: number;
  readonly params: Params | RecordedParams;
  /** `params` as it is sent. */
  readonly json: string;
  /** SHA-256 of `json`. */
  readonly hash: string;
}

/**
 * A variant's opening request for a case.
 *
 * @throws UserError when the prompt cannot be rendered for this row.
 */
export function openingRequest(variants: LoadedVariants, index: number, row: Case): Opening {
  const { name, variant } = variants[index]!;
  const params = isRecorded(variant)
    ? { recorded: variant.recorded, case: row.id, content: contentId(row.input as JsonValue) }
    : renderFor(name, variant, row);
  const json = JSON.stringify(params);
  return { variant: index, params, json, hash: digest(json) };
}

function renderFor(name: string, variant: LoadedVariant, row: Case): Params {
  try {
    return renderParams(variant, row.input);
  } catch (error) {
    const hint = error instanceof UserError ? error.hint : 'the prompt function threw';
    throw new UserError(`variant "${name}", case "${row.id}": ${messageOf(error)}`, hint);
  }
}
