import { findModel, type ModelTable } from '../model/models.ts';
import type { Params } from '../model/request.ts';
import { checkParams, type RequestFault, type RuleContext } from '../model/request-rules.ts';

/**
 * What the API would refuse about a variant's requests, found before they are paid for: a batch shows such
 * errors only when it has ended.
 *
 * A model that the table does not know may be newer than the table, so that is no fault here: the API is
 * asked for it by name when the run begins.
 *
 * @returns a check for the requests of one variant, the first fault or undefined.
 */
export function preflight(
  models: ModelTable,
  context: RuleContext,
): (params: Params) => RequestFault | undefined {
  let accepted: Params | undefined;
  return (params) => {
    if (accepted && differOnlyInTexts(accepted, params)) return undefined;
    const fault = checkParams(params, models, context).find(
      ({ type }) => type !== 'not_found_error' || findModel(models, params.model) !== undefined,
    );
    if (!fault) accepted = params;
    return fault;
  };
}

/** Of a million requests nearly all differ in the text of a message alone; no rule is about that text. */
function differOnlyInTexts(a: Params, b: Params): boolean {
  const keys = Object.keys(b) as (keyof Params)[];
  if (Object.keys(a).length !== keys.length) return false;
  for (const key of keys) {
    if (key !== 'messages' && key !== 'system' && a[key] !== b[key]) return false;
  }
  if (!isText(a.system) || !isText(b.system)) {
    if (a.system !== b.system) return false;
  }
  return (
    a.messages.length === b.messages.length &&
    b.messages.every(({ role, content }, index) => {
      const other = a.messages[index]!;
      return role === other.role && isText(content) && isText(other.content);
    })
  );
}

/** Text with something in it: the API takes neither an empty text nor one of white space. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && /\S/.test(value);
}
