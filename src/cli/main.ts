import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../run/version.ts';
import { fail } from './fail.ts';

/**
 * Only the parser is loaded here; what a command needs is loaded when it runs, so that help answers in the
 * time Node itself takes to start, plus a little.
 */
const program = new Command('assay')
  .description('Evaluate prompts and Claude models on your own data, in Message Batches at half price.')
  .version(version())
  .showSuggestionAfterError()
  .configureHelp({ sortSubcommands: false })
  .enablePositionalOptions()
  // Commands inherit it when they are made. Help and version are no errors; everything else that the parser
  // refuses is a usage error.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

// Who closes the pipe early, as `head` does, has read enough; a run still goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});

const RUN = 'a run id, its start or end, a folder, a suite, or "latest"';
const simulate = new Option('--simulate', 'answers from a local simulator, not from Claude; needs no key');
const reports = new Option('--reports <folder>', "the folder of all runs (default: the project's reports/)");
const wait = new Option(
  '--wait <time>',
  'stop waiting after so long (90s, 20m, 6h): exit code 3, and resume goes on',
).argParser(duration);
const resubmit = new Option(
  '--resubmit',
  'send an interrupted batch again unchecked: if it does exist, it is paid for twice',
);
const maxCost = new Option(
  '--max-cost <usd>',
  'send nothing that could take the run beyond this: exit code 4',
).argParser(number);
const gate = new Option(
  '--gate <spec>',
  'exit code 100 unless this holds: noRegression, nonInferior=0.03, atLeast=0.9, … (docs/gates.md); may be repeated',
).argParser(repeated);
const json = new Option('--json', 'print the summary as JSON');
const concurrency = new Option('-j, --max-concurrency <n>', 'live requests under way at once').argParser(
  positiveInteger,
);

program
  .command('run')
  .alias('eval')
  .description('run suites: plan, submit, wait, grade, report')
  .argument('[suites...]', 'suite files or folders (default: evals/)')
  .option('-n, --filter-first-n <n>', 'only the first n cases', positiveInteger)
  .option('--filter-pattern <regex>', 'only cases whose id, tags or input match')
  .option('--variants <names>', 'only these variants, separated by commas', names)
  .option('--repeat <n>', "trials of each case, in place of the suite's own", positiveInteger)
  .option('--retries <n>', 'how often what failed in passing is sent again by itself', wholeNumber)
  .option('--reuse [run]', 'take answers to the same requests from an earlier run (default: the latest)')
  .addOption(gate)
  .option('--baseline [file]', "compare with what was accepted last (default: the suite's own baseline)")
  .option('--confirm', 'ask each case once more before a regression fails the run (default: in CI)')
  .option('--no-confirm', 'let a regression fail the run at once')
  .option('--stop-early', 'ask the cases in four shares, and stop when the comparison is clear')
  .option('--nightly', 'one of many runs: --baseline, --confirm and intervals of 99 %')
  .option('--dry-run', 'plan and estimate; nothing is sent or written')
  .addOption(maxCost)
  .option('-y, --yes', "send it, also where it may cost more than the suite's confirmAbove")
  .option('--detach', 'submit and leave: prints the run id; resume collects')
  .option('--live', 'single requests at full price, answered at once')
  .addOption(concurrency)
  .addOption(simulate)
  .addOption(reports)
  .addOption(json)
  .action(async (suites, options) => (await import('./commands/run.ts')).run(suites, options));

program
  .command('validate')
  .description('look for what would make the figures worth less, before anything is spent')
  .argument('[suites...]', 'suite files or folders (default: evals/)')
  .option('--strict', 'warnings count as errors: exit code 2')
  .addOption(new Option('--json', 'print the findings as JSON'))
  .action(async (suites, options) => (await import('./commands/validate.ts')).validate(suites, options));

program
  .command('power')
  .description('what difference a suite can see, and how many cases another one takes; nothing is sent')
  .argument('<suite>', 'the suite file')
  .option('-d, --difference <points>', 'drops to find, in points, separated by commas: 5,3', differences)
  .option('--rate <share>', 'assume this pass rate, whatever earlier runs say', share)
  .option('-n, --filter-first-n <n>', 'only the first n cases', positiveInteger)
  .option('--filter-pattern <regex>', 'only cases whose id, tags or input match')
  .option('--repeat <n>', "trials of each case, in place of the suite's own", positiveInteger)
  .addOption(new Option('--simulate', 'go by earlier runs that the simulator answered'))
  .addOption(reports)
  .addOption(new Option('--json', 'print the plan as JSON'))
  .action(async (suite, options) => (await import('./commands/power.ts')).power(suite, options));

program
  .command('resume')
  .description('go on with a run that was interrupted or left, or grade it again')
  .argument('[run]', RUN, 'latest')
  .addOption(wait)
  .addOption(maxCost)
  .addOption(resubmit)
  .addOption(concurrency)
  .addOption(simulate)
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/resume.ts')).resume(run, options));

program
  .command('rerun')
  .description('send the cases without an answer again, and only those')
  .argument('[run]', RUN, 'latest')
  .option('--errored', 'only what came back errored')
  .option('--expired', 'only what expired')
  .option('--canceled', 'only what was canceled')
  .option('--missing', 'only what the results say nothing of')
  .option('--variant <name>', 'only of this variant')
  .option('--case <id>', 'only of this case')
  .option('--grader <name>', 'try again what this grader could not score: for nothing, but for a judge')
  .addOption(wait)
  .addOption(maxCost)
  .addOption(concurrency)
  .addOption(simulate)
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/resume.ts')).rerun(run, options));

program
  .command('regrade')
  .description('grade a finished run again by the suite as it is now, and show what has changed')
  .argument('[run]', RUN, 'latest')
  .option('--grader <name>', 'only this grader; all other scores stay')
  .addOption(wait)
  .addOption(maxCost)
  .addOption(concurrency)
  .addOption(simulate)
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/resume.ts')).regrade(run, options));

program
  .command('status')
  .description('where each batch of a run stands')
  .argument('[run]', RUN, 'latest')
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/status.ts')).status(run, options));

program
  .command('cancel')
  .description('cancel what is at work, and keep what was answered by then')
  .argument('[run]', RUN, 'latest')
  .addOption(simulate)
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/resume.ts')).cancel(run, options));

program
  .command('report')
  .description('render the report of a finished run')
  .argument('[run]', RUN, 'latest')
  .option(
    '-f, --format <format>',
    'html, markdown, step-summary, json, csv or terminal (default: html and markdown, into the run folder)',
  )
  .option('-o, --output <file>', 'write to this file in place of standard output')
  .addOption(reports)
  .action(async (run, options) => (await import('./commands/report.ts')).report(run, options));

program
  .command('view')
  .description(
    'serve the runs to a browser on this machine: an index with trend lines, the reports, runs as they go on',
  )
  .argument('[run]', `begin at this one: ${RUN}`)
  .option('-p, --port <n>', 'the port (default: 4700, or a free one where that is taken)', port)
  .option('--open', 'open a browser')
  .addOption(reports)
  .action(async (run, options) => (await import('./commands/view.ts')).view(run, options));

program
  .command('list')
  .description('list the runs, newest first')
  .argument('[suite]', 'only those of this suite')
  .addOption(reports)
  .addOption(json)
  .action(async (suite, options) => (await import('./commands/list.ts')).list(suite, options));

program
  .command('history')
  .description('the runs of a suite over time: scores, intervals, costs and verdicts')
  .argument('<suite>', "the suite's name")
  .option('--variant <name>', 'only this variant')
  .addOption(reports)
  .addOption(new Option('--json', 'print the lines as JSON'))
  .action(async (suite, options) => (await import('./commands/history.ts')).history(suite, options));

program
  .command('aa')
  .description('compare a variant with itself, repetition against repetition: nothing must be found')
  .argument('[run]', RUN, 'latest')
  .option('--variant <name>', 'which one (default: the baseline)')
  .addOption(reports)
  .addOption(new Option('--json', 'print the comparison as JSON'))
  .action(async (run, options) => (await import('./commands/aa.ts')).aa(run, options));

program
  .command('show')
  .description('show a run, or one case of it')
  .argument('[run]', RUN, 'latest')
  .option('--case <id>', 'the input, the expected value and every answer of this case')
  .option('--ledger', 'what was estimated, billed, lost and saved, by variant, purpose and attempt')
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/show.ts')).show(run, options));

program
  .command('bless')
  .description('accept a finished run: later ones are compared with it, by a file in git beside the suite')
  .argument('[run]', RUN, 'latest')
  .option('--variant <names>', 'only these variants, separated by commas', names)
  .option('--simulated', 'simulated answers too: only simulated runs are compared with them')
  .addOption(reports)
  .action(async (run, options) => (await import('./commands/bless.ts')).bless(run, options));

program
  .command('compare')
  .description('compare any two finished runs or baselines, case by case')
  .argument('<a>', `what is compared with: ${RUN}, or a baseline's file; a:variant picks one`)
  .argument('<b>', 'what is compared')
  .option('--variant <name>', 'only this variant (default: all that have the same name in both)')
  .addOption(gate)
  .option('-f, --format <format>', 'terminal, markdown, html or json', 'terminal')
  .option('-o, --output <file>', 'write to this file in place of standard output')
  .addOption(new Option('--json', 'print the comparison as JSON'))
  .addOption(reports)
  .action(async (a, b, options) => (await import('./commands/compare.ts')).compare(a, b, options));

program
  .command('calibrate')
  .description('compare what a judge, or any grader, said with what people say of the same answers')
  .argument('[run]', RUN, 'latest')
  .requiredOption('--grader <name>', 'whose scores')
  .requiredOption('--labels <file>', 'CSV, JSONL or JSON: case, label, and variant, repetition, by, at, why')
  .option('--variant <name>', 'whose answers the labels are about, where they do not say')
  .option('-o, --output <file>', 'write all of it as Markdown, disagreements side by side')
  .option('--no-write', 'keep nothing beside the suite')
  .addOption(reports)
  .addOption(json)
  .action(async (run, options) => (await import('./commands/calibrate.ts')).calibrate(run, options));

program
  .command('cascade')
  .description('what a cheap variant would cost and score that hands what it is unsure of to a strong one')
  .argument('[run]', RUN, 'latest')
  .requiredOption('--cheap <name>', 'the variant that is asked first')
  .requiredOption('--strong <name>', 'the variant that is asked where the signal is below the threshold')
  .requiredOption(
    '--signal <spec>',
    'score:GRADER, agreement (of repeats), output-tokens (long answers are sure) or -output-tokens (short ones). ' +
      'A router has no expected value: a grader that reads it is refused, as far as that can be known',
  )
  .option('--margin <share>', 'the most that may be lost to the strong one alone (default: 0.02)', Number)
  .option(
    '--thresholds <list>',
    'descending, separated by commas (default: 20 quantiles of the signal)',
    numbers,
  )
  .option('-f, --format <format>', 'terminal or markdown', 'terminal')
  .addOption(reports)
  .addOption(new Option('--json', 'print all of it as JSON'))
  .action(async (run, options) => (await import('./commands/cascade.ts')).cascade(run, options));

program
  .command('simulate')
  .description('serve a simulator of the Claude API on this machine')
  .option('-p, --port <n>', 'the port', port, 8787)
  .option('--suite <file>', "answer with this suite's simulate function")
  .option('--seconds <n>', 'how long a batch takes', number, 2)
  .option('--seed <n>', 'of all that is random', number, 0)
  .option('--latency <ms>', 'the wait before every reply', number, 0)
  .option('--retry-after <seconds>', 'the hint on unfinished batches; 0 leaves it out', number, 10)
  .option('--errored <share>', 'share of requests that come back errored the first time', share)
  .option('--expired <share>', 'share of requests that come back expired the first time', share)
  .option('--rate-limited <share>', 'share of calls answered 429', share)
  .option('--overloaded <share>', 'share of calls answered 529', share)
  .option('--failed <share>', 'share of calls answered 500', share)
  .option('--dropped <share>', 'share of connections dropped', share)
  .option('--log <file>', 'a JSON line for each call')
  .action(async (options) => (await import('./commands/simulate.ts')).simulate(options));

program
  .command('export')
  .description('the requests that a run would send, as JSON lines of {"custom_id", "params"}')
  .argument('<suite>', 'the suite file')
  .option('-o, --output <file>', 'write to this file in place of standard output')
  .option('-n, --filter-first-n <n>', 'only the first n cases', positiveInteger)
  .option('--variants <names>', 'only these variants, separated by commas', names)
  .action(async (suite, options) => (await import('./commands/export.ts')).exportRequests(suite, options));

program
  .command('recover')
  .description("make a lost run's folder again from what the workspace still holds of it")
  .argument('<suite>', 'the suite file')
  .option('--key <key>', 'which run, where several are lost')
  .option('-n, --filter-first-n <n>', 'as the run was told', positiveInteger)
  .option('--filter-pattern <regex>', 'as the run was told')
  .option('--variants <names>', 'as the run was told', names)
  .option('--repeat <n>', 'as the run was told', positiveInteger)
  .addOption(reports)
  .addOption(json)
  .action(async (suite, options) => (await import('./commands/recover.ts')).recover(suite, options));

const batches = program.command('batches').description('the Batches API as it is');

batches
  .command('list')
  .description("the workspace's batches, newest first")
  .option('--limit <n>', 'at most so many', positiveInteger, 20)
  .addOption(json)
  .action(async (options) => (await import('./commands/batches.ts')).list(options));

batches
  .command('show')
  .description('a batch, as the API describes it')
  .argument('<id>', 'its id')
  .action(async (id) => (await import('./commands/batches.ts')).show(id));

batches
  .command('results')
  .description('the results of a batch that has ended, as JSON lines')
  .argument('<id>', 'its id')
  .action(async (id) => (await import('./commands/batches.ts')).results(id));

batches
  .command('cancel')
  .description('cancel a batch')
  .argument('<id>', 'its id')
  .action(async (id) => (await import('./commands/batches.ts')).cancel(id));

batches
  .command('import')
  .description('make a run of a batch that has ended, from its ids and the suite they are of')
  .argument('<id>', 'its id')
  .argument('<suite>', 'the suite file')
  .option('--variant <name>', 'whose answers they are, where the ids are those of cases')
  .option('--variants <names>', 'as the requests were made', names)
  .option('--repeat <n>', 'as the requests were made', positiveInteger)
  .addOption(reports)
  .addOption(json)
  .action(async (id, suite, options) =>
    (await import('./commands/recover.ts')).importById(id, suite, options),
  );

batches
  .command('create')
  .description('send a file of {"custom_id", "params"} lines as one batch, once')
  .argument('<file>', 'JSON lines')
  .action(async (file) => (await import('./commands/batches.ts')).create(file));

program
  .command('sweep')
  .description('which batch of the workspace belongs to which run here, and which to none')
  .addOption(reports)
  .addOption(json)
  .action(async (options) => (await import('./commands/batches.ts')).sweepWorkspace(options));

program
  .command('init')
  .description('scaffold a suite and a dataset')
  .argument('[folder]', 'the project', '.')
  .action(async (folder) => (await import('./commands/init.ts')).init(folder));

program.parseAsync().catch(fail);

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be a whole number from 0.');
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
  return value;
}

/** Milliseconds. */
function duration(text: string): number {
  const [, count, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  if (count === undefined)
    throw new InvalidArgumentError('It must be a number of seconds, minutes or hours: 90s, 20m, 6h.');
  return Number(count) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || !Number.isFinite(value))
    throw new InvalidArgumentError('It must be a number from 0.');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('It must be between 0 and 1.');
  return value;
}

/** Points. */
function differences(text: string): number[] {
  const values = text.split(',').map(Number);
  if (!values.every((value) => value > 0 && value <= 100))
    throw new InvalidArgumentError('It must be points above 0, separated by commas: 5,3.');
  return values;
}

function repeated(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function numbers(text: string): number[] {
  return text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
}

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
