import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseGate } from '../../src/core/gates/parse-gate.ts';
import { pairedDifference } from '../../src/core/stats/difference.ts';
import type { Contrast } from '../../src/model/comparison.ts';
import { gateSchemas } from '../../src/model/gate.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { random, table } from '../core/builders.ts';

const page = readFileSync('docs/gates.md', 'utf8');

/** The blocks of a language. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, 'gm'))].map(
    ([, text]) => text!,
  );
}

describe('docs/gates.md', () => {
  test('has a row for every gate', () => {
    for (const type of Object.keys(gateSchemas)) expect(page).toMatch(new RegExp(`^\\| \`${type}\\(`, 'm'));
  });

  test('shows a suite that is one, with the gates that it says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-docs-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'suite.ts');
    writeFileSync(file, blocks('typescript')[0]!);
    const suite: AnySuite = (await import(file)).default;
    expect(suite.gates.map(({ type }) => type)).toEqual([
      'noRegression',
      'noRegression',
      'nonInferior',
      'atLeast',
      'mustPass',
      'maxErrors',
      'maxCostPerCase',
    ]);
  });

  test('shows flags that are gates', () => {
    const specs = blocks('sh').flatMap((text) =>
      [...text.matchAll(/--gate (\S+)/g)].map(([, spec]) => spec!),
    );
    expect(specs.length).toBeGreaterThan(3);
    for (const spec of specs) expect(() => parseGate(spec)).not.toThrow();
  });
});

const RUNS = 1000;
const RATE = 0.9;
const CORRELATION = 0.5;

/** Differences found in so many runs of n cases, where b's rate is truly lower by the drop. */
function differences(n: number, drop: number): readonly Contrast[] {
  const draw = random(n * 100 + drop * 1000);
  const [a, b] = [RATE, RATE - drop];
  const both = a * b + CORRELATION * Math.sqrt(a * (1 - a) * b * (1 - b));
  const ends = [both, a, a + b - both];
  return Array.from({ length: RUNS }, () => {
    const counts: [number, number, number, number] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const at = draw();
      const cell = ends.findIndex((end) => at < end);
      counts[cell === -1 ? 3 : cell]!++;
    }
    return pairedDifference(...table(...counts), null);
  });
}

function share(found: readonly Contrast[], is: (difference: Contrast) => boolean): number {
  return (100 * found.filter(is).length) / found.length;
}

describe('the rates that docs/gates.md states are those of the code', () => {
  const rows = [
    ...page.matchAll(
      /^\| (\d+) \| ([\d.]+) % \| (\d+) % \| (\d+) % \| (\d+) % \| (\d+) % \| ([\d.]+) % \|$/gm,
    ),
  ];

  test('for four sizes', () => expect(rows.map(([, n]) => Number(n))).toEqual([50, 100, 200, 500]));

  test.each(rows.map((row) => row.slice(1).map(Number)))(
    '%d cases',
    (n, falseAlarm, five, ten, anyDrop, unchanged, inferior) => {
      const [same, worse, muchWorse] = [0, 0.05, 0.1].map((drop) => differences(n!, drop)) as [
        readonly Contrast[],
        readonly Contrast[],
        readonly Contrast[],
      ];
      const alarms = ({ high }: Contrast) => high! < 0;
      const passes = ({ low }: Contrast) => low! > -0.05;
      const found = {
        falseAlarm: share(same, alarms),
        five: share(worse, alarms),
        ten: share(muchWorse, alarms),
        anyDrop: share(same, ({ mean }) => mean! < 0),
        unchanged: share(same, passes),
        inferior: share(worse, passes),
      };
      for (const [name, value] of Object.entries({ falseAlarm, five, ten, anyDrop, unchanged, inferior })) {
        // Four standard errors of the simulation.
        const tolerance = 400 * Math.sqrt(Math.max(0.005, (value! / 100) * (1 - value! / 100)) / RUNS);
        expect(Math.abs(found[name as keyof typeof found] - value!), name).toBeLessThan(tolerance);
      }
    },
  );
});
