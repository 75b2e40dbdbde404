import { UserError } from '../model/errors.ts';
import type { Verdict } from '../model/grader.ts';
import { type Comparison, type Field, fieldScore } from './field-score.ts';
import type { GraderOptions } from './grader-options.ts';
import { isJsonObject } from './is-json-object.ts';
import { measure } from './measure.ts';
import { allOf, quote } from './quote.ts';
import { readFields } from './read-fields.ts';
import { readJson } from './read-json.ts';
import { rounded } from './rounded.ts';

export interface JsonFieldsOptions extends GraderOptions {
  /** By field, how it is compared: `exact` where it is not named here. */
  readonly fields?: Readonly<Record<string, Comparison | Field>>;
  /** What a field is that is not expected: `wrong` unless told otherwise, so that it counts as one that scores 0. */
  readonly extra?: 'wrong' | 'ignore';
  /** Where the JSON is, as in `json`. */
  readonly extract?: 'fenced' | 'whole';
}

/** What `jsonFields` compares with. */
export type JsonFieldsExpected = Readonly<Record<string, unknown>>;

/**
 * How many fields of the answer's JSON object are right: the mean over the fields of the expected object, each by its
 * own comparison and weight. The reason names the fields that are wrong, missing, or not expected.
 *
 * - `exact`: equal as JSON, as in `json`; 1 or 0. `number`: a JSON number within `tolerance`, or `relativeTolerance` as a
 *   share of the expected one, the limit included; 1 or 0. `set`: a list in any order, F1 of its items, each as often as
 *   it is there. `text`: a text, as alike as `levenshtein` says of trimmed ones. `ignore`: not looked at, there or not.
 *   An answer of another kind scores 0 there.
 * - Fields are the keys of the object itself; an object or a list in one is compared as a whole.
 * - A field that is missing scores 0, and null is not missing. One that is not expected counts as a field that scores 0,
 *   unless `extra: 'ignore'`.
 * - The JSON is found as `json` finds it. An answer that is no JSON object scores 0.
 * - The case's `expected` is the object, or a function derives it. What is no object, has no field that is looked at, or
 *   does not fit its comparison (a text for `number`) is a failed score.
 * - It measures; with a `threshold` it decides.
 *
 *     jsonFields({ fields: { total: { compare: 'number', tolerance: 0.01, weight: 3 }, tags: 'set', note: 'ignore' } })
 */
export const jsonFields = measure<JsonFieldsOptions, JsonFieldsExpected>(
  'jsonFields',
  { fields: 'object', extra: 'string', extract: 'string' },
  (options, name) => {
    const { extra = 'wrong', extract = 'fenced' } = options;
    checkChoice('extra', extra, ['wrong', 'ignore']);
    checkChoice('extract', extract, ['fenced', 'whole']);
    const fields = readFields(options.fields ?? {});
    const fieldOf = (key: string): Field => fields.get(key) ?? {};

    return (output, expected) => {
      if (!isJsonObject(expected))
        throw new Error(`${name} has nothing to compare with: expected is no object`);
      const wanted = Object.entries(expected).filter(
        ([key, value]) => value !== undefined && fieldOf(key).compare !== 'ignore',
      );
      if (wanted.length === 0)
        throw new Error(`${name} has nothing to compare with: expected has no field to look at`);
      // Whatever was answered: an expected value that does not fit its comparison throws here.
      for (const [key, value] of wanted) fieldScore(`${name}: expected ${key}`, value, value, fieldOf(key));

      const parsed = readJson(output, extract);
      if ('error' in parsed) return { score: 0, reason: parsed.error };
      const { value: found } = parsed;
      const wantedKeys = new Set(wanted.map(([key]) => key));
      if (!isJsonObject(found)) return { score: 0, reason: `no JSON object: ${quote(output)}` };
      const others =
        extra === 'ignore'
          ? []
          : Object.keys(found).filter((key) => !wantedKeys.has(key) && fieldOf(key).compare !== 'ignore');
      return meanOf(
        wanted.map(([key, value]) => ({
          key,
          weight: fieldOf(key).weight ?? 1,
          ...(Object.hasOwn(found, key)
            ? fieldScore(`${name}: expected ${key}`, found[key], value, fieldOf(key))
            : { score: 0 }),
        })),
        others.map((key) => ({ key, weight: fieldOf(key).weight ?? 1 })),
      );
    };
  },
);

interface Scored {
  readonly key: string;
  readonly weight: number;
  readonly score: number;
  /** Left out: the field is missing. */
  readonly shown?: string;
}

function meanOf(scored: readonly Scored[], extra: readonly Pick<Scored, 'key' | 'weight'>[]): Verdict {
  const total = [...scored, ...extra].reduce((sum, { weight }) => sum + weight, 0);
  const sum = scored.reduce((mean, { score, weight }) => mean + score * weight, 0);
  // What is 0.7 on paper must pass a threshold of 0.7.
  const score = Math.min(1, Number((sum / total).toFixed(12)));
  const wrong = scored.filter((field) => field.score < 1 && field.shown !== undefined);
  const missing = scored.filter(({ shown }) => shown === undefined).map(({ key }) => key);
  const faults = [
    ...wrong.slice(0, 3).map((field) => `${quote(field.key)} ${rounded(field.score)}: ${field.shown}`),
    ...(wrong.length > 3 ? [`${wrong.length - 3} more`] : []),
    ...(missing.length > 0 ? [`missing ${allOf(missing)}`] : []),
    ...(extra.length > 0 ? [`not expected ${allOf(extra.map(({ key }) => key))}`] : []),
  ];
  return { score, reason: faults.length === 0 ? `all ${scored.length} fields` : faults.join('; ') };
}

function checkChoice(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new UserError(
    `jsonFields: ${option}: '${value}' is not known`,
    `It takes '${choices.join("' or '")}'.`,
  );
}
