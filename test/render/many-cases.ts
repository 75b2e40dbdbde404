import type { CaseRecords } from '../../src/model/case-view.ts';
import type { Report } from '../../src/model/report.ts';
import { random } from '../core/builders.ts';
import { failed, passed, record, report, summary } from './report-fixture.ts';

const WORDS = 'the parcel never came and nobody answers größe 返金 my mails since “monday” 🙂 refund'.split(
  ' ',
);

/** A report of so many cases under two variants, of which each output has about so many characters. */
export function manyCases(cases: number, length = 300, changes: Partial<Report> = {}): Report {
  const next = random(cases);
  const prose = (most: number) => {
    const words: string[] = [];
    for (let left = most * (0.5 + next()); left > 0; left -= 5)
      words.push(WORDS[Math.floor(next() * WORDS.length)]! + Math.floor(next() * 100));
    return words.join(' ');
  };
  const everyCase = Array.from({ length: cases }, (_, i): CaseRecords => {
    const id = `case-${String(i).padStart(6, '0')}`;
    const tags = [`team-${i % 7}`];
    const records = ['sonnet', 'haiku'].map((variant, v) => {
      const ok = next() < (v === 0 ? 0.8 : 0.85);
      const scores = { 'exact-match': ok ? passed : failed };
      const tokens = { input: 400 + i, cacheWrite: 0, cacheRead: 0, output: Math.floor(next() * 1000) };
      const facts = {
        variant,
        trial: 2 * i + v,
        case: id,
        tags,
        pass: ok,
        scores,
        tokens,
        cost: next() / 100,
      };
      return record({ ...facts, output: prose(length) });
    });
    return { case: { id, input: { text: prose(100) }, expected: 'B', tags }, records };
  });
  return report({
    summary: summary({ dataset: { name: 'many.csv', hash: '9c41'.repeat(16), cases } }),
    everyCase,
    ...changes,
  });
}
