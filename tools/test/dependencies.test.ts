import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../requirements.ts';

/** "name version" of each runtime dependency that is not a room of our own. */
function declared(): string[] {
  const names = new Set<string>();
  for (const file of globSync('{packages,apps,examples}/*/package.json', { cwd: projectRoot })) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(projectRoot, file), 'utf8')) as {
      // A package.json of this repository.
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    // The command line is bundled from what it lists as needed for building.
    const bundled = file === 'apps/cli/package.json' ? devDependencies : {};
    for (const [name, version] of Object.entries({ ...dependencies, ...bundled })) {
      if (!name.startsWith('@halfminute/')) {
        names.add(`${name} ${version}`);
      }
    }
  }
  return [...names].sort();
}

it('every runtime dependency has its line of reason, with the version that is pinned', () => {
  const table = readFileSync(join(projectRoot, 'docs/dependencies.md'), 'utf8');
  const explained = [...table.matchAll(/^\| (\S+) +\| (\d\S*) +\| [^|]*\S *\| [^|]+ \| [^|]{5,} \|$/gm)].map(
    ([, name, version]) => `${name} ${version}`,
  );
  expect(explained.sort()).toEqual(declared());
});
