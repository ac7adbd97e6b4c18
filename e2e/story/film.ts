import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../tools/requirements.ts';

/** Where the filmstrips lie, one folder an authenticator. */
const filmFolder: string = join(projectRoot, 'out', 'story');

/** The pictures of one story, in their order. */
export interface Film {
  readonly pictures: readonly string[];
  /** Begins afresh in the folder of this name. */
  into(name: string): void;
  picture(page: Page, name: string): Promise<void>;
  /** A PNG that another program than the browser gave. */
  keep(name: string, png: Uint8Array): void;
  /** All of them side by side, in one picture. */
  strip(page: Page): Promise<void>;
}

export function startFilm(): Film {
  const pictures: string[] = [];
  let folder = filmFolder;
  const next = (name: string): string => {
    const path = join(folder, `${String(pictures.length + 1).padStart(2, '0')}-${name}.png`);
    pictures.push(path);
    return path;
  };
  return {
    pictures,
    into(name: string): void {
      folder = join(filmFolder, name.toLowerCase());
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    },
    async picture(page: Page, name: string): Promise<void> {
      await page.screenshot({ path: next(name), fullPage: true });
    },
    keep: (name, png) => writeFileSync(next(name), png),
    async strip(page: Page): Promise<void> {
      const frames = pictures.map(
        (path) => `<img alt="" src="data:image/png;base64,${readFileSync(path).toString('base64')}">`,
      );
      await page.setViewportSize({ width: 1600, height: 900 });
      await page.setContent(
        `<style>body { display: flex; flex-wrap: wrap; gap: 12px; margin: 12px; background: #dcdbd6 } img { height: 380px; border-radius: 8px }</style>${frames.join('')}`,
      );
      await page.screenshot({ path: join(folder, 'filmstrip.png'), fullPage: true });
      await page.close();
    },
  };
}
