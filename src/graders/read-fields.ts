import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { COMPARISONS, type Comparison, type Field } from './field-score.ts';

/** By field, how it is compared. @throws UserError for what is no comparison, and for options that would be ignored. */
export function readFields(fields: Readonly<Record<string, Comparison | Field>>): ReadonlyMap<string, Field> {
  const entries = Object.entries(fields).map(([key, stated]) => {
    const field = typeof stated === 'string' ? { compare: stated } : stated;
    checkField(`jsonFields: field '${key}'`, field);
    return [key, field] as const;
  });
  return new Map(entries);
}

const FIELD_KEYS = ['compare', 'tolerance', 'relativeTolerance', 'weight'];

function checkField(where: string, field: Field): void {
  if (typeof field !== 'object' || field === null)
    throw new UserError(`${where} says no comparison`, `It takes ${COMPARISONS.join(', ')}.`);
  const unknown = Object.keys(field).find((option) => !FIELD_KEYS.includes(option));
  if (unknown !== undefined)
    throw new UserError(`${where}: unknown option '${unknown}'`, didYouMean(unknown, FIELD_KEYS));
  const { compare = 'exact', tolerance, relativeTolerance, weight } = field;
  if (!COMPARISONS.includes(compare)) {
    throw new UserError(
      `${where}: comparison '${compare}' is not known`,
      didYouMean(String(compare), COMPARISONS),
    );
  }
  for (const [option, value] of Object.entries({ tolerance, relativeTolerance })) {
    if (value === undefined) continue;
    if (compare !== 'number')
      throw new UserError(`${where}: ${option} says nothing here`, "It belongs to 'number'.");
    if (!(value >= 0 && value < Infinity)) {
      throw new UserError(
        `${where}: ${option}: ${value} is no limit`,
        'It takes a finite number, 0 or larger.',
      );
    }
  }
  if (weight !== undefined && !(weight > 0 && weight < Infinity)) {
    throw new UserError(
      `${where}: a weight of ${weight} weighs nothing`,
      "It takes a number above 0; 'ignore' leaves the field out.",
    );
  }
}
