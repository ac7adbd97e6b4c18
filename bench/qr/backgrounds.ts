import { crop, type Canvas } from './canvas.ts';
import { pageOf } from './pages.ts';
import { takeScreenshots, type Shot } from './screenshots.ts';
import { seeded, type Seeded } from './seeded.ts';

/** Pages without any code, as a browser draws them. */
export interface Backgrounds {
  /** A cutting of one of them. */
  page(chance: Seeded, of: { readonly width: number; readonly height: number; readonly isDark: boolean }): Canvas;
}

const scales = [1, 1.5, 2];
const side = { width: 3840 + 400, height: 2160 + 400 };

/** Draws twelve pages, each larger than a screen of 4K: three scales, light and dark, two contents. */
export async function drawBackgrounds(seed: number): Promise<Backgrounds> {
  const plans = [0, 1].flatMap((content) =>
    scales.flatMap((scale) => [false, true].map((isDark) => ({ content, scale, isDark }))),
  );
  const shots = plans.map(({ content, scale, isDark }): Shot => {
    const html = pageOf(seeded(seed, 'page', content, scale, String(isDark)), { isDark, scale });
    return { html, scale, ...side };
  });
  const drawn = (await takeScreenshots(shots)).map((canvas, index) => ({
    canvas,
    isDark: plans[index]?.isDark ?? false,
  }));
  return {
    page(chance, { width, height, isDark }) {
      const { canvas } = chance.oneOf(drawn.filter((page) => page.isDark === isDark));
      const [x, y] = [chance.whole(0, canvas.width - width), chance.whole(0, canvas.height - height)];
      return crop(canvas, { x, y, width, height });
    },
  };
}
