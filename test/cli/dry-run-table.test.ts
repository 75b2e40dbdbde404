import { dryRun } from 'assay';
import { afterEach, expect, it, vi } from 'vitest';
import { printDryRun } from '../../src/cli/dry-run-table.ts';
import { loaded, sums } from '../run/workbench.ts';

afterEach(() => vi.restoreAllMocks());

async function printed(options: object): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
  printDryRun(await dryRun(loaded(sums(100)), { simulate: true, ...options }), false);
  return log.mock.calls.join('\n');
}

it('a dry run of instalments says what is bought first, and that the rest is the most', async () => {
  expect(await printed({})).not.toContain('Bought first');
  expect(await printed({ stopEarly: true })).toMatch(
    / Bought first: about 25 cases, at most \$0\.\d+; the rest only if it is needed\. With all of it:/,
  );
  expect(await printed({ confirmFailure: true, repeat: 2 })).toMatch(
    /100 cases × 3 repetitions.* Bought first: 100 cases × 2 repetitions, at most \$/s,
  );
});
