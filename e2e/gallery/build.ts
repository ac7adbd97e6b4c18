import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../tools/requirements.ts';

/** Where the pictures, the contact sheet and the page they are made of lie; git ignores it. */
export const outputFolder: string = join(projectRoot, 'out', 'gallery');

/** Builds the gallery page from the rooms' sources and answers the folder it lies in. */
export async function buildGalleryPage(): Promise<string> {
  const folder = join(outputFolder, 'page');
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    logLevel: 'warn',
    // The rooms are read from their sources, so that no picture shows yesterday's build.
    resolve: { conditions: ['@halfminute/source', 'module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    // Said outright, since a test runner's NODE_ENV would ask for React's development build.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { outDir: folder, emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 8192 },
  });
  return folder;
}
