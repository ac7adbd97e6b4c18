import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { canRun } from '../../../tools/requirements.ts';
import { argon2 } from './derive-key.ts';

/** The Argon2 under the golden files is the reference's, by way of Debian's python3-argon2. */

const PROGRAM = `
import sys, json
from argon2.low_level import Type, hash_secret_raw
for r in json.load(sys.stdin):
    print(hash_secret_raw(bytes.fromhex(r["password"]), bytes.fromhex(r["salt"]), r["passes"], r["memoryKiB"], r["lanes"],
                          r["length"], {"id": Type.ID, "d": Type.D}[r["variant"]], r["version"]).hex())
`;

const CASES = (['id', 'd'] as const).flatMap((variant) =>
  ([0x13, 0x10] as const).flatMap((version) =>
    [1, 3, 4, 8].map((lanes) => ({ variant, version, lanes, memoryKiB: 64 * lanes, passes: lanes, length: 32 })),
  ),
);

describe.skipIf(!canRun('Argon2 against the reference', 'python-vault'))('Argon2 on Node', () => {
  it('answers the same bytes as the reference, in both variants and versions, with any number of lanes', async () => {
    const password = Buffer.from('pässword');
    const salt = Buffer.alloc(32, 5);
    const input = CASES.map((request) => ({
      ...request,
      password: password.toString('hex'),
      salt: salt.toString('hex'),
    }));
    const run = spawnSync('/usr/bin/python3', ['-c', PROGRAM], { input: JSON.stringify(input), encoding: 'utf8' });
    const ours = await Promise.all(CASES.map((request) => argon2({ ...request, password, salt })));
    expect(run.stdout.trim().split('\n')).toEqual(ours.map((key) => Buffer.from(key).toString('hex')));
    expect(new Set(run.stdout.trim().split('\n')).size).toBe(CASES.length);
  });
});
