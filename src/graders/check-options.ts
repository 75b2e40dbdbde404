import { UserError } from '../model/errors.ts';
import { checkGraderOptions, GRADER_OPTIONS, type GraderOptions } from './grader-options.ts';

/**
 * Checks a grader's options where the suite is defined: an unknown key or a value of the wrong type is a
 * `UserError`. Types say the same, but a suite may be JavaScript, and `{ casesensitive: false }` would
 * otherwise be ignored until somebody wonders about the scores. `undefined` counts as left out.
 *
 * `types` names what `typeof` may say of each option of the grader's own, as in `{ after: 'string object' }`;
 * those that all graders take are checked as well.
 */
export function checkOptions<Options extends GraderOptions>(
  grader: string,
  options: Options,
  types: Readonly<Record<Exclude<keyof Options, keyof GraderOptions> & string, string>>,
): void {
  const known: Readonly<Record<string, string>> = { ...GRADER_OPTIONS, ...types };
  for (const [key, value] of Object.entries(options)) {
    const wanted = Object.hasOwn(known, key) ? known[key] : undefined;
    if (wanted === undefined) {
      throw new UserError(`${grader}: unknown option '${key}'`, `It knows ${Object.keys(known).join(', ')}.`);
    }
    if (value !== undefined && !wanted.split(' ').includes(typeof value)) {
      throw new UserError(
        `${grader}: option '${key}' is a ${typeof value}`,
        `It takes a ${wanted.split(' ').join(' or a ')}.`,
      );
    }
  }
  checkGraderOptions(grader, options);
}
