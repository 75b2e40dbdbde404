import { expect, test } from 'vitest';
import type { Summary } from '../../src/model/summary.ts';
import { htmlStatic } from '../../src/render/html-static.ts';
import { markdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { estimate, grader, report, summary, variant } from './report-fixture.ts';

const measured = (name: string, mean: number) =>
  variant(name, {
    accuracy: null,
    graders: [
      grader('tone', { role: 'advisory', mean: estimate(0.9) }),
      grader('over|lap', { role: 'metric', mean: estimate(mean) }),
    ],
  });
const about = summary({ variants: [measured('sonnet', 0.33), measured('haiku', 0.35)], comparisons: [] });

/** The table of the variants, the first of each format. */
const TABLES: Readonly<Record<string, (own: Summary) => string>> = {
  'a terminal': (own) => renderTerminal(own, { columns: 80, color: false }).split(/Grader/)[0]!,
  'a wide terminal': (own) => renderTerminal(own, { columns: 120, color: false }).split(/Grader/)[0]!,
  Markdown: (own) =>
    [...markdown.render(report({ summary: own }))]
      .join('')
      .match(/^\|.*\|$/gm)!
      .slice(0, 4)
      .join('\n'),
  HTML: (own) =>
    [...htmlStatic.render(report({ summary: own }))].join('').match(/<table>[\s\S]*?<\/table>/)![0],
};

test.each(Object.entries(TABLES))(
  'where nothing decides, %s shows the first metric of each variant',
  (_, tableOf) => {
    const table = tableOf(about);
    expect(table).toMatch(/over(\||&#124;)lap/);
    expect(table).toMatch(/33\.0[ \u00a0]%[\s\S]*35\.0[ \u00a0]%/);
    expect(table).not.toMatch(/correct|Accuracy/);
  },
);

test.each(Object.entries(TABLES))('where something does, %s shows the accuracy', (_, tableOf) => {
  expect(tableOf(summary())).toMatch(/Accuracy[\s\S]*67\.2[ \u00a0]%/);
});
