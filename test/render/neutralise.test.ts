import { expect, test } from 'vitest';
import { csvField } from '../../src/render/neutralise/csv-field.ts';
import { escapeHtml } from '../../src/render/neutralise/escape-html.ts';
import { markdownBlock, markdownInline } from '../../src/render/neutralise/escape-markdown.ts';
import { visible, visibleLine } from '../../src/render/neutralise/visible.ts';

test.each([
  ['plain text', 'plain text'],
  ['\u001b[31mred', '␛[31mred'],
  ['FAIL\rPASS', 'FAIL␍PASS'],
  ['a\u0000b\u007f', 'a␀b␡'],
  ['\u009d52;c;x\u009c', '<U+009D>52;c;x<U+009C>'],
  ['a\u202eb\u2066', 'a<U+202E>b<U+2066>'],
  ['a\u2028b', 'a<U+2028>b'],
  ['\u{e0041}', '<U+E0041>'],
  ['\ufeffx\u200b', '<U+FEFF>x<U+200B>'],
  ['\ud83d!', '<U+D83D>!'],
])('what cannot be seen is made visible: %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each([
  'line\nline\ttab',
  'naïve – “quotes” … ✓',
  '漢字かな',
  'العربية',
  '👩‍👩‍👧‍👦 ❤️ 🏳️‍🌈',
  'می‌خواهم',
  'क्‍ष',
])('writing stays as it is: %s', (text) => {
  expect(visible(text)).toBe(text);
});

test('a joiner between Latin letters is shown: there it only hides', () => {
  expect(visible('pa\u200dss')).toBe('pa<U+200D>ss');
});

test('line ends become newlines, and signs on one line', () => {
  expect(visible('a\r\nb')).toBe('a\nb');
  expect(visibleLine('a\r\nb\tc')).toBe('a⏎b c');
});

test('HTML', () => {
  expect(escapeHtml(`<b a="1" b='2'>&amp;\u202e`)).toBe(
    '&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;&lt;U+202E&gt;',
  );
});

test.each([
  ['a|b', 'a&#124;b'],
  ['@everyone', '&#64;&#8203;everyone'],
  ['see #1', 'see &#35;&#8203;1'],
  ['<img>', '&#60;img&#62;'],
  ['![x](http://y)', '&#33;&#91;x&#93;&#40;http&#58;//y&#41;'],
  ['a\nb', 'a⏎b'],
  ['- x', '&#45; x'],
  ['12. x', '12&#46; x'],
  ['www.x.org', '&#119;ww.x.org'],
  ['support-triage 12:31', 'support-triage 12:31'],
])('Markdown inline: %j', (text, shown) => {
  expect(markdownInline(text)).toBe(shown);
});

test('a Markdown fence is longer than any run of backticks inside', () => {
  expect(markdownBlock('x')).toBe('```\nx\n```');
  expect(markdownBlock('```js\n`````')).toBe('``````\n```js\n`````\n``````');
});

test.each([
  [null, ''],
  [-3.5, '-3.5'],
  [true, 'true'],
  ['', '""'],
  ['a "b", c', '"a ""b"", c"'],
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@x', `"'@x"`],
  ['|x', `"'|x"`],
  ['%x', `"'%x"`],
  ['＝1', `"'＝1"`],
  ['＠x', `"'＠x"`],
  ['  =1', `"'  =1"`],
  ['\ufeff=1', `"'\ufeff=1"`],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['\nx', `"'\nx"`],
  [' x = 1', '" x = 1"'],
])('CSV field: %j', (value, field) => {
  expect(csvField(value)).toBe(field);
});
