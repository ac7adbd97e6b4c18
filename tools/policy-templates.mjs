/** `npm run policy-templates`: writes packaging/policy from the table of policies (packages/core/src/policy/schema.ts). */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installNpmPackages, useProjectNode } from './setup.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename, ['--conditions=@halfminute/source']);

// Only now, since an older Node cannot read TypeScript.
const { policyTexts } = await import('./policy-texts.ts');

const folder = join(import.meta.dirname, '../packaging/policy');
for (const [name, text] of policyTexts()) {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  console.log(path);
}
