import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputFolder } from './build.ts';
import { schemes, type GalleryWindowSize, type ShownStates } from './window.ts';

/** What has its picture taken: a state of a screen, or of a page. */
export interface PicturedState {
  readonly id: string;
  readonly title: string;
  /** The letter and number on the drawings. */
  readonly sheet?: string | undefined;
}

/** A browser that shows states, each in every size. */
export interface PicturedGallery<State extends PicturedState> {
  readonly sizes: readonly GalleryWindowSize[];
  newPage(): Promise<Pick<ShownStates<State>, 'page' | 'reach' | 'look' | 'close'>>;
}

export interface Pictures {
  readonly pictures: readonly Picture[];
  /** States whose steps could not be played, with the reason. */
  readonly unreached: readonly string[];
}

export interface Picture {
  readonly state: PicturedState;
  /** File name inside the folder of pictures. */
  readonly file: string;
  readonly size: string;
  readonly scheme: string;
}

/** Takes one picture for each state, window size and scheme of colours, `workers` pages at a time. */
export async function takePictures<State extends PicturedState>(
  gallery: PicturedGallery<State>,
  states: readonly State[],
  workers: number,
): Promise<Pictures> {
  const folder = join(outputFolder, 'pictures');
  await mkdir(folder, { recursive: true });
  const waiting = [...states];
  const taken: Picture[] = [];
  const unreached: string[] = [];

  async function work(): Promise<void> {
    const shown = await gallery.newPage();
    for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
      try {
        await shown.reach(state);
      } catch (error) {
        unreached.push(
          `${state.id}: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}`,
        );
        continue;
      }
      for (const size of gallery.sizes) {
        for (const scheme of schemes) {
          await shown.look(size, scheme);
          // What lies over the window belongs to what is in sight; a picture of the whole page would tear it off.
          const isOverlaid = (await shown.page.locator('[data-overlay], .toast').count()) > 0;
          const file = `${state.id}-${size.name}-${scheme}.png`;
          await shown.page.screenshot({
            path: join(folder, file),
            scale: 'device',
            caret: 'hide',
            fullPage: !isOverlaid,
          });
          taken.push({ state, file, size: size.name, scheme });
        }
      }
    }
    await shown.close();
  }

  await Promise.all(Array.from({ length: workers }, work));
  return { pictures: taken, unreached };
}

/** Writes `name`.html, a contact sheet, and the same as PNG files, one a combination of window size and scheme. */
export async function writeContactSheet<State extends PicturedState>(
  gallery: PicturedGallery<State>,
  name: string,
  { states, pictures }: { readonly states: readonly State[]; readonly pictures: readonly Picture[] },
): Promise<readonly string[]> {
  const html = join(outputFolder, `${name}.html`);
  await writeFile(html, sheetToHtml(gallery.sizes, { states, pictures }));
  const files = [html];
  const shown = await gallery.newPage();
  await shown.page.goto(`file://${html}`);
  for (const size of gallery.sizes) {
    for (const scheme of schemes) {
      const file = join(outputFolder, `${name}-${size.name}-${scheme}.png`);
      const section = shown.page.locator(`#sheet-${size.name}-${scheme}`);
      await shown.page.setViewportSize({ width: 1680, height: 1000 });
      await section.screenshot({ path: file, scale: 'css', timeout: 60_000 });
      files.push(file);
    }
  }
  await shown.close();
  return files;
}

function sheetToHtml(
  sizes: readonly GalleryWindowSize[],
  { states, pictures }: { readonly states: readonly PicturedState[]; readonly pictures: readonly Picture[] },
): string {
  const sections = sizes.flatMap((size) =>
    schemes.map((scheme) => {
      const figures = states.map((state) => {
        const picture = pictures.find((one) => one.state === state && one.size === size.name && one.scheme === scheme);
        const source = picture === undefined ? '' : `pictures/${picture.file}`;
        return `<figure><img src="${escapeHtml(source)}" alt="" width="200" loading="eager"><figcaption><b>${escapeHtml(state.sheet ?? '')}</b> ${escapeHtml(state.id)}<br>${escapeHtml(state.title)}</figcaption></figure>`;
      });
      return `<section id="sheet-${size.name}-${scheme}"><h2>${size.name}, ${scheme}</h2>${figures.join('\n')}</section>`;
    }),
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Halfminute, contact sheet</title>
<style>body{margin:0;font:12px/1.4 system-ui,sans-serif;background:#dddcd7;color:#1b1c1e}section{padding:16px;display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}h2{flex-basis:100%;margin:0}figure{margin:0;width:200px}img{display:block;border-radius:6px;box-shadow:0 2px 8px #0003}figcaption{margin-top:6px}</style>
${sections.join('\n')}</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
