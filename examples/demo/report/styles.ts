/** One style sheet; the colours tell apart for colour-blind readers too, on light pages and on dark. */
export const styles = `
:root {
  --paper: #f5f6f8; --panel: #ffffff; --text: #1b2430; --muted: #5a6675; --rule: #dfe3e9;
  --promoter: #0a67a8; --passive: #98a3b1; --detractor: #d4570a; --band: #bcd9ee;
  --heat-0: #eef4fa; --heat-1: #d5e6f4; --heat-2: #b0d0ea; --heat-3: #82b5dc; --heat-4: #4f95c9;
  --heat-5: #2473b0; --heat-6: #0b4f86;
  --on-heat-0: #1b2430; --on-heat-1: #1b2430; --on-heat-2: #1b2430; --on-heat-3: #10202f;
  --on-heat-4: #0a1826; --on-heat-5: #ffffff; --on-heat-6: #ffffff;
  --notice: #fff3e2; --notice-rule: #d4870a;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10151b; --panel: #181f27; --text: #e7ecf2; --muted: #9aa7b6; --rule: #2e3843;
    --promoter: #5bb3ec; --passive: #8693a3; --detractor: #ff9350; --band: #274c68;
    --heat-0: #1c2935; --heat-1: #1f3a50; --heat-2: #23506f; --heat-3: #2a6a94; --heat-4: #3b88b9;
    --heat-5: #66abd9; --heat-6: #a2d2f2;
    --on-heat-0: #dfe7ef; --on-heat-1: #e7ecf2; --on-heat-2: #f2f6fa; --on-heat-3: #ffffff;
    --on-heat-4: #07131d; --on-heat-5: #07131d; --on-heat-6: #07131d;
    --notice: #2c2417; --notice-rule: #e0a040;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 1160px; margin: 0 auto; padding: 2rem 1.5rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1.25rem; letter-spacing: -0.01em; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.75rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0 0 0.75rem; }
section p { max-width: 46rem; margin: 0.25rem 0; color: var(--muted); }
.headline { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 1rem; margin: 0; }
.headline > div, figure {
  background: var(--panel); border: 1px solid var(--rule); border-radius: 10px; padding: 1rem 1.15rem;
}
.headline dt { font-size: 0.9rem; font-weight: 600; }
.headline dd { margin: 0; font-size: 0.85rem; color: var(--muted); }
.headline dd.value {
  font-size: 2.1rem; line-height: 1.25; font-weight: 650; color: var(--text); letter-spacing: -0.02em;
  font-variant-numeric: tabular-nums;
}
.generated {
  display: inline-block; border: 1px dashed var(--detractor); border-radius: 4px; padding: 0 0.4em;
  font-size: 0.75rem; font-weight: 500; color: var(--text); white-space: nowrap;
}
.headline dd.generated { font-size: 0.75rem; color: var(--text); margin-top: 0.35rem; white-space: normal; }
h3 .generated { margin-left: 0.6em; }
.figures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; margin-top: 1rem; }
figure { margin: 0; min-width: 0; }
figure.full { grid-column: 1 / -1; }
.split { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1rem; }
.split .figures { grid-template-columns: minmax(0, 1fr); margin-top: 2.75rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1rem; font-size: 0.85rem; color: var(--muted); max-width: 46rem; }
figcaption { margin-top: 0.75rem; font-size: 0.85rem; color: var(--muted); max-width: 46rem; }
figure svg { font-variant-numeric: tabular-nums; }
.wide svg, .middle svg, .narrow svg { width: 100%; height: auto; }
.middle, .narrow { display: none; }
.heatmap { display: flex; }
.heatmap > svg { flex: none; max-width: none; }
.heatmap .scroll svg { max-width: none; }
.scroll { overflow-x: auto; min-width: 0; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--promoter); outline-offset: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; margin: 0 0 1rem; max-width: none; font-size: 0.8rem; }
.ramp { display: inline-flex; flex-wrap: wrap; align-items: center; column-gap: 1px; }
.ramp .swatch:first-of-type { margin-left: 0.5em; }
.key { display: inline-flex; align-items: center; gap: 0.45em; }
.swatch {
  display: inline-block; min-width: 2.6em; height: 1.6em; padding: 0 0.3em; line-height: 1.6em;
  text-align: center; font-size: 0.75rem; border-radius: 2px; font-variant-numeric: tabular-nums;
}
${[0, 1, 2, 3, 4, 5, 6].map((i) => `.heat-${i} { background: var(--heat-${i}); color: var(--on-heat-${i}); }`).join("\n")}
.partial {
  border: 1px dashed var(--muted); color: var(--text); line-height: 1.5em;
  background: repeating-linear-gradient(135deg, var(--panel) 0 4px, var(--heat-3) 4px 6px);
  text-shadow: 0 0 2px var(--panel), 0 0 3px var(--panel), 0 0 4px var(--panel);
}
.future { border: 1px solid var(--rule); }
.nobody { color: var(--muted); border: 1px solid var(--rule); }
details { margin-top: 0.6rem; font-size: 0.85rem; }
summary { cursor: pointer; color: var(--promoter); width: max-content; }
table { border-collapse: collapse; margin-top: 0.5rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: 0.35rem; }
th, td { padding: 0.2rem 0.6rem; text-align: right; border-bottom: 1px solid var(--rule); font-weight: 400; white-space: nowrap; }
thead th { font-weight: 600; }
th:first-child { text-align: left; padding-left: 0; }
tbody th { max-width: 22rem; overflow: hidden; text-overflow: ellipsis; }
.bad { margin: 1rem 0 0; padding: 0.6rem 1rem; background: var(--notice); border-left: 4px solid var(--notice-rule); font-size: 0.9rem; }
.bad p, .bad ul { margin: 0; }
@media (max-width: 900px) {
  .full .wide { display: none; }
  .full .middle { display: block; }
  .figures, .split { grid-template-columns: minmax(0, 1fr); }
  .split .figures { margin-top: 1rem; }
}
@media (max-width: 560px) {
  main { padding: 1.25rem 1rem 3rem; }
  .wide, .full .middle { display: none; }
  .narrow { display: block; }
  .headline { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.6rem; }
  .headline > div, figure { padding: 0.8rem 0.85rem; }
  .headline dd.value { font-size: 1.6rem; }
  .ramp .swatch:first-of-type { margin-left: 0; }
}
@media print { details { display: none; } figure { break-inside: avoid; } }
`;
