import { parseGate } from '../../core/gates/parse-gate.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { TableComparison } from '../../model/table-comparison.ts';
import { comparisonAnnotations } from '../../render/comparison-annotations.ts';
import { comparisonHtml } from '../../render/comparison-html.ts';
import { comparisonJunit } from '../../render/comparison-junit.ts';
import { comparisonMarkdown } from '../../render/comparison-markdown.ts';
import { renderComparison } from '../../render/comparison-terminal.ts';
import { namedJson } from '../../render/json.ts';
import { compareRuns } from '../../run/compare-runs.ts';
import { printData, writeOutput } from '../output.ts';
import { reportsFolder } from '../reports-folder.ts';
import { tellGates } from '../tell-gates.ts';
import { terminalOptions } from '../terminal.ts';

const FORMATS = {
  terminal: (compared) => [renderComparison(compared, terminalOptions())],
  markdown: comparisonMarkdown,
  html: comparisonHtml,
  json: (compared) => [namedJson(compared)],
  junit: comparisonJunit,
  github: comparisonAnnotations,
} satisfies Record<string, (compared: TableComparison) => Iterable<string>>;

interface Options {
  readonly variant?: string;
  readonly gate?: readonly string[];
  readonly format: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly reports?: string;
}

export async function compare(a: string, b: string, options: Options): Promise<void> {
  const format = options.json ? 'json' : options.format;
  if (!Object.hasOwn(FORMATS, format)) {
    throw new UserError(`there is no format "${format}"`, didYouMean(format, Object.keys(FORMATS)));
  }
  const { variant, gate = [] } = options;
  if (format === 'junit' && gate.length === 0) {
    throw new UserError('a comparison has no tests but its gates', 'name one: --gate noRegression');
  }
  const compared = compareRuns(reportsFolder(options.reports), a, b, {
    ...(variant !== undefined && { variant }),
    gates: gate.map(parseGate),
  });
  const chunks = FORMATS[format as keyof typeof FORMATS](compared);
  if (options.output === undefined) printData(chunks, format);
  else writeOutput(options.output, chunks);
  process.exitCode = tellGates(compared, format === 'github' ? [] : comparisonAnnotations(compared));
}
