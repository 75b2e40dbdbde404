import type { ModelVariant, RecordedVariant } from '../model/suite.ts';

/** Names in `{{…}}`, the part before a dot: what must be a column. */
type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Column<Name> | Placeholders<Rest>
  : never;
type Column<Name extends string> = Name extends ` ${infer Tail}`
  ? Column<Tail>
  : Name extends `${infer Head} `
    ? Column<Head>
    : Name extends `${infer Head}.${string}`
      ? Head
      : Name;

type UnknownColumns<Text, Input> = Text extends string
  ? string extends Text
    ? never
    : string extends keyof Input
      ? never
      : Exclude<Placeholders<Text>, keyof Input>
  : never;

/**
 * What inference alone lets pass: an unknown key of a variant becomes `never`, and a placeholder that no
 * column fills becomes a sentence that says so.
 */
export type Checked<V, Input> = {
  readonly [Name in keyof V]: {
    readonly [Key in keyof V[Name]]: Key extends keyof ModelVariant<Input> | keyof RecordedVariant
      ? Key extends 'prompt' | 'system'
        ? [UnknownColumns<V[Name][Key], Input>] extends [never]
          ? unknown
          : `the dataset has no column "${UnknownColumns<V[Name][Key], Input> & string}"`
        : unknown
      : never;
  };
};
