import { constantMarkup, type Html } from './html.js';

/** Colours of the parts of an outcome: apart from one another also for the colour-blind, 3:1 or more on their ground. */
const light = ['#8a94a3', '#1f6fb2', '#c8580a', '#2a8055', '#7a4fa3', '#b8336a', '#96690a', '#1d8194', '#6b5d52'];
const dark = ['#7c8797', '#63aee8', '#f0964b', '#5dc08d', '#b395e0', '#ec7ba6', '#d6aa45', '#58c3d4', '#b5a394'];

const parts = (colours: readonly string[]): string => colours.map((colour, i) => `--c${i}:${colour}`).join(';');
const partRules = light.map((_, i) => `.c${i}{fill:var(--c${i});background:var(--c${i})}`).join('\n');

const lightTheme = `--ground:#fff;--raised:#f5f6f8;--ink:#1a2230;--quiet:#566072;--rule:#e1e5ea;--edge:#8a94a3;--main:#1f5fa8;--band:#1f5fa833;--good:#1b7145;--good-ground:#e3f3ea;--open:#8a5a00;--open-ground:#fbf0d9;--bad:#b3261e;--bad-ground:#fbe6e4;${parts(light)}`;
const darkTheme = `--ground:#12161d;--raised:#1b212b;--ink:#e8ecf2;--quiet:#a3adbb;--rule:#2c3440;--edge:#7c8797;--main:#7db8f0;--band:#7db8f033;--good:#6fd09a;--good-ground:#16301f;--open:#e6b85c;--open-ground:#352a12;--bad:#ff8f85;--bad-ground:#3d1b19;${parts(dark)}`;

/** The whole style of a report: light and dark by the reader's setting, light on paper. */
export const style: Html = constantMarkup(`
:root{color-scheme:light dark;${lightTheme}}
@media (prefers-color-scheme:dark){:root{${darkTheme}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%;overflow-wrap:break-word}
main,header.page,footer.page,nav{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header.page{padding-top:2.5rem}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:2rem;margin:.2rem 0 .5rem}
h2{font-size:1.45rem;margin:0 0 1rem;padding-top:1.1rem;border-top:2px solid var(--ink)}
h3{font-size:1.1rem;margin:1.8rem 0 .6rem}
h4{font-size:.95rem;margin:0 0 .2rem}
section{margin:0 0 3rem}
p,ul{max-width:46rem;margin:0 0 .9rem}
ul{padding-left:1.2rem}
li{margin-bottom:.35rem}
a{color:var(--main)}
.kicker{color:var(--quiet);font-size:.85rem;letter-spacing:.04em;text-transform:uppercase;margin:0}
.meta{color:var(--quiet);margin-bottom:1.5rem}
.headline{font-size:1.7rem;line-height:1.3;font-weight:650;text-wrap:balance;overflow-wrap:anywhere}
.lead{font-size:1.12rem}
.quiet{color:var(--quiet);font-size:.9rem}
nav{margin-bottom:2.5rem}
nav ul{max-width:none;list-style:none;padding:.8rem 1rem;background:var(--raised);border-radius:.5rem;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.9rem}
nav li{margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem;margin:1.6rem 0}
.card{background:var(--raised);border-radius:.5rem;border-top:4px solid var(--edge);padding:1rem 1.1rem .3rem}
.card h3{margin:0 0 .5rem}
.card ul{list-style:none;padding:0}
.card.pays{border-color:var(--good)}.card.loses{border-color:var(--bad)}.card.open{border-color:var(--open)}
.badge{display:inline-block;white-space:nowrap;padding:.05rem .55rem;border-radius:1rem;font-size:.85rem;font-weight:600}
.badge.plain{color:var(--quiet);background:var(--raised)}
.badge.good{color:var(--good);background:var(--good-ground)}
.badge.open{color:var(--open);background:var(--open-ground)}
.badge.bad{color:var(--bad);background:var(--bad-ground)}
.notice h3{margin-top:0}
.notice{border:2px solid var(--bad);border-radius:.5rem;padding:.8rem 1.1rem;margin:0 0 2rem}
.scroll{overflow-x:auto;margin:0 0 1.4rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;color:var(--quiet);font-size:.9rem;padding-bottom:.5rem}
caption span{position:sticky;left:0;display:inline-block;max-width:min(46rem,calc(100vw - 2.5rem))}
th,td{padding:.5rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--edge);vertical-align:bottom;font-size:.85rem}
tbody th{font-weight:600;min-width:7rem;max-width:18rem;overflow-wrap:break-word;hyphens:auto}
th.number,td.number{text-align:right;font-variant-numeric:tabular-nums}
td .chart{display:block;margin:.15rem 0 0 auto;min-width:100px}
td.number{white-space:nowrap}
.point{font-weight:600;white-space:nowrap}
.range{display:block;color:var(--quiet);font-size:.85rem}
.facts th{width:16rem;font-weight:500;color:var(--quiet)}
figure{margin:1.4rem 0 1.8rem}
figcaption{color:var(--quiet);font-size:.9rem;margin-top:.5rem;max-width:46rem}
.chart{max-width:100%;height:auto;display:block}
.wide .chart,.multiple .chart{width:100%}
.narrow{display:none}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1.4rem 1.2rem}
.multiple{min-width:0}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.9rem;max-width:none;margin:.6rem 0 0}
.legend li{display:flex;align-items:center;gap:.4rem;margin:0}
.swatch{width:.8rem;height:.8rem;border-radius:.15rem;flex:none}
pre{background:var(--raised);border-radius:.5rem;padding:.8rem 1rem;overflow-x:auto;font-size:.85rem}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.92em;overflow-wrap:anywhere}
pre code{overflow-wrap:normal}
details{margin:0 0 1rem}
summary{cursor:pointer;font-weight:600;padding:.3rem 0}
footer.page{color:var(--quiet);font-size:.9rem;padding-bottom:3rem}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
svg text{font-size:12px;fill:var(--quiet);font-family:inherit}
svg .label{fill:var(--ink);font-size:13px}
svg .note{fill:var(--ink)}
.rule{stroke:var(--rule)}
.zero,.tick{stroke:var(--edge)}
.reference{stroke:var(--ink);stroke-dasharray:4 4}
.mark line{stroke:currentColor;stroke-width:2.5;stroke-linecap:round}
.mark circle{fill:currentColor;stroke:var(--ground);stroke-width:1.5}
.mark.main{color:var(--main)}.mark.good{color:var(--good)}.mark.open{color:var(--open)}.mark.bad{color:var(--bad)}
.mark.second{color:var(--quiet)}
.mark.second line{stroke-width:1.5}
.mark.second circle{fill:var(--ground);stroke:currentColor;stroke-width:2;r:4px}
.known{fill:var(--rule)}
.move{stroke:var(--main);stroke-width:2.5}
.band{fill:var(--band)}
.line{fill:none;stroke:var(--main);stroke-width:2;stroke-linejoin:round}
.total{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-linejoin:round}
.today{stroke:var(--edge)}
.dot{fill:var(--main);stroke:var(--ground);stroke-width:1.5}
.observed circle{fill:var(--ink);fill-opacity:.75}
.area{stroke:var(--ground);stroke-width:.6}
${partRules}
@media (max-width:40rem){
h1{font-size:1.5rem}.headline{font-size:1.3rem}.lead{font-size:1rem}
.wide{display:none}.narrow{display:block}.narrow .chart{width:100%}
.narrow .area{stroke-width:.15}.narrow .total{stroke-width:1}
}
@media print{
:root{color-scheme:light;${lightTheme}}
body{font-size:10.5pt}
nav{display:none}
section{margin-bottom:1.5rem}
.scroll{overflow:visible}
.wide{display:block}.narrow{display:none}
figure,tr,.card,.multiple{break-inside:avoid}
h2,h3,h4,caption,thead{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}
}
`);
