import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, hasBrowser, overflow } from '../browser.ts';
import { HOSTILE } from '../render/hostile-report.ts';
import { Pages } from './pages.ts';
import { syntheticReport, VARIANTS } from './synthetic-report.ts';

const NBSP = '\u00a0';
const ODD = {
  // Different texts, and texts that differ in what cannot be seen.
  3: { outputs: ['Completely unlike the other one', 'nothing here was said before'] },
  4: { outputs: [`to be${NBSP}sure`, 'to be sure'], expected: 'to be sure' },
  5: { input: 'ÄPFEL und 漢字', outputs: ['a straße', 'zebra one'] },
};

const FILTERS: readonly (readonly [query: string, cases: number | null])[] = [
  ['tag:shipping', 60],
  ['-tag:"math word problem"', 240],
  ['id:case-00001', 10],
  ['a:pass b:pass', null],
  ['cost>0.002', null],
  ['a.cost>0.0041 b.tokens<1k', null],
  ['grader:exact-match<0.5', null],
  ['is:error', null],
];

const SEARCHES: readonly (readonly [query: string, cases: readonly string[]])[] = [
  ['zebra', ['case-000005']],
  ['ZEBRA one', ['case-000005']],
  ['"zebra one"', ['case-000005']],
  ['"one zebra"', []],
  ['äpfel', ['case-000005']],
  ['漢字', ['case-000005']],
  ['unlike before', ['case-000003']],
];

describe.skipIf(!hasBrowser)('the explorer in a browser', () => {
  let pages: Pages;

  beforeAll(async () => {
    pages = await Pages.start();
    pages.write('two', syntheticReport({ cases: 300, odd: ODD }));
    pages.write('five', syntheticReport({ cases: 60, variants: 5, repeat: 5, errors: 0.05, live: true }));
    pages.write('one', syntheticReport({ cases: 30, variants: 1 }));
    pages.write('partial', syntheticReport({ cases: 300 }), 150_000);
    pages.write('other', syntheticReport({ cases: 300, run: '2026-11-21T08-00-00-0000' }), 150_000);
    pages.write('empty', syntheticReport({ cases: 0 }));
    const all = Object.values(HOSTILE).join('\n').replaceAll('http://127.0.0.1:9', pages.canary);
    const html = `<img src="${pages.canary}/i" onerror="fetch('${pages.canary}/f')"><a href="javascript:alert(1)">x</a>`;
    const texts = [all, `${html}</script><script>document.title='PWNED'</script>`, 'x'.repeat(5_000_000)];
    const odd = Object.fromEntries(
      texts.map((text, i) => [
        i,
        {
          id: i === 2 ? 'long' : `${text.slice(0, 900)}${i}`,
          input: text,
          expected: text,
          outputs: [text, `${text}!`],
        },
      ]),
    );
    pages.write('hostile', syntheticReport({ cases: 6, odd }));
  }, 60_000);

  afterAll(() => pages.stop());

  afterEach(() => {
    // Zero errors on the console, zero requests, whatever was done.
    expect(pages.events.splice(0)).toEqual([]);
    expect(pages.asked.splice(0)).toEqual([]);
  });

  const chip = (page: Page, word: string) => page.locator('.chip', { hasText: word });
  const countOf = async (page: Page, word: string) =>
    Number((await chip(page, word).locator('strong').textContent())!.replaceAll(',', ''));
  const status = (page: Page) => page.locator('.status').textContent();
  const listed = async (page: Page) => Number(/^[\d,]+/.exec((await status(page))!)![0].replaceAll(',', ''));
  const shownId = (page: Page) => page.locator('#detail-id').textContent();
  const variants = (page: Page) => page.locator('.answer .name').allTextContents();
  const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
  const query = (page: Page) => page.getByRole('combobox', { name: 'Search and filter' });
  const settled = async (page: Page, text: string) => {
    await query(page).fill(text);
    await expect.poll(() => page.locator('.list').getAttribute('aria-busy')).toBe('false');
  };

  describe('what it opens on', () => {
    test('the first kind of change that there is, its first case beside it', async () => {
      const page = await pages.open('two');
      expect(await chip(page, 'Broken').getAttribute('aria-pressed')).toBe('true');
      expect(await listed(page)).toBe(await countOf(page, 'Broken'));
      const row = page.locator('.row').first();
      expect(await row.locator('.id').textContent()).toBe(await shownId(page));
      expect(await row.getAttribute('aria-setsize')).toBe(String(await listed(page)));
      expect(await row.getAttribute('aria-posinset')).toBe('1');
      await page.context().close();
    });

    test('of one variant: what fails', async () => {
      const page = await pages.open('one');
      expect(await page.locator('.chip').allTextContents()).toEqual([
        expect.stringMatching('No result'),
        expect.stringMatching(/^✗ Failing/),
        expect.stringMatching(/^✓ Passing/),
        expect.stringMatching('All'),
      ]);
      await page.locator('.answer').waitFor();
      await page.context().close();
    });

    test('nothing to explore is said', async () => {
      const page = await pages.open('empty', { scripts: false });
      expect(await page.locator('#explorer').textContent()).toContain('The run has no cases.');
      await page.context().close();
    });

    test('without scripts: the first cases stand there', async () => {
      const page = await pages.open('two', { scripts: false });
      expect(await page.locator('#explorer tbody tr').count()).toBe(14);
      await page.context().close();
    });
  });

  describe('filters', () => {
    test('every kind has as many cases as its chip says, and together they are all', async () => {
      const page = await pages.open('two');
      let sum = 0;
      for (const word of ['Broken', 'Fixed', 'No result', 'Still failing', 'Still passing']) {
        await chip(page, word).click();
        expect(await listed(page)).toBe(await countOf(page, word));
        sum += await listed(page);
      }
      await chip(page, 'All').click();
      expect(await listed(page)).toBe(300);
      expect(sum).toBe(300);
      await page.context().close();
    });

    test('a slice narrows the list and all counts', async () => {
      const page = await pages.open('two', { hash: '#f=all' });
      await choice(page, 'Slice').selectOption('shipping');
      expect(await listed(page)).toBe(60);
      expect(await countOf(page, 'All')).toBe(60);
      expect(new Set(await page.locator('.row .slice').allTextContents())).toEqual(new Set(['shipping']));
      await page.context().close();
    });

    test('words of a query narrow the list, and leave the others with a minus', async () => {
      const page = await pages.open('two', { hash: '#f=all' });
      for (const [text, expected] of FILTERS) {
        await settled(page, text);
        const found = await listed(page);
        if (expected !== null) expect(found, text).toBe(expected);
        expect(found, text).toBeGreaterThan(0);
        expect(found, text).toBeLessThan(300);
        if (text.includes(' ')) continue;
        await settled(page, text.startsWith('-') ? text.slice(1) : `-${text}`);
        expect(await listed(page), text).toBe(300 - found);
      }
      await page.context().close();
    });

    test('a misspelt filter is mended with a click', async () => {
      const page = await pages.open('two', { hash: '#f=all' });
      await settled(page, 'tag:shiping');
      await query(page).blur();
      expect(await page.locator('.problem').textContent()).toContain('There is no tag “shiping”');
      await page.getByRole('button', { name: 'tag:shipping' }).click();
      expect(await listed(page)).toBe(60);
      expect(await page.locator('.problem').count()).toBe(0);
      await page.context().close();
    });

    test('words are completed with the keyboard', async () => {
      const page = await pages.open('two', { hash: '#f=all' });
      await query(page).pressSequentially('ta');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => query(page).inputValue()).toBe('tag:');
      await page.keyboard.type('math');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await expect.poll(() => query(page).inputValue()).toBe('tag:"math word problem" ');
      expect(await listed(page)).toBe(60);
      await page.context().close();
    });

    test('changes can be told by another grader, and the list be sorted', async () => {
      const page = await pages.open('two');
      const before = await countOf(page, 'Broken');
      await choice(page, 'Changes in').selectOption('tone of voice');
      expect(await countOf(page, 'Broken')).not.toBe(before);
      await choice(page, 'Changes in').selectOption('');
      const first = await page.locator('.row .id').first().textContent();
      await choice(page, 'Order').selectOption('cost');
      expect(await page.locator('.row .id').first().textContent()).not.toBe(first);
      await page.context().close();
    });
  });

  describe('search', () => {
    test('all texts of a case are searched, whatever the case of the letters', async () => {
      const page = await pages.open('two', { hash: '#f=all' });
      for (const [text, ids] of SEARCHES) {
        await settled(page, text);
        expect(await page.locator('.row .id').allTextContents(), text).toEqual(ids);
      }
      await page.context().close();
    });

    test('what is found is marked, and where else it is, is said', async () => {
      const page = await pages.open('two', { hash: '#f=error&q=zebra' });
      await page.locator('.nothing button').first().click();
      expect(await shownId(page)).toBe('case-000005');
      await expect.poll(() => page.locator('pre mark').allTextContents()).toEqual(['zebra']);
      await page.context().close();
    });
  });

  describe('a case', () => {
    test('says why before it says what: the reason stands above the answer', async () => {
      const page = await pages.open('two');
      await page.locator('.output pre').first().waitFor();
      const [reason, output] = (await page.evaluate(
        '[document.querySelector(".reason"), document.querySelector(".output pre")].map((one) => one.getBoundingClientRect().top)',
      )) as [number, number];
      expect(reason).toBeLessThan(output);
      expect(await page.locator('.answer .facts').first().textContent()).toMatch(
        /^\$0\.00\d+ · \d+ → \d+ tokens/,
      );
      await page.context().close();
    });

    test('the answers stand on one line, whatever is said of them', async () => {
      const page = await pages.open('two');
      await page.locator('.output pre').nth(1).waitFor();
      const tops = (await page.evaluate(
        '[...document.querySelectorAll(".output pre")].map((one) => one.getBoundingClientRect().top)',
      )) as number[];
      expect(tops[0]).toBe(tops[1]);
      await page.context().close();
    });

    test('word diff: only what differs is marked', async () => {
      const page = await pages.open('two', { hash: '#f=broken&view=diff' });
      await page.locator('del').first().waitFor();
      const [gone, come] = [
        await page.locator('del').allTextContents(),
        await page.locator('ins').allTextContents(),
      ];
      expect(gone.length + come.length).toBeGreaterThan(2);
      await page.getByRole('button', { name: 'Side by side' }).click();
      expect(await page.locator('del, ins').count()).toBe(0);
      await page.context().close();
    });

    test('texts that share little are not compared', async () => {
      const page = await pages.open('two', { hash: '#view=diff&case=case-000003' });
      await page.getByText('No diff: the answers share').waitFor();
      expect(await page.locator('del, ins').count()).toBe(0);
      await page.context().close();
    });

    test('blanks that look alike are told apart on demand', async () => {
      const page = await pages.open('two', { hash: '#case=case-000004' });
      await expect
        .poll(() => page.locator('.answer pre').allTextContents())
        .toEqual([`to be${NBSP}sure`, 'to be sure']);
      await page.getByLabel('Invisible characters').check();
      expect(await page.locator('.blank.odd').allTextContents()).toEqual(['U+00A0']);
      await page.context().close();
    });

    test('the conversation, with its tool calls, and the exact request unfold', async () => {
      const page = await pages.open('two', { hash: '#f=all' });
      while ((await page.locator('.fold summary', { hasText: 'Transcript' }).count()) === 0)
        await page.keyboard.press('j');
      await page.locator('.fold summary', { hasText: 'Transcript' }).first().click();
      expect(await page.locator('.transcript').first().textContent()).toContain('calls find_order');
      expect(await page.locator('.transcript').first().textContent()).toContain('cancelled: 28 October');
      await page.locator('.fold summary', { hasText: 'Request' }).first().click();
      const request = JSON.parse((await page.locator('.fold[open] > pre').first().textContent())!);
      expect(request).toMatchObject({
        model: 'claude-sonnet-5-5',
        system: 'You route tickets. End with one letter.',
      });
      expect(request.messages[0].content).toMatch(/^Ticket 1000/);
      await page.context().close();
    });

    test('an answer that is missing says why, and earlier attempts are there', async () => {
      const page = await pages.open('two', { hash: '#f=error' });
      await expect
        .poll(() => page.locator('.failure').first().textContent())
        .toBe('overloaded_error Overloaded');
      await chip(page, 'All').click();
      while ((await page.locator('.fold summary', { hasText: 'Attempts' }).count()) === 0)
        await page.keyboard.press('j');
      await page.locator('.fold summary', { hasText: 'Attempts' }).first().click();
      expect(await page.locator('.attempts').first().textContent()).toContain('overloaded_error');
      await page.context().close();
    });
  });

  describe('several samples, and several variants', () => {
    test('samples are counted, and those that do not agree are a class', async () => {
      const page = await pages.open('five');
      expect(await page.locator('.shares').first().textContent()).toMatch(/^\d\/\d → \d\/\d$/);
      await chip(page, 'Unstable').click();
      expect(await listed(page)).toBe(await countOf(page, 'Unstable'));
      await page.locator('.samples').first().waitFor();
      expect(await page.locator('.samples').first().getByRole('button').count()).toBe(5);
      await page.locator('.samples').first().getByRole('button').nth(2).click();
      expect(
        await page.locator('.samples').first().getByRole('button').nth(2).getAttribute('aria-pressed'),
      ).toBe('true');
      await page.context().close();
    });

    test('any two variants can stand side by side', async () => {
      const page = await pages.open('five');
      await choice(page, 'From').selectOption({ label: 'opus' });
      await choice(page, 'To').selectOption({ label: 'haiku · short' });
      await expect.poll(() => variants(page)).toEqual(['opus', 'haiku · short']);
      await page.locator('.others button', { hasText: VARIANTS[0]! }).click();
      await expect.poll(() => variants(page)).toEqual(['opus', VARIANTS[0]]);
      await page.context().close();
    });
  });

  describe('links', () => {
    test('a copied link shows the same to someone else', async () => {
      const page = await pages.open('five', { hash: '#f=unstable' });
      await choice(page, 'Slice').selectOption('billing');
      await choice(page, 'To').selectOption({ label: 'opus' });
      await choice(page, 'Order').selectOption('tokens');
      await settled(page, 'ticket b.cost>0.0001');
      await page.keyboard.press('Escape');
      await settled(page, 'ticket');
      await query(page).blur();
      await page.keyboard.press('j');
      await page.keyboard.press('d');
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByText('✓ Copied').waitFor();
      const address = (await page.evaluate('navigator.clipboard.readText()')) as string;
      await expect.poll(() => page.evaluate('location.href')).toBe(address);
      const other = await pages.open('five', { hash: new URL(address).hash });
      await expect.poll(() => other.locator('.list').getAttribute('aria-busy')).toBe('false');
      for (const look of [
        status,
        shownId,
        (one: Page) => one.locator('.row .id').allTextContents(),
        variants,
      ]) {
        await expect.poll(() => look(other)).toEqual(await look(page));
      }
      expect(await query(other).inputValue()).toBe('ticket');
      await page.context().close();
      await other.context().close();
    });

    test('a link to a case opens on its kind; one to none says so', async () => {
      const page = await pages.open('two', { hash: '#case=case-000003' });
      expect(await shownId(page)).toBe('case-000003');
      expect(await page.locator('.row[aria-selected=true] .id').textContent()).toBe('case-000003');
      const lost = await pages.open('two', { hash: '#case=nobody' });
      expect(await status(lost)).toContain('there is no case “nobody”');
      await page.context().close();
      await lost.context().close();
    });

    test('what the summary says of changes, cases and slices leads into the explorer', async () => {
      const page = await pages.open('two');
      await page.locator('.legend a', { hasText: 'fixed' }).click();
      expect(await chip(page, 'Fixed').getAttribute('aria-pressed')).toBe('true');
      await page.locator('#changes table a', { hasText: 'billing' }).click();
      expect(await choice(page, 'Slice').inputValue()).toBe('billing');
      const top = await page.locator('#explorer').evaluate((element) => element.getBoundingClientRect().top);
      expect(Math.abs(top)).toBeLessThan(200);
      await page.context().close();
    });
  });

  describe('keys', () => {
    test('everything can be done without a mouse', async () => {
      const page = await pages.open('two');
      const [first, second] = await page.locator('.row .id').allTextContents();
      await page.keyboard.press('j');
      expect(await shownId(page)).toBe(second);
      await page.keyboard.press('k');
      expect(await shownId(page)).toBe(first);
      await page.keyboard.press('/');
      await page.keyboard.type('zebra?jk');
      expect(await query(page).inputValue()).toBe('zebra?jk');
      await page.keyboard.press('Escape');
      expect(await query(page).inputValue()).toBe('');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.keyboard.press('d');
      expect(await page.getByRole('button', { name: 'Word diff' }).getAttribute('aria-pressed')).toBe('true');
      await page.getByRole('listbox', { name: 'Cases' }).focus();
      await page.keyboard.press('End');
      expect(await page.locator('.where').textContent()).toMatch(/^(\d+) of \1$/);
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      expect(await shownId(page)).toBe(second);
      await page.context().close();
    });

    test('single keys can be switched off', async () => {
      const page = await pages.open('two');
      const first = await shownId(page);
      await page.keyboard.press('?');
      await page.getByLabel('Single keys').uncheck();
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      expect(await shownId(page)).toBe(first);
      await page.context().close();
    });
  });

  describe('the side file', () => {
    const drop = async (page: Page, file: string) => {
      const base64 = readFileSync(pages.path(file)).toString('base64');
      await page.evaluate(`{
        const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (one) => one.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], ${JSON.stringify(file)}));
        for (const type of ['dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }`);
    };
    const hash = '#f=passing&case=';

    test('dropped anywhere, it gives the texts that the page leaves out', async () => {
      const page = await pages.open('partial', { hash: '#f=passing' });
      expect(await page.locator('#cases > .note').textContent()).toMatch(/full text of \d+ of 300 cases/);
      const left = await page.locator('.row:has(.none) .id').first().textContent();
      await page.locator('.row:has(.none)').first().click();
      expect(await page.locator('.left-out').textContent()).toContain('not its texts');
      expect(await page.locator('.detail table td').first().textContent()).toBe('1/1');
      await settled(page, 'ticket');
      expect(await status(page)).toMatch(/only the texts of the \d+ cases in this file were searched/);
      await drop(page, 'partial.evalpack');
      await page.locator('.explorer > .note', { hasText: 'are read from' }).waitFor();
      await page.locator('.answer pre').first().waitFor();
      expect(await shownId(page)).toBe(left);
      await expect.poll(() => status(page)).not.toContain('only the texts');
      await page.context().close();
    });

    test('can be chosen instead; that of another run is refused in a line', async () => {
      const page = await pages.open('partial', { hash });
      await page.locator('input[type=file]').setInputFiles(pages.path('other.evalpack'));
      await expect
        .poll(() => page.getByRole('alert').textContent())
        .toBe(
          '! other.evalpack is of run 2026-11-21T08-00-00-0000 of support-triage, this page is of run 2026-11-20T12-31-05-4be1 of support-triage: choose 2026-11-20T12-31-05-4be1.evalpack',
        );
      await page.locator('input[type=file]').setInputFiles(pages.path('two.html'));
      await expect
        .poll(() => page.getByRole('alert').textContent())
        .toContain('two.html is not a side file of a report');
      await page.locator('input[type=file]').setInputFiles(pages.path('partial.evalpack'));
      await page.locator('.explorer > .note', { hasText: 'are read from' }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.context().close();
    });
  });

  describe('hostile texts', () => {
    test('are shown as texts: nothing runs, nothing is fetched', async () => {
      const page = await pages.open('hostile', { hash: '#f=all' });
      for (let i = 0; i < 6; i++) {
        await page.locator('.answer').first().waitFor();
        await page.waitForTimeout(150);
        await page.keyboard.press('j');
      }
      await settled(page, 'PWNED');
      await page.locator('.row').first().click();
      await page.locator('pre mark').first().waitFor();
      await expect
        .poll(() => page.locator('.output pre').first().textContent())
        .toContain('</script><script>document.title=');
      expect(await page.title()).not.toContain('PWNED');
      expect(await page.locator('img, iframe, object, embed').count()).toBe(0);
      expect(await page.locator('[href^="javascript:"]').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await page.context().close();
    });

    test('no text can become HTML or a script, even if the program tried', async () => {
      const page = await pages.open('two');
      const refused = await page.evaluate(`[
        () => { document.body.innerHTML = '<b>x</b>'; },
        () => new Worker('blob:null/x'),
        () => { document.createElement('script').text = '1'; },
      ].map((attempt) => { try { attempt(); return 'done'; } catch ({ name }) { return name; } })`);
      expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
      expect(pages.events.splice(0).every((event) => event.includes('Trusted'))).toBe(true);
      await page.context().close();
    });

    test('a line of five million characters is shown in parts', async () => {
      const page = await pages.open('hostile', { hash: '#f=all&case=long' });
      const text = page.locator('.question pre').first();
      await text.waitFor();
      const length = async () => (await text.textContent())!.replaceAll('\n', '').length;
      expect(await length()).toBe(100_000);
      expect((await text.textContent())!.split('\n').every((line) => line.length <= 10_000)).toBe(true);
      await page.getByRole('button', { name: 'Show more' }).first().click();
      expect(await length()).toBe(1_000_000);
      await page.context().close();
    });
  });

  describe('looks', () => {
    const places = [
      ['two', '', 1440],
      ['two', '#f=fixed&view=diff', 1440],
      ['five', '#f=unstable', 1440],
      ['partial', '#f=passing&sort=cost', 1440],
      ['two', '#f=error', 390],
      ['five', '#case=case-000001', 390],
    ] as const;

    test.each(places)('%s%s at %d is accessible, light and dark', async (name, hash, width) => {
      const page = await pages.open(name, { hash, width });
      await page
        .locator(width > 400 || hash.includes('case') ? '.output, .left-out' : '.row')
        .first()
        .waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityFaults(page), colorScheme).toEqual([]);
      }
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    });

    test('on a phone, the list and the case are two screens', async () => {
      const page = await pages.open('two', { width: 390 });
      expect(await page.locator('.detail').isVisible()).toBe(false);
      await page.locator('.row').nth(2).click();
      await page.locator('.detail').waitFor();
      expect(await page.locator('.list').isVisible()).toBe(false);
      await page.getByRole('button', { name: '← Cases' }).click();
      expect(await page.locator('.list').isVisible()).toBe(true);
      await page.context().close();
    });

    test('a button makes it light or dark; on paper the summary stays', async () => {
      const page = await pages.open('two');
      const colour = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await colour();
      await page.getByRole('button', { name: /Theme/ }).click();
      expect(await colour()).toBe(light);
      await page.getByRole('button', { name: /Theme/ }).click();
      await expect.poll(colour).not.toBe(light);
      await page.emulateMedia({ media: 'print' });
      await expect.poll(colour).toBe(light);
      expect(await page.locator('#cases').isVisible()).toBe(false);
      expect(await page.locator('#variants').isVisible()).toBe(true);
      await page.context().close();
    });
  });

  test('a page that was cut says so, and shows what it has', async () => {
    const whole = readFileSync(pages.path('two.html'), 'utf8');
    writeFileSync(pages.path('cut.html'), whole.slice(0, whole.indexOf('id="text-1"') + 2001));
    const page = await pages.open('cut', { hash: '#f=broken' });
    await page.locator('.output pre').first().waitFor();
    await chip(page, 'Still passing').click();
    await page.getByRole('listbox', { name: 'Cases' }).focus();
    await page.keyboard.press('End');
    await page.getByText('this file was cut short').waitFor();
    await expect.poll(() => page.locator('.row .line.none').last().textContent()).toBe('damaged');
    await settled(page, 'ticket');
    expect(await countOf(page, 'Broken')).toBeGreaterThan(0);
    await page.context().close();
  });

  test('a browser without base64 of its own reads the page all the same', async () => {
    const before = 'delete Uint8Array.fromBase64;';
    const page = await pages.open('two', { before, hash: '#f=fixed' });
    await page.locator('.answer pre').first().waitFor();
    expect(await listed(page)).toBe(await countOf(page, 'Fixed'));
    await page.context().close();
  });
});
