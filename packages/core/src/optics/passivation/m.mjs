const H = await import("/tmp/sceptic/head/packages/core/dist/index.js");
const W = await import("/tmp/sceptic/wip/packages/core/dist/index.js");
let s = 1;
const r = () => {
  s = (s * 16807) % 2147483647;
  return s / 2147483647;
};
const out = [];
for (let i = 0; i < 400; i++) {
  const t = {
    classes: [
      { places: Math.floor(10 ** (3 * r())), deepChance: r() * 0.02, shallowChance: 10 ** (-4 * r()) },
    ],
    inner: r(),
    statistics: i % 2 ? "binomial" : "poisson",
  };
  const q = { radiativeNs: 10 ** (3 * r()), shallowPerNs: 10 ** (8 * r() - 4), darkNs: 0 };
  const win = { fromNs: 2 * r() * q.radiativeNs, toNs: 0 };
  win.toNs = win.fromNs + 10 ** (3 * r() - 1) * q.radiativeNs;
  let a, b;
  try {
    a = H.ensembleLight(t, q, win);
  } catch (e) {
    a = { e: e.message };
  }
  try {
    b = W.ensembleLight(t, q, win);
  } catch (e) {
    b = { e: e.message };
  }
  out.push({ t, q, win, a, b });
}
console.log(JSON.stringify(out));
