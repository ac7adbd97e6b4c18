import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../tools/requirements.ts';

/** Where the pictures and the contact sheet lie; git ignores it. */
export const outputFolder: string = join(projectRoot, 'out', 'gallery');

/** Builds the gallery page from the rooms' sources into a fresh folder, which the caller deletes, and answers its path. */
export async function buildGalleryPage(): Promise<string> {
  // Of its own, since pictures may be taken while the tests run.
  const folder = await mkdtemp(join(tmpdir(), 'halfminute-gallery-'));
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
