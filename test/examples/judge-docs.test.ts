import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FACTUALITY_SCORES } from '../../src/graders/judges/factuality.ts';
import { PROMPT_VERSION, SYSTEM_PROMPT } from '../../src/graders/judges/prompt.ts';
import type { Judge } from '../../src/model/judge.ts';
import { parts, sampleOf, saying, scored } from '../graders/judges/bench.ts';

const page = readFileSync('docs/graders/judges.md', 'utf8');
const [intro, ...sections] = page.split(/^(?=## )/m);

/** The blocks of a language in a section. */
function blocks(section: string, language: string): string[] {
  return [...section.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, 'gm'))].map(
    ([, text]) => text!,
  );
}

const { input, expected, output } = JSON.parse(blocks(intro!, 'json')[0]!);
const sample = sampleOf(output, { input, expected });

async function judgeIn(code: string): Promise<Judge> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-docs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'judge.ts');
  writeFileSync(file, code);
  return (await import(file)).default;
}

test('the page states the prompt that every judge has, and its version', () => {
  expect(page).toContain(`\`\`\`text\n${SYSTEM_PROMPT}\n\`\`\``);
  expect(page).toContain(`Prompts are version ${PROMPT_VERSION}.`);
});

test('the page states what the relations score', () => {
  for (const letter of ['A', 'B', 'C', 'D', 'E'] as const) {
    const { promptfoo, autoevals } = FACTUALITY_SCORES;
    expect(page).toMatch(
      new RegExp(`^\\| ${letter} \\| .* \\| ${promptfoo[letter]} \\| ${autoevals[letter]} \\|$`, 'm'),
    );
  }
});

const examples = sections.filter((section) => blocks(section, 'typescript').length > 0);

test('every judge has an example', () => {
  const titles = examples.map((section) => section.split('\n')[0]!.slice(3));
  expect(titles).toEqual(['judge', 'rubric', 'score', 'closedQA', 'factuality', 'pairwise', 'panel']);
});

describe.each(examples.map((section) => [section.split('\n')[0]!, section] as const))('%s', (_, section) => {
  test('asks and finds what the page says', async () => {
    const one = await judgeIn(blocks(section, 'typescript')[0]!);
    const [, baseline = ''] = /which here is `(.*?)`/.exec(section) ?? [];
    const { text, token } = parts(one.ask(sample, sampleOf(baseline))[0]!);
    const [shown] = blocks(section, 'text');
    if (shown !== undefined) expect(shown).toBe(text.replaceAll(token, 'TOKEN'));

    const opinions = blocks(section, 'json')[0]!
      .split('\n')
      .map((line) => saying(line));
    const found = scored(one, opinions, sample);
    if (found.outcome === 'failed') throw new Error(found.reason);
    const { score, pass, reason, evidence = {} } = found;
    const beside = Object.entries(evidence).map(([name, value]) => `${name} ${Number(value.toFixed(4))}`);
    const decision = pass === null ? '' : pass ? ', pass' : ', fail';
    const line = `→ score ${score}${decision}: \`${reason}\`${beside.length > 0 ? ` (${beside.join(', ')})` : ''}`;
    expect(section.split('\n')).toContain(line);
  });
});
