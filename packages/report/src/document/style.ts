/** Style of the report, and of the same tables on the page. */
export const reportStyle: string = `
:root{--ink:#1b1f24;--faint:#59636e;--rule:#d5dae0;--paper:#ffffff;--well:#f5f7f9;--link:#0060a8;--good:#00694d;--near:#0060a8;--odd:#8a4b00;--bad:#a11616}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--ink:#e6e9ec;--faint:#a3adb8;--rule:#363e47;--paper:#14181c;--well:#1c2228;--link:#6cb8ff;--good:#4ddbb0;--near:#6cb8ff;--odd:#ffb066;--bad:#ff8a8a}}
:root[data-theme=dark]{--ink:#e6e9ec;--faint:#a3adb8;--rule:#363e47;--paper:#14181c;--well:#1c2228;--link:#6cb8ff;--good:#4ddbb0;--near:#6cb8ff;--odd:#ffb066;--bad:#ff8a8a}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif}
main{max-width:1120px;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .4rem;font-weight:650}
h2{font-size:1.35rem;margin:2.6rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--rule);font-weight:620}
h3{font-size:1.08rem;margin:1.8rem 0 .4rem;font-weight:620}
p{margin:.45rem 0;max-width:74ch}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.aside{color:var(--faint);font-size:.9rem}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;font-size:.93rem;font-variant-numeric:tabular-nums;min-width:min(100%,28rem)}
caption{text-align:left;color:var(--faint);font-size:.88rem;padding-bottom:.35rem}
th,td{text-align:left;vertical-align:top;padding:.38rem .9rem .38rem 0;border-bottom:1px solid var(--rule)}
thead th{font-weight:600;border-bottom-color:var(--ink);white-space:nowrap}
tbody th{font-weight:600}
.claims>tbody>tr>th,.values tbody th{white-space:nowrap}
thead th.number{text-align:right}
.number{white-space:nowrap;text-align:right}
.claims>tbody>tr>td:nth-child(2){min-width:16rem;max-width:44rem}
.claims .aside{display:block}
.claims .number .aside{white-space:normal;max-width:9rem;margin-left:auto}
.parts{font-size:.88rem;min-width:0}
.parts tbody th{font-weight:400;min-width:9rem}
.claims .scroll{margin:.4rem 0}
.deciding{list-style:none;margin:.35rem 0;padding:0;font-size:.92rem}
.deciding li{margin:.2rem 0;padding-left:1.1rem;text-indent:-1.1rem;overflow-wrap:anywhere}
.verdict{white-space:nowrap;font-weight:600}
.reproduced{color:var(--good)}.within-error{color:var(--near)}.contradiction{color:var(--odd)}.not-reproduced{color:var(--bad)}
.tally{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;list-style:none;padding:0;margin:1rem 0}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:1.4rem;margin:1rem 0}
figure{margin:0}
figure svg{width:100%;height:auto;display:block}
figcaption{color:var(--faint);font-size:.87rem;margin-top:.3rem}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--link)}
ul.findings{padding-left:1.1rem;margin:.5rem 0}
ul.findings li{margin:.3rem 0;max-width:76ch}
footer{color:var(--faint);font-size:.88rem;border-top:1px solid var(--rule);margin-top:3rem;padding-top:1rem}
@media (max-width:560px){body{font-size:15px}main{padding:1.2rem .9rem 3rem}h1{font-size:1.5rem}th,td{padding-right:.6rem}}
@media (max-width:560px){.claims thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.claims,.claims>caption,.claims>tbody{display:block;min-width:0}.claims>tbody>tr{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;padding:.6rem 0;border-bottom:1px solid var(--rule)}.claims>tbody>tr>*{border:0;padding:0;min-width:0;text-align:left}.claims>tbody>tr>:nth-child(2){grid-row:2;grid-column:1/-1;max-width:none}.claims>tbody>tr>:nth-child(5){grid-row:1;grid-column:2;justify-self:end}.claims>tbody>tr>:nth-child(n+3):nth-child(-n+4){grid-column:1/-1}.claims>tbody>tr>:nth-child(3)::before{content:"printed ";color:var(--faint)}.claims>tbody>tr>:nth-child(4)::before{content:"computed ";color:var(--faint)}.claims details{overflow-x:auto}}
@media print{:root,:root[data-theme]{--ink:#000;--faint:#444;--rule:#bbb;--paper:#fff;--well:#fff;--link:#000;--good:#00694d;--near:#0060a8;--odd:#8a4b00;--bad:#a11616}body{font-size:10.5pt}main{max-width:none;padding:0}h2{break-after:avoid}figure,tr{break-inside:avoid}details:not([open])>*:not(summary){display:none}}
`;
