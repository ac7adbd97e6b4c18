/**
 * `npm run attack -- --all`: starts the sign-in service, carries every attack of e2e/attack out on it, and prints the table of what was tried and
 * what came of it.
 *
 * `T4 T9 P-b`: only these. `--postgres`: on a PostgreSQL server of its own instead of SQLite. `--nodes 2`: as many processes on one database.
 * `--json`: the rows as JSON. Exit code 1 when an attack succeeded, or when one could not be carried out; 2 for words that mean nothing.
 */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { installDebianPackages, installNpmPackages, root, useProjectNode } from './setup.mjs';

const words = process.argv.slice(2);
const asJson = words.includes('--json');
const database = words.includes('--postgres') ? 'postgres' : 'sqlite';
const nodesAt = words.indexOf('--nodes');
const nodes = nodesAt < 0 ? 1 : Number(words[nodesAt + 1]);
const ids = words.filter((word, index) => !word.startsWith('--') && (nodesAt < 0 || index !== nodesAt + 1));
const flags = words.filter((word) => word.startsWith('--'));
const unknown = flags.filter((flag) => !['--all', '--postgres', '--nodes', '--json'].includes(flag));

installNpmPackages();
await useProjectNode(import.meta.filename, [
  '--conditions=@halfminute/source',
  '--disable-warning=ExperimentalWarning',
  '--import',
  pathToFileURL(join(root, 'tools', 'tsx.mjs')).href,
]);
installDebianPackages(['chromium', ...(database === 'postgres' ? ['postgresql'] : [])]);

// Only now, since an older Node cannot read TypeScript.
const { attacks, runAttacks } = await import('../e2e/attack/index.ts');
const { headToLines, rowToLines, sumToLines } = await import('../e2e/attack/table.ts');

const known = new Set(attacks.map(({ id }) => id));
unknown.push(...ids.filter((id) => !known.has(id)));
if (unknown.length > 0 || !Number.isInteger(nodes) || nodes < 1 || nodes > 8) {
  console.error(`There is no ${unknown.join(', ') || `number of nodes ${words[nodesAt + 1]}`}.`);
  console.error('npm run attack -- --all [--postgres] [--nodes 2] [--json], or some of these:');
  console.error([...known].join(' '));
  process.exit(2);
}

const print = (lines) => {
  if (!asJson) {
    console.log(lines.join('\n'));
  }
};
print(headToLines({ database, nodes }));
const rows = await runAttacks({ database, nodes, ids, onRow: (row) => print(rowToLines(row)) });
print(sumToLines(rows));
if (asJson) {
  const succeeded = rows.filter(({ outcome }) => outcome === 'succeeded').length;
  const broken = rows.filter(({ outcome }) => outcome === 'broken').length;
  console.log(JSON.stringify({ database, nodes, succeeded, broken, attacks: rows }, null, 2));
}
process.exitCode = rows.some(({ outcome }) => outcome === 'succeeded' || outcome === 'broken') ? 1 : 0;
