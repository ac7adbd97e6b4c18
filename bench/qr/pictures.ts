import { encodeQr, type ErrorCorrection, type QrModules } from '@halfminute/qr';
import type { Backgrounds } from './backgrounds.ts';
import { drawCode, fill, slanted, turned, upright, type Canvas, type Inks } from './canvas.ts';
import { blur, jpegLoss, photograph } from './damage.ts';
import { setUpPage } from './pages.ts';
import { takeScreenshots } from './screenshots.ts';
import { seeded, type Seeded } from './seeded.ts';
import { migrationLink, otpauthLink } from './texts.ts';

export interface Drawn {
  readonly frame: Canvas;
  /** What stands in it, each once. */
  readonly texts: readonly string[];
}

export type Draw = (chance: Seeded, backgrounds: Backgrounds) => Drawn;

const fullHd = { width: 1920, height: 1080 };
const ultraHd = { width: 3840, height: 2160 };

/** What is to be read nearly always: codes with their quiet zone, as pages and cameras show them. */
export const readableKinds: Readonly<Record<string, Draw>> = {
  'page 1080p': (chance, pages) => onPage(chance, pages, { ...fullHd, scale: chance.whole(2, 6) }),
  'page at scale 1.5': (chance, pages) => onPage(chance, pages, { ...fullHd, scale: chance.whole(2, 4) * 1.5 }),
  'page 4K, scale 2': (chance, pages) => onPage(chance, pages, { ...ultraHd, scale: chance.whole(2, 4) * 2 }),
  'card on a dark page': (chance, pages) =>
    onPage(chance, pages, { ...fullHd, isDark: true, scale: chance.between(2, 6) }),
  inverted: (chance, pages) =>
    onPage(chance, pages, { ...fullHd, isDark: true, scale: chance.between(2, 6), inks: { dark: 235, light: 18 } }),
  'logo in the middle': (chance, pages) =>
    onPage(chance, pages, {
      ...fullHd,
      scale: chance.between(2.5, 6),
      codes: [link(chance, 'high')],
      inks: { logo: chance.between(0.18, 0.27) },
    }),
  '96 to 120 px': (chance, pages) => {
    const code = link(chance, chance.oneOf(['low', 'medium']));
    return onPage(chance, pages, {
      ...fullHd,
      codes: [code],
      scale: chance.between(96, 120) / (code.modules.size + 8),
    });
  },
  JPEG: (chance, pages) => {
    const drawn = onPage(chance, pages, { ...fullHd, scale: chance.between(2.5, 6) });
    jpegLoss(drawn.frame, chance.whole(15, 60));
    return drawn;
  },
  turned: (chance, pages) =>
    onPage(chance, pages, { ...fullHd, scale: chance.between(2.5, 7), radians: chance.between(-0.8, 0.8) }),
  blurred: (chance, pages) => {
    const scale = chance.between(3.5, 6);
    const { frame, texts } = onPage(chance, pages, { ...fullHd, scale });
    return { texts, frame: blur(frame, scale * chance.between(0.3, 0.62)) };
  },
  'several on a page': (chance, pages) =>
    onPage(chance, pages, {
      ...(chance.unit() < 0.3 ? ultraHd : fullHd),
      codes: Array.from({ length: chance.whole(2, 6) }, () => link(chance)),
      scale: chance.between(2, 4),
    }),
  'dense migration code': (chance, pages) => {
    const code = encoded(migrationLink(chance, chance.whole(5, 10)), 'low');
    return onPage(chance, pages, { ...fullHd, codes: [code], scale: chance.oneOf([2, 2.5, 3, 4, 4.5]) });
  },
  photograph: (chance, pages) => photographed(chance, pages),
};

/** Codes against whatever lies beside them, which the standard forbids and pages do. */
export const noQuietZoneKinds: Readonly<Record<string, Draw>> = {
  'flush with a dark box': (chance, pages) => flush(chance, pages, { around: chance.whole(0, 40) }),
  'inverted, flush with a light box': (chance, pages) =>
    flush(chance, pages, {
      around: chance.whole(225, 255),
      inks: { dark: chance.whole(215, 255), light: chance.whole(0, 40) },
    }),
  'flush with a grey box': (chance, pages) => flush(chance, pages, { around: chance.whole(60, 150) }),
  'in a dark frame': (chance, pages) =>
    flush(chance, pages, { around: chance.whole(0, 60), frameModules: chance.between(0.5, 3) }),
  'in the middle of text': (chance, pages) =>
    flush(chance, pages, { inks: { quietZone: chance.oneOf([0, 0, 0.5, 1]) } }),
  'in the middle of light text': (chance, pages) =>
    flush(chance, pages, { isDark: true, inks: { quietZone: chance.oneOf([0, 0, 0.5, 1]) } }),
  'turned, in a dark box': (chance, pages) =>
    flush(chance, pages, { around: chance.whole(0, 40), radians: chance.between(-0.8, 0.8) }),
  'flush with a dark box, JPEG': (chance, pages) => {
    const drawn = flush(chance, pages, { around: chance.whole(0, 40) });
    jpegLoss(drawn.frame, chance.whole(25, 70));
    return drawn;
  },
};

interface Encoded {
  readonly text: string;
  readonly modules: QrModules;
}

interface OnPage {
  readonly width: number;
  readonly height: number;
  /** Pixels a module. */
  readonly scale: number;
  readonly isDark?: boolean;
  readonly codes?: readonly Encoded[];
  readonly radians?: number;
  readonly inks?: Partial<Inks>;
}

/** Codes at places of their own on a page full of other things. */
function onPage(chance: Seeded, pages: Backgrounds, how: OnPage): Drawn {
  const frame = pages.page(chance, { ...how, isDark: how.isDark ?? chance.unit() < 0.3 });
  const codes = how.codes ?? [link(chance)];
  const inks = { dark: chance.whole(0, 40), light: chance.whole(235, 255), quietZone: 4, ...how.inks };
  for (const [index, { modules }] of codes.entries()) {
    const reach = (modules.size + 8) * how.scale * (how.radians === undefined ? 1 : Math.SQRT2);
    // Each has a column of its own, so that none covers another.
    const columnWidth = how.width / codes.length;
    const x = columnWidth * index + chance.between(0, Math.max(0, columnWidth - reach - 2));
    const y = chance.between(0, Math.max(0, how.height - reach - 2));
    const placing =
      how.radians === undefined
        ? upright({ x: Math.round(x), y: Math.round(y), scale: how.scale, quietZone: 4 }, modules)
        : turned({ x: x + reach / 2, y: y + reach / 2, scale: how.scale, radians: how.radians, quietZone: 4 }, modules);
    drawCode(frame, modules, placing, inks);
  }
  return { frame, texts: codes.map(({ text }) => text) };
}

interface Flush {
  /** How bright what surrounds it is; without it, the page itself does. */
  readonly around?: number;
  /** How wide that is; without it, several times the code. */
  readonly frameModules?: number;
  readonly isDark?: boolean;
  readonly radians?: number;
  readonly inks?: Partial<Inks>;
}

function flush(chance: Seeded, pages: Backgrounds, { around, frameModules, isDark, radians, inks }: Flush): Drawn {
  const size = chance.unit() < 0.2 ? ultraHd : fullHd;
  const frame = pages.page(chance, { ...size, isDark: isDark ?? chance.unit() < 0.3 });
  const { text, modules } = link(chance);
  const scale = chance.unit() < 0.5 ? chance.whole(3, 6) : chance.between(3, 6);
  const side = modules.size * scale;
  // A turned one reaches farther by up to a fifth of its side.
  const reach = radians === undefined ? 0 : side * 0.21;
  const margin = reach + (frameModules === undefined ? chance.between(20, 120) : frameModules * scale);
  const x = Math.round(chance.between(margin, size.width - side - margin));
  const y = Math.round(chance.between(margin, size.height - side - margin));
  if (around !== undefined) {
    fill(frame, { x: x - margin, y: y - margin, width: side + 2 * margin, height: side + 2 * margin }, around);
  }
  const drawn = { dark: chance.whole(0, 40), light: chance.whole(235, 255), quietZone: 0, ...inks };
  const corner = { x: x - drawn.quietZone * scale, y: y - drawn.quietZone * scale };
  const placing =
    radians === undefined
      ? upright({ ...corner, scale, quietZone: drawn.quietZone }, modules)
      : turned({ x: x + side / 2, y: y + side / 2, scale, radians, quietZone: drawn.quietZone }, modules);
  drawCode(frame, modules, placing, drawn);
  return { frame, texts: [text] };
}

/** A screen or a sheet as a telephone sees it. */
function photographed(chance: Seeded, pages: Backgrounds): Drawn {
  const frame = pages.page(chance, { width: 1600, height: 1200, isDark: chance.unit() < 0.3 });
  const { text, modules } = link(chance);
  const scale = chance.between(4, 10);
  const place = {
    x: chance.between(620, 980),
    y: chance.between(520, 680),
    scale,
    radians: chance.between(-0.5, 0.5),
    tiltX: chance.between(-0.3, 0.3),
    tiltY: chance.between(-0.3, 0.3),
    quietZone: 4,
  };
  drawCode(frame, modules, slanted(place, modules), { dark: 25, light: 240, quietZone: 4 });
  const soft = blur(frame, scale * chance.between(0.1, 0.35));
  photograph(soft, chance, { noise: chance.between(4, 28), fall: chance.between(0, 0.5) });
  return { frame: soft, texts: [text] };
}

function link(chance: Seeded, errorCorrection?: ErrorCorrection): Encoded {
  return encoded(otpauthLink(chance), errorCorrection ?? chance.oneOf(['low', 'medium', 'medium', 'quartile']));
}

function encoded(text: string, errorCorrection: ErrorCorrection): Encoded {
  return { text, modules: encodeQr(text, { errorCorrection }) };
}

/** Set-up pages with a code that the browser scaled, as sites show it: what is drawn here is drawn as it would be. */
export async function drawSetUpPages(seed: number, count: number): Promise<readonly Drawn[]> {
  const pages = Array.from({ length: count }, (_, index) => {
    const chance = seeded(seed, 'set-up page', index);
    const { text, modules } = link(chance);
    const scale = chance.oneOf([1, 1.5, 2]);
    const window = { width: fullHd.width / scale, height: fullHd.height / scale };
    const html = setUpPage(chance, modules, { ...window, isDark: chance.unit() < 0.4 });
    const shot = { ...fullHd, scale, html };
    return { text, shot };
  });
  const frames = await takeScreenshots(pages.map(({ shot }) => shot));
  return frames.map((frame, index) => ({ frame, texts: [pages[index]?.text ?? ''] }));
}
