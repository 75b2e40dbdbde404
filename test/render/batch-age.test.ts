import { describe, expect, it } from 'vitest';
import type { BatchProgress } from '../../src/model/run-progress.ts';
import { ageWarnings, leftText } from '../../src/render/wording/batch-age.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 24;

describe('what a batch is about to lose', () => {
  it.each([
    ['within a day of work', 'created', 21, []],
    ['just before two hours are left', 'created', 21.9, []],
    ['within two hours of its expiry', 'created', 22.1, [/not processed within two hours expires/]],
    ['past its expiry', 'created', 24.1, [/not processed within 24 hours has expired: assay resume/]],
    ['ended and not collected', 'ended', 25 * DAY, []],
    ['ended, with three days left', 'ended', 26 * DAY + 0.1, [/lost in less than three days: assay resume/]],
    ['never looked at, with three days left', 'created', 26 * DAY + 0.1, [/lost in less than three days/]],
    ['ended, after 29 days', 'ended', 29 * DAY + 0.1, [/until 29 days after it was made, and are gone/]],
    ['collected', 'collected', 28 * DAY, []],
    ['withdrawn', 'withdrawn', 28 * DAY, []],
  ] as const)('%s', (_, status, hours, warnings) => {
    const told = ageWarnings(batch(status, hours), NOW);
    expect(told).toEqual(warnings.map((pattern) => expect.stringMatching(pattern)));
    for (const line of told) expect(line).toMatch(/^batch 3: /);
  });

  it('is nothing before the batch exists', () => {
    const unsent = batch('intended', null);
    expect(ageWarnings(unsent, NOW)).toEqual([]);
    expect(leftText(unsent, NOW)).toBe('–');
  });
});

describe('the time that is left', () => {
  it.each([
    ['of the 24 hours while it is at work', 'created', 23, '1h 00m'],
    ['none once they are over', 'created', 30, '0s'],
    ['of the 29 days once it has ended', 'ended', 28 * DAY, '1d 00h'],
    ['nothing to wait for once it is collected', 'collected', 1, '–'],
  ] as const)('%s', (_, status, hours, text) => {
    expect(leftText(batch(status, hours), NOW)).toBe(text);
  });
});

function batch(status: BatchProgress['status'], hours: number | null) {
  const createdAt = hours === null ? null : new Date(NOW - hours * 3_600_000).toISOString();
  return { number: 3, status, createdAt };
}
