/** The page's only style: system fonts, two palettes with AA contrast, paper, and phones. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #131619); --ink: light-dark(#1a1d21, #e8ebef); --soft: light-dark(#59616d, #a3acb8);
  --line: light-dark(#e1e5ea, #2b3138); --panel: light-dark(#f6f7f9, #1b1f24); --raised: light-dark(#ffffff, #171a1e);
  --good: light-dark(#0b5cad, #74b6ff); --bad: light-dark(#b3261e, #ff8f85); --link: light-dark(#0b5cad, #8cc2ff);
  --warn: light-dark(#7a4b00, #f2bd63); --warn-page: light-dark(#fff6e0, #2c2312); --warn-line: light-dark(#e8b94a, #8a6420);
  --pass-bar: light-dark(#e4e8ed, #2a3037); --fail-bar: light-dark(#aeb7c2, #59626d);
  --chosen: light-dark(#e8f1fb, #1b2a3d); --found: light-dark(#ffe08a, #6b4e00);
  --gone: light-dark(#fde3e0, #4a1f1c); --come: light-dark(#dcebfb, #17375c);
  --v0: light-dark(#0072b2, #56b4e9); --v1: light-dark(#c25400, #f0955a); --v2: light-dark(#00795a, #3fc79a);
  --v3: light-dark(#9c3f78, #dd8fc0); --v4: light-dark(#7a6a00, #d8c94a); --v5: light-dark(#4a5bd0, #9aa7ff);
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.25rem 2rem 4rem; max-width: 78rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3, h4, h5, p, ul, dl, pre, table { margin: 0; }
ul { padding: 0; list-style: none; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
bdi { unicode-bidi: isolate; }
.soft, .facts, .note, .lead { color: var(--soft); }
.note { margin-top: .6rem; font-size: .87rem; max-width: 48rem; }
header .facts { font-size: .87rem; }
header .facts strong { color: var(--ink); }
h1 { margin: .5rem 0 .5rem; font-size: clamp(1.4rem, 1.05rem + 1.4vw, 1.9rem); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
.lead { font-size: 1.05rem; max-width: 52rem; text-wrap: pretty; }
.findings li { padding: .15rem 0; }
.gates .mark.pass { font-weight: 400; }
.gates { margin: .6rem 0; }
.banner, .warning { border: 1px solid var(--warn-line); background: var(--warn-page); color: var(--warn); padding: .6rem .9rem; border-radius: 8px; }
.banner { margin: 1rem 0; border-width: 2px; }
.banner strong { letter-spacing: .04em; margin-right: .35rem; }
.warning { margin-top: 1rem; }
nav { margin-top: 1.25rem; border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.4rem; }
nav a { display: inline-block; padding: .5rem 0; color: var(--soft); text-decoration: none; font-size: .92rem; }
nav a:hover { color: var(--ink); box-shadow: inset 0 -2px var(--link); }
section { margin-top: 2.5rem; }
h2 { font-size: 1.15rem; margin-bottom: .75rem; letter-spacing: -.005em; }
h3 { font-size: .98rem; font-weight: 600; }
.note + h3 { margin: 1.4rem 0 .6rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .55rem .75rem; text-align: left; vertical-align: middle; font-weight: 400; }
thead th { background: var(--panel); color: var(--soft); font-size: .82rem; font-weight: 600; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.number { text-align: right; white-space: nowrap; }
tbody th.text { min-width: 10rem; }
td.text { min-width: 8rem; }
.plot { width: 180px; padding-top: 0; padding-bottom: 0; }
svg.plot, svg.frontier { display: block; }
.chart { padding: .6rem .4rem; }
svg.frontier { width: 100%; min-width: 30rem; max-width: 46rem; height: auto; }
.frontier text { font-size: 13px; }
.frontier .tick { fill: var(--soft); }
.frontier .label { fill: var(--v); font-weight: 600; stroke: var(--page); stroke-width: 3px; paint-order: stroke; unicode-bidi: isolate; }
.frontier .grid { stroke: var(--line); stroke-width: 1; }
.front { fill: none; stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 4; }
.chart + .findings { margin-top: .8rem; }
.ends { display: flex; justify-content: space-between; width: 180px; font-weight: 400; }
.dot { display: inline-block; width: .62rem; height: .62rem; border-radius: 50%; margin-right: .5rem; background: var(--v); }
.name { font-weight: 600; }
.tag { display: inline-block; padding: 0 .45rem; border: 1px solid var(--line); border-radius: 99px; color: var(--soft); font-size: .78rem; font-weight: 400; }
.v0 { --v: var(--v0); } .v1 { --v: var(--v1); } .v2 { --v: var(--v2); }
.v3 { --v: var(--v3); } .v4 { --v: var(--v4); } .v5 { --v: var(--v5); }
.arm { stroke: var(--v); stroke-width: 2; }
.mean { fill: var(--v); }
.reference { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
.mark { font-weight: 600; white-space: nowrap; }
.findings .mark, .warning .mark { white-space: normal; }
.better, .fixed, .pass { color: var(--good); }
.worse, .broken, .fail { color: var(--bad); }
.error, .undecided { color: var(--warn); }
.change + .change, .scroll + .change { margin-top: 1.6rem; }
.change h4 { margin-top: 1rem; }
.bar { display: block; width: 100%; height: 1.25rem; margin: .6rem 0 .55rem; border-radius: 5px; }
.bar .both_20_pass { fill: var(--pass-bar); } .bar .both_20_fail { fill: var(--fail-bar); }
.bar .fixed { fill: var(--v0); } .bar .broken { fill: var(--bad); }
.legend, .chips { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; font-size: .9rem; }
.legend .mark { font-weight: 400; }
.both_20_pass, .both_20_fail { color: var(--soft); }
.legend .mark::before { content: ""; display: inline-block; width: .7rem; height: .7rem; margin-right: .45rem; border-radius: 2px; background: currentColor; }
.legend .fixed::before { background: var(--v0); }
.legend .both_20_pass::before { background: var(--pass-bar); box-shadow: inset 0 0 0 1px var(--fail-bar); }
.legend .both_20_fail::before { background: var(--fail-bar); }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "›"; display: inline-block; width: 1rem; color: var(--soft); font-weight: 600; text-align: center; }
[open] > summary::before { transform: rotate(90deg); }
.ids { margin-top: .55rem; font-size: .9rem; }
.ids summary { color: var(--soft); }
.ids p { padding: .4rem 0 0 1rem; }
.notices { margin-top: .75rem; }
.notices li { padding: .2rem 0 .2rem 1.1rem; text-indent: -1.1rem; }
.notices li::before { content: "!"; display: inline-block; width: 1.1rem; text-indent: 0; color: var(--warn); font-weight: 600; }
.chips { gap: .5rem; margin: .9rem 0 1.2rem; }
.chips a { display: block; padding: .28rem .75rem; border: 1px solid var(--line); border-radius: 99px; color: var(--ink); text-decoration: none; }
.chips a:hover { background: var(--panel); }
.group { margin-top: 1rem; }
.group .scroll + .scroll { margin-top: .75rem; }
.group > summary { padding: .4rem 0; }
.group > summary h3 { display: inline; }
.group > summary .soft { font-weight: 400; }
.case { margin: .6rem 0 1.1rem; padding: 1rem 1.1rem 1.1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
.case:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
h4 { font-size: .95rem; font-weight: 600; margin-bottom: .65rem; }
h4 a { color: inherit; text-decoration: none; margin-right: .4rem; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9rem; }
h4 a:hover { text-decoration: underline; }
h5 { font-size: .87rem; font-weight: 600; margin-bottom: .3rem; }
.question h5 { color: var(--soft); }
.question, .answers { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.question { grid-template-columns: minmax(0, 3fr) minmax(0, 1fr); }
.question > :only-child { grid-column: 1 / -1; }
.answers { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.answers > div { min-width: 0; }
.answers .mark { margin-left: .3rem; }
.answers .facts, .scores { font-size: .85rem; margin-bottom: .4rem; }
.scores .mark { margin: 0 .15rem; }
.answers details { margin-top: .4rem; }
.answers details > summary { padding: .1rem 0 .35rem; }
pre {
  padding: .65rem .8rem; background: var(--panel); border-radius: 7px; max-height: 24rem; overflow: auto;
  font: .84rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; tab-size: 4;
}
.empty { color: var(--soft); font-style: italic; }
.run { font-size: .9rem; }
.run div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 1rem; padding: .3rem 0; }
.run div + div { border-top: 1px solid var(--line); }
.run dt { color: var(--soft); }
.run dt .name { font-weight: 400; }
.run dd { margin: 0; }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 3rem; }
  section { margin-top: 2rem; }
  th, td { padding: .5rem .6rem; }
  tbody th.text { min-width: 7.5rem; position: sticky; left: 0; background: var(--page); }
  .case { padding: .8rem; }
  .question { grid-template-columns: minmax(0, 1fr); }
  .run div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .chips { display: none; }
  .scroll { overflow: visible; border: 0; }
  .case { break-inside: avoid-page; }
  pre { max-height: none; overflow: visible; }
  h2, h3 { break-after: avoid; }
}
`;
