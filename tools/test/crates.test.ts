import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCrates, type CrateTree } from '../../packaging/crates.ts';
import { canRun, projectRoot } from '../requirements.ts';

/** What may be inside a program under Apache-2.0 that is passed on, with its text beside it. MPL-2.0 binds its own files only. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 WITH LLVM-exception',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unicode-3.0',
  'Unlicense',
  'Zlib',
]);

/** SPDX expressions as crates write them: OR and AND, brackets, and a slash for OR from before 2018. */
function isAllowed(expression: string): boolean {
  const inner = /\(([^()]*)\)/.exec(expression);
  if (inner !== null) {
    return isAllowed(expression.replace(inner[0], isAllowed(inner[1] ?? '') ? 'MIT' : 'refused'));
  }
  return expression
    .split(/ OR |\//)
    .some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

it('an expression of licences is allowed if one of its choices is, whole', () => {
  expect(isAllowed('MIT/Apache-2.0')).toBe(true);
  expect(isAllowed('GPL-3.0-only OR MIT')).toBe(true);
  expect(isAllowed('(MIT OR Apache-2.0) AND Unicode-3.0')).toBe(true);
  expect(isAllowed('(MIT OR Apache-2.0) AND GPL-2.0-only')).toBe(false);
  expect(isAllowed('AGPL-3.0-or-later')).toBe(false);
});

describe.runIf(canRun('the crates of the window', 'cargo'))('the crates of the window, for all systems', () => {
  let tree: CrateTree;
  beforeAll(() => {
    tree = readCrates(null);
  }, 120_000);

  it('all come from crates.io, with a checksum', () => {
    const elsewhere = tree.crates.filter(
      ({ source, sha256 }) => source !== 'registry+https://github.com/rust-lang/crates.io-index' || sha256 === null,
    );
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
    expect(tree.crates.length).toBeGreaterThan(100);
  });

  it('all bear a licence that may be passed on with ours', () => {
    const refused = tree.crates.filter(({ licence }) => licence === null || !isAllowed(licence));
    expect(refused.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });

  it('that we name ourselves have their line of reason, with the version that is asked for', () => {
    const [, part = ''] = readFileSync(join(projectRoot, 'docs/dependencies.md'), 'utf8').split(
      '## Crates of the window',
    );
    const explained = [...part.matchAll(/^\| (\S+) +\| ([=^]\S+) +\| [^|]{5,} \|$/gm)].map(
      ([, name, requirement]) => `${name} ${requirement}`,
    );
    expect(explained.sort()).toEqual(tree.direct.map(({ name, requirement }) => `${name} ${requirement}`).sort());
  });
});
