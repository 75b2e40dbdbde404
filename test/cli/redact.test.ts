import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { assay, project } from './assay.ts';

const SUITE = `import { dataset, defineSuite, exactMatch } from 'assay';
const variant = { model: 'claude-haiku-5-5', max_tokens: 256 };
export default defineSuite('letters', dataset('evals/letters.jsonl'), {
  variants: {
    a: { ...variant, prompt: 'Answer {{letter}} to {{email}}' },
    b: { ...variant, prompt: 'Please answer {{letter}} to {{email}}' },
  },
  graders: [exactMatch()],
});`;

const LETTERS = Array.from({ length: 12 }, (_, i) => ({
  id: `letter-${i}`,
  letter: `zebra-${i} writes`,
  email: `ann-${i}@hidden.example`,
  expected: `quagga-${i}`,
}));

/** A report, and what its page holds compressed. */
function unpacked(text: string): string {
  const packed = [...text.matchAll(/<script type="text\/plain"[^>]*>([A-Za-z0-9+/=\s]{20,})<\/script>/g)];
  const texts = packed.map(([, own]) => {
    try {
      return inflateRawSync(Buffer.from(own!, 'base64')).toString();
    } catch {
      return '';
    }
  });
  return [text, ...texts].join('\n');
}

describe('a redacted report of a run', () => {
  let cwd: string;
  let run: string;

  beforeAll(async () => {
    cwd = project({
      'evals/letters.eval.ts': SUITE,
      'evals/letters.jsonl': LETTERS.map((letter) => JSON.stringify(letter)).join('\n'),
    });
    const { code, stdout, stderr } = await assay(['run', '--simulate'], { cwd });
    expect(code, stderr + stdout).toBe(0);
    [run] = readdirSync(join(cwd, 'reports/letters')) as [string];
  }, 60_000);

  const formats = ['html', 'html-static', 'markdown', 'step-summary', 'json', 'csv', 'terminal'];

  it.each(formats)('holds nothing of it as %s', async (format) => {
    const args = ['report', run, '-f', format, '--redact', 'inputs,outputs,expected'];
    const { code, stdout, stderr } = await assay(args, { cwd });
    expect(code, stderr).toBe(0);
    expect(stdout.length).toBeGreaterThan(300);
    expect(unpacked(stdout)).not.toMatch(/zebra-|quagga-|hidden\.example/);
  });

  it('is what stands in its folder then', async () => {
    const made = await assay(['report', run, '--redact', 'expected,email'], { cwd });
    expect(made.code, made.stderr).toBe(0);
    const paths = made.stdout.trim().split('\n');
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      const text = readFileSync(join(cwd, path), 'latin1');
      expect(text).toContain('Redacted:');
      expect(unpacked(text)).not.toMatch(/quagga-|hidden\.example/);
      if (path.endsWith('.html')) expect(unpacked(text)).toMatch(/zebra-/);
    }
  });

  it('leaves no side file of the whole report beside it', async () => {
    const budget = ['report', run, '-f', 'html', '-o', 'out.html', '--budget', '0.2'];
    const whole = await assay(budget, { cwd });
    expect(whole.code, whole.stderr).toBe(0);
    writeFileSync(join(cwd, `${run}.evalpack`), 'all texts');
    expect((await assay([...budget, '--redact', 'inputs,outputs,expected'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, `${run}.evalpack`))).toBe(false);
  });

  it('is refused where it names what is not there, and nothing is written', async () => {
    const { code, stderr } = await assay(['report', run, '--redact', 'emial'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'error: --redact: there is no column "emial" in the inputs\n  did you mean "email"?\n',
    ]);
  });
});
