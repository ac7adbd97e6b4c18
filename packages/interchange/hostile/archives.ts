import { databaseOf } from './databases.ts';
import { link, megabyte, text } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';
import { zipFile } from './zip-file.ts';

const list = { name: 'list.txt', bytes: text(link('ada')) };

/** An archive in an archive, so many times. */
function nested(depth: number): Uint8Array {
  const inner = zipFile([list]);
  return depth === 1 ? inner : zipFile([{ name: 'inner.zip', bytes: nested(depth - 1) }]);
}

function filesOf(count: number, bytes: Uint8Array): Uint8Array {
  return zipFile(Array.from({ length: count }, (_, at) => ({ name: `${at}`, bytes })));
}

export const archives: readonly HostileFile[] = [
  {
    name: 'a zip bomb',
    bytes: () => zipFile([{ name: 'a.json', bytes: Buffer.alloc(400 * megabyte) }]),
    expected: 'refused',
  },
  {
    name: 'a zip bomb that hides its size',
    bytes: () => zipFile([{ name: 'a.json', bytes: Buffer.alloc(400 * megabyte), statedSize: 100 }]),
    expected: 'refused',
  },
  { name: 'a zip of 65,535 members', bytes: () => filesOf(65_535, new Uint8Array(1)), expected: 'refused' },
  {
    name: 'a zip whose member climbs out',
    bytes: () => zipFile([{ name: '../../../../tmp/halfminute-climbed-out', bytes: text(link('ada')) }]),
    expected: { imported: 1 },
  },
  { name: 'a zip in a zip, which is honest', bytes: () => nested(2), expected: { imported: 1 } },
  { name: 'a zip in a zip in a zip', bytes: () => nested(3), expected: 'refused' },
  { name: 'a zip a hundred deep', bytes: () => nested(100), expected: 'refused' },
  {
    name: 'three hundred zips of a thousand files',
    bytes: () => filesOf(300, filesOf(1000, new Uint8Array(1))),
    expected: 'refused',
  },
  { name: 'a zip of a thousand databases', bytes: () => filesOf(1000, databaseOf()), expected: { imported: 1 } },
];
