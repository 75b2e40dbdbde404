/** What these pages need beside the report's style. */
export const viewStyle = `
h2 a { color: inherit; text-decoration: none; }
h2 a:hover { text-decoration: underline; }
h2 .soft { font-weight: 400; font-size: .92rem; margin-left: .4rem; }
code { font: .88em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.trends { display: grid; gap: .5rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
figure { margin: 0; min-width: 0; }
figcaption { color: var(--soft); font-size: .87rem; font-weight: 600; margin-bottom: .2rem; }
svg.trend { display: block; width: 100%; max-width: 40rem; height: auto; }
.trend text { font-size: 12px; }
.trend .tick { fill: var(--soft); }
.trend .grid { stroke: var(--line); stroke-width: 1; }
.trend .band { fill: var(--v); opacity: .13; }
.trend .stroke { stroke: var(--v); stroke-width: 2; stroke-linecap: round; }
.trend .stroke.simulated { stroke-dasharray: 5 4; }
.trend .mean.simulated { fill: var(--page); stroke: var(--v); stroke-width: 1.6; }
.trends + .legend { margin-top: .5rem; }
.trends ~ .note { margin-bottom: 1rem; }
.legend .dot { margin-right: .4rem; }
.runs tbody + tbody > tr:first-child > * { border-top: 1px solid var(--line); }
.runs tbody tr + tr > * { border-top: 0; }
.runs tbody > tr > * { vertical-align: top; padding-top: .45rem; padding-bottom: .45rem; }
.runs th.text { min-width: 12.5rem; }
.runs th a, .runs .id { white-space: nowrap; }
.runs .id { display: block; font-size: .82rem; }
.runs .notes { display: flex; flex-wrap: wrap; gap: .1rem .4rem; align-items: baseline; font-size: .82rem; }
.runs td.verdict { min-width: 14rem; }
.runs .verdict .soft { white-space: nowrap; }
td code { white-space: nowrap; }
svg.progress { vertical-align: middle; margin-right: .4rem; border-radius: 5px; }
.progress .asked { fill: var(--pass-bar); }
.progress .answered { fill: var(--good); }
.progress .failed { fill: var(--warn); }
td.plot:has(.progress) { width: auto; white-space: nowrap; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  .runs tbody th.text { min-width: 8.5rem; }
  .runs .id { display: none; }
}
`;
