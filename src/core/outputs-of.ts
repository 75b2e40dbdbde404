import type { Schema } from '../model/suite.ts';

/** What the variants' `output` schemas make of their answers: a union, with undefined for those without one. */
export type OutputsOf<Variants> = { [Name in keyof Variants]: OutputOf<Variants[Name]> }[keyof Variants];

type OutputOf<V> = V extends { readonly recorded: string }
  ? undefined
  : 'output' extends keyof V
    ? V['output'] extends Schema<infer Output> | undefined
      ? Output
      : unknown
    : undefined;
