import type { QrModules } from '@halfminute/qr';
import type { Seeded } from './seeded.ts';

const words =
  'account address answer between browser button choose computer copy device enter every folder github help identity invoice key language letter list login message network number office open order page password people phone picture please print private project question read report save screen second security send service session set shop sign six step support table team text time token user verify version window without work year zebra'.split(
    ' ',
  );

const style = `
  * { box-sizing: border-box } body { margin: 0; padding: 24px; font: 14px/1.45 sans-serif; columns: 380px; column-gap: 28px }
  body.light { background: #fff; color: #1b1f24 } body.dark { background: #14171c; color: #d9dee5 }
  h2 { font: bold 22px serif; margin: 8px 0 } table { border-collapse: collapse; margin: 8px 0 } td { border: 1px solid #888; padding: 2px 8px }
  pre { background: #0003; padding: 8px; font: 12px monospace; white-space: pre-wrap } .row { display: flex; gap: 8px; align-items: center; margin: 6px 0; flex-wrap: wrap }
  .keys span { display: inline-block; border: 2px solid currentColor; padding: 2px 6px; border-radius: 4px; margin: 1px }
  .bullseye { width: 28px; height: 28px; border: 4px solid currentColor; padding: 4px } .bullseye i { display: block; width: 12px; height: 12px; background: currentColor }
  .bars { height: 48px; width: 200px } .checks { height: 64px; width: 160px; background: repeating-conic-gradient(currentColor 0 25%, transparent 0 50%) 0 0 / 8px 8px }
  .photo { height: 140px; border-radius: 6px } small { font-size: 10px }
`;

const parts: readonly ((chance: Seeded) => string)[] = [
  (chance) => `<h2>${sentence(chance, 4)}</h2>`,
  (chance) => `<p>${sentence(chance, chance.whole(20, 90))}</p>`,
  (chance) => `<p><small>${sentence(chance, chance.whole(20, 60))}</small></p>`,
  (chance) =>
    `<pre>${sentence(chance, 30)} { ${chance.whole(1, 1e9).toString(2)} } [${chance.whole(1, 1e9).toString(36)}]</pre>`,
  (chance) =>
    `<table>${repeat(chance.whole(3, 8), () => `<tr>${repeat(4, () => `<td>${chance.oneOf(words)} ${chance.whole(0, 999)}</td>`)}</tr>`)}</table>`,
  (chance) =>
    `<div class="row">${repeat(5, () => `<input type="${chance.oneOf(['radio', 'checkbox'])}" checked> ${chance.oneOf(words)} `)}</div>`,
  (chance) =>
    `<div class="row"><button>${sentence(chance, 2)}</button><input value="${sentence(chance, 3)}"><select><option>${chance.oneOf(words)}</select></div>`,
  (chance) => `<div class="row keys">${repeat(9, () => `<span>${chance.whole(0, 9)}</span>`)}</div>`,
  (chance) => `<div class="row">${repeat(chance.whole(1, 5), () => '<div class="bullseye"><i></i></div>')}</div>`,
  (chance) => {
    const stops = Array.from({ length: 40 }, (_, at) => {
      const ink = at % 2 === 0 ? '#000' : '#fff';
      return `${ink} ${(at * 2.5).toFixed(1)}% ${((at + 1) * 2.5 - chance.between(0, 1)).toFixed(1)}%`;
    });
    return `<div class="bars" style="background: linear-gradient(90deg, ${stops.join(', ')})"></div>`;
  },
  () => '<div class="checks"></div>',
  (chance) => {
    const hue = (): number => chance.whole(0, 359);
    return `<div class="photo" style="background: radial-gradient(circle at ${chance.whole(0, 99)}% 40%, hsl(${hue()} 80% 60%), hsl(${hue()} 60% 25%) 40%, hsl(${hue()} 70% 70%))"></div>`;
  },
];

/** Mostly text, as pages are. */
function partOf(chance: Seeded): string {
  return chance.oneOf(chance.unit() < 0.6 ? parts.slice(0, 4) : parts)(chance);
}

/** A page full of what pages hold, among it things that look a little like parts of a code. */
export function pageOf(
  chance: Seeded,
  { isDark, scale }: { readonly isDark: boolean; readonly scale: number },
): string {
  return page(
    isDark,
    repeat(Math.round(320 / scale ** 1.6), () => partOf(chance)),
  );
}

interface SetUp {
  readonly isDark: boolean;
  /** Of the window, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A page with a code in a dialog over it, whose image the browser scales. */
export function setUpPage(chance: Seeded, modules: QrModules, { isDark, width, height }: SetUp): string {
  const side = Math.round((modules.size + 8) * chance.between(2.2, 5));
  const [left, top] = [chance.between(0, width - side - 40), chance.between(0, height - side - 60)];
  const place = `position: absolute; left: ${left.toFixed(0)}px; top: ${top.toFixed(0)}px; padding: 16px; background: ${isDark ? '#222' : '#eee'}`;
  const image = `<img alt="" width="${side}" src="data:image/svg+xml,${encodeURIComponent(svgOf(modules))}">`;
  return page(isDark, `${repeat(15, () => partOf(chance))}<div style="${place}">Scan this<br>${image}</div>`);
}

function svgOf({ size, dark }: QrModules): string {
  const path = dark.map((isDark, at) => (isDark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : '')).join('');
  const box = `${-4} ${-4} ${size + 8} ${size + 8}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${size + 8}" height="${size + 8}"><rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`;
}

function page(isDark: boolean, body: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><body class="${isDark ? 'dark' : 'light'}">${body}</body>`;
}

function sentence(chance: Seeded, length: number): string {
  return Array.from({ length }, () => chance.oneOf(words)).join(' ');
}

function repeat(times: number, what: () => string): string {
  return Array.from({ length: times }, what).join('');
}
