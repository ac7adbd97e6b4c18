/**
 * `npm run gallery`: pictures of every screen and of every page of the sign-in service and of the example platform in every state, light and
 * dark, 420 and 320 wide, zoomed to 200 %, the pages on a desktop as well, and contact sheets of them, in out/gallery. `-- NAME` takes only the
 * states whose name contains NAME; the names of pages begin with `sign-in-` and `cases-`.
 */
import { cpus } from 'node:os';
import { installDebianPackages, installNpmPackages, useProjectNode } from './setup.mjs';

const startedAt = performance.now();
installNpmPackages();
await useProjectNode(import.meta.filename, ['--conditions=@halfminute/source']);
installDebianPackages(['chromium', 'fonts-dejavu-core']);

// Only now, since an older Node cannot read TypeScript.
const { buildGalleryPage } = await import('../e2e/gallery/build.ts');
const { servePage } = await import('../e2e/gallery/serve.ts');
const { openGallery } = await import('../e2e/gallery/browser.ts');
const { takePictures, writeContactSheet } = await import('../e2e/gallery/pictures.ts');
// Node reads the pages' JSX through this.
await import('./tsx.mjs');
const { openPageGallery } = await import('../e2e/sign-in-gallery/browser.ts');
const { openCasesGallery } = await import('../e2e/cases-gallery/browser.ts');

const part = process.argv[2] ?? '';
const server = await servePage(await buildGalleryPage());
try {
  await picture(await openGallery(server.address), 'contact-sheet');
  await picture(await openPageGallery(), 'contact-sheet-sign-in');
  await picture(await openCasesGallery(), 'contact-sheet-cases');
} finally {
  await server.close();
}

async function picture(gallery, name) {
  try {
    const states = gallery.states.filter(({ id }) => id.includes(part));
    if (states.length === 0) {
      return;
    }
    const { pictures, unreached } = await takePictures(gallery, states, Math.min(cpus().length, 4));
    const files = await writeContactSheet(gallery, name, { states, pictures });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${states.length} states, ${pictures.length} pictures in ${seconds} s:\n${files.join('\n')}`);
    for (const reason of unreached) {
      console.error(`not reached: ${reason}`);
      process.exitCode = 1;
    }
  } finally {
    await gallery.close();
  }
}
