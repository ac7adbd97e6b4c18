/** Makes out/packages from the built window, whose path is the argument. Run by `npm run package`. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeDeb } from './deb.ts';
import { projectRoot, readPackageFacts } from './package-facts.ts';
import { makeRpm } from './rpm.ts';
import { stage } from './stage.ts';

const [desktopProgram, folder = join(projectRoot, 'out/packages')] = process.argv.slice(2);
if (desktopProgram === undefined) {
  throw new Error('Expected: build-packages.ts WINDOW [FOLDER]');
}
const facts = readPackageFacts();
const root = join(folder, 'root');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sbom = stage({ facts, root, desktopProgram });
const sbomFile = join(folder, 'halfminute.cdx.json');
writeFileSync(sbomFile, sbom);
const files = [makeDeb({ facts, root, folder }), makeRpm({ facts, root, folder }), sbomFile];
rmSync(root, { recursive: true });

const sums = files.map(
  (file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`,
);
writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
for (const file of files) {
  console.log(`${(statSync(file).size / 1e6).toFixed(1).padStart(6)} MB  ${file}`);
}
