/**
 * `npm run gallery`: pictures of every screen in every state, light and dark, 420 and 320 wide and zoomed to 200 %, and a
 * contact sheet of them, in out/gallery. `-- NAME` takes only the states whose name contains NAME.
 */
import { cpus } from 'node:os';
import { installDebianPackages, installNpmPackages, useProjectNode } from './setup.mjs';

const startedAt = performance.now();
installNpmPackages();
await useProjectNode(import.meta.filename);
installDebianPackages(['chromium', 'fonts-dejavu-core']);

// Only now, since an older Node cannot read TypeScript.
const { buildGalleryPage } = await import('../e2e/gallery/build.ts');
const { servePage } = await import('../e2e/gallery/serve.ts');
const { openGallery } = await import('../e2e/gallery/browser.ts');
const { takePictures, writeContactSheet } = await import('../e2e/gallery/pictures.ts');

const server = await servePage(await buildGalleryPage());
const gallery = await openGallery(server.address);
try {
  const part = process.argv[2] ?? '';
  const states = gallery.states.filter(({ id }) => id.includes(part));
  const { pictures, unreached } = await takePictures(gallery, states, Math.min(cpus().length, 4));
  const files = await writeContactSheet(gallery, states, pictures);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${states.length} states, ${pictures.length} pictures in ${seconds} s:\n${files.join('\n')}`);
  for (const reason of unreached) {
    console.error(`not reached: ${reason}`);
    process.exitCode = 1;
  }
} finally {
  await gallery.close();
  await server.close();
}
