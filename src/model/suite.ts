import type { Gate } from './gate.ts';
import type { AnyGrader } from './judge.ts';
import type { Params } from './request.ts';
import type { RunnableTool } from './tool.ts';

type MessageParam = Params['messages'][number];
type ContentBlockParam = Exclude<MessageParam['content'], string>[number];

/**
 * What a prompt function may return: the text of one user message, its content blocks (images, documents),
 * or the whole conversation.
 */
export type Rendered = string | readonly ContentBlockParam[] | readonly MessageParam[];

/** A prompt kept in a file, with `{{placeholders}}`. Made by `promptFile()`. */
export interface PromptFile {
  readonly promptFile: string;
}

/** What a scripted user says next. The function must be pure: a resumed run asks it again. */
export type UserScript = readonly string[] | ((transcript: Params['messages']) => string | null);

/** From a row to text: a function, a string with `{{placeholders}}`, or a file with them. */
export type Prompt<Input> = ((input: Input) => Rendered) | string | PromptFile;

export type SystemPrompt<Input> =
  | ((input: Input) => NonNullable<Params['system']>)
  | NonNullable<Params['system']>
  | PromptFile;

/** A worked example: shown to the model as an earlier turn, its input rendered by the variant's own prompt. */
export interface Example<Input> {
  readonly input: Input;
  readonly output: string;
}

/**
 * A way to answer with Claude: a pure function from a row to request parameters. All Messages parameters
 * that a batch allows, typed by the SDK; `messages` and `system` come from `prompt`, `examples` and `system`.
 */
export interface ModelVariant<Input, Output = unknown>
  extends Omit<Params, 'messages' | 'system' | 'stream' | 'speed' | 'tools'> {
  readonly prompt: Prompt<Input>;
  readonly system?: SystemPrompt<Input>;
  readonly examples?: readonly Example<Input>[];
  /** The API's definitions, and tools that the suite runs itself: see `tool()`. */
  readonly tools?: readonly (NonNullable<Params['tools']>[number] | RunnableTool)[];
  /** Answers that a conversation may have. Default 10. */
  readonly maxTurns?: number;
  /** What a user says after each answer: a list, or a function of the transcript that returns null at the end. */
  readonly user?: UserScript;
  /**
   * Sends one request alone, waits for it, then the rest, so that the rest may read what it wrote to the
   * prompt cache: worth trying where a long prefix is marked with `cache_control`. Hits are never promised;
   * the report shows what was read, and what that saved or cost.
   */
  readonly prime?: boolean;
  /**
   * The form of the answer, as a zod schema: it sets `output_config.format`, and what it makes of an answer is
   * the sample's `parsed`. Bounds that the API does not hold the model to (lengths, ranges, patterns) are
   * told it in descriptions, and checked when the answer is parsed.
   */
  readonly output?: Schema<Output>;
}

/** What another system answered, read from a file. Made by `recorded()`. Nothing is requested for it. */
export interface RecordedVariant {
  readonly recorded: string;
  /** The column that holds the answer, or a function that finds it in the row. */
  readonly output: string | ((row: Readonly<Record<string, unknown>>) => unknown);
  /** The column that holds the case's id. Without it, rows are matched by `id` or by equal input. */
  readonly id?: string;
}

export type Variant<Input> = ModelVariant<Input> | RecordedVariant;

export function isRecorded<Input>(variant: Variant<Input>): variant is RecordedVariant {
  return 'recorded' in variant;
}

/** A variant whose prompt files have been read: a {@link PromptFile} is text by now. */
export type LoadedVariant<Input = unknown> = Omit<ModelVariant<Input>, 'prompt' | 'system'> & {
  readonly prompt: Exclude<Prompt<Input>, PromptFile>;
  readonly system?: Exclude<SystemPrompt<Input>, PromptFile>;
};

/** A suite's variants, ready to render: a list, because a trial's ordinal counts them by position. */
export type LoadedVariants = readonly {
  readonly name: string;
  readonly variant: LoadedVariant | RecordedVariant;
}[];

/** Names of the variants whose first request primes the prompt cache. */
export function primedVariants(variants: LoadedVariants): ReadonlySet<string> {
  return new Set(
    variants.flatMap(({ name, variant }) => (!isRecorded(variant) && variant.prime ? [name] : [])),
  );
}

/** Where a dataset's cases come from. Made by `dataset()`; read by `load/`, a row at a time. */
export interface Dataset<Input = unknown, Expected = unknown> {
  /** A path below the project's folder, or rows in memory: any iterable, or a function that returns one. */
  readonly source: string | RowSource;
  /** Checks and types `input`. Any schema with zod's `safeParse`. */
  readonly input?: Schema<Input>;
  readonly expected?: Schema<Expected>;
  readonly columns: {
    readonly id?: string;
    readonly expected?: string;
    /** Columns whose values become tags, as `column:value`. The column `tags` always does, as it stands. */
    readonly tags?: readonly string[];
    /** Column of what rows share. Rows of the form `{ input: {…} }` state it under `cluster` by default. */
    readonly cluster?: string;
  };
}

export type Rows = Iterable<unknown> | AsyncIterable<unknown>;
export type RowSource = Rows | (() => Rows | Promise<Rows>);

/** The part of a zod schema that is used; stated here so that values of any zod 4 copy fit. */
export interface Schema<T> {
  safeParse(value: unknown):
    | { success: true; data: T }
    | {
        success: false;
        error: { issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
      };
}

/**
 * What stands in for the model when a suite runs against the simulator: it sees the request's params, as a
 * model would, and returns text, content blocks or an error.
 */
export type Simulate = (
  params: Params,
  context: SimulateContext,
) => SimulatedAnswer | Promise<SimulatedAnswer>;

export interface SimulateContext {
  /** A number in [0, 1) that depends on the request alone: the same request, the same number. */
  readonly random: () => number;
}

export type SimulatedAnswer =
  | string
  | readonly Record<string, unknown>[]
  | {
      readonly content?: string | readonly Record<string, unknown>[];
      readonly stop_reason?: string;
      readonly usage?: Readonly<Record<string, unknown>>;
      /** The request comes back errored. */
      readonly error?: { readonly type: string; readonly message: string };
    };

/** A suite as `defineSuite` returns it: inert, and checked. */
export interface Suite<Input = unknown, Expected = unknown> {
  readonly name: string;
  readonly description?: string;
  readonly dataset: Dataset<Input, Expected>;
  readonly variants: Readonly<Record<string, Variant<Input>>>;
  readonly graders: readonly AnyGrader<Input, Expected>[];
  /** The variant the others are compared with. The first unless told otherwise. */
  readonly baseline: string;
  /** Trials of each case and variant. */
  readonly repeat: number;
  /** How often a trial is sent again by itself after it failed in passing. */
  readonly retries: number;
  readonly simulate?: Simulate;
  /** A price table that is laid over the one that comes with Assay; a path below the project's folder. */
  readonly prices?: string;
  /** US dollars that a run may cost in all: what would take it beyond is not sent. */
  readonly maxCost?: number;
  /** US dollars above which a run is confirmed before it is sent. */
  readonly confirmAbove: number;
  /** What must hold of a run, or else its exit code says so. */
  readonly gates: readonly Gate[];
  /** Whether a regression is confirmed with more samples before it fails the run. Left out: in CI. */
  readonly confirm?: boolean;
}

/** A suite of any row type, for code that only carries it. */
// biome-ignore lint/suspicious/noExplicitAny: Input and Expected stand in argument position; no other type holds them all.
export type AnySuite = Suite<any, any>;

/** Whether a value, say a module's default export, came from `defineSuite`. */
export function isSuite(value: unknown): value is AnySuite {
  if (typeof value !== 'object' || value === null) return false;
  const suite = value as Partial<AnySuite>;
  return (
    typeof suite.name === 'string' &&
    typeof suite.dataset === 'object' &&
    typeof suite.variants === 'object' &&
    Array.isArray(suite.graders)
  );
}
