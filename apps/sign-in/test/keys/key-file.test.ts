import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSealKey, addSigningKey, generateKeyFile, loadKeys, removeSealKey } from '../../src/keys/key-file.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function newFile(): Promise<string> {
  const file = join(folder, `${++files}`, 'keys.json');
  await generateKeyFile({ file, development: false });
  return file;
}

const production = (file: string) => loadKeys({ file, mode: 'production' });
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a key file', () => {
  it('S11 S13 is made with mode 0600, and read back', async () => {
    const file = await newFile();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const keys = await production(file);
    expect(keys.development).toBe(false);
    expect(keys.cookieSecrets).toHaveLength(1);
    expect(keys.pepper).toEqual([{ id: expect.stringMatching(/^[\w-]{1,8}$/), bytes: expect.any(Uint8Array) }]);
    expect(await keys.ring.key(keys.ring.presentKeyId)).toHaveLength(32);
    expect(readdirSync(join(file, '..'))).toEqual(['keys.json']);
  });

  it('is never made in the place of one that is there', async () => {
    const file = await newFile();
    const before = readFileSync(file, 'utf8');
    await expect(generateKeyFile({ file, development: false })).rejects.toMatchObject({ code: 'exists' });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(join(file, '..'))).toEqual(['keys.json']);
  });

  it('S13 that is missing stops production, with a sentence that says what to do', async () => {
    const file = join(folder, 'nowhere', 'keys.json');
    await expect(production(file)).rejects.toMatchObject({ code: 'missing', message: expect.stringContaining(file) });
    await expect(production(file)).rejects.toThrow('keys generate');
  });

  it('S13 that is a folder, or cut short, or of another form, stops both modes', async () => {
    const file = await newFile();
    const whole = readFileSync(file, 'utf8');
    const material = JSON.parse(whole) as Record<string, unknown>; // written above
    const damaged = [
      '',
      '{}',
      'null',
      whole.slice(0, -20),
      JSON.stringify({ ...material, version: 2 }),
      JSON.stringify({ ...material, development: undefined }),
      JSON.stringify({ ...material, seal: [] }),
      JSON.stringify({ ...material, seal: [{ id: 'a', key: 'c2hvcnQ' }] }),
      JSON.stringify({ ...material, seal: [{ id: '../a', key: 'A'.repeat(43) }] }),
      JSON.stringify({
        ...material,
        seal: [
          { id: 'a', key: 'A'.repeat(43) },
          { id: 'a', key: 'A'.repeat(43) },
        ],
      }),
      JSON.stringify({ ...material, signing: [{ kty: 'EC', kid: 'public' }] }),
      JSON.stringify({ ...material, signing: [] }),
      JSON.stringify({ ...material, cookies: [] }),
      JSON.stringify({ ...material, pepper: [{ id: 'longer than eight', key: 'A'.repeat(43) }] }),
      JSON.stringify({ ...material, mac: '' }),
    ];
    for (const text of damaged) {
      writeFileSync(file, text);
      for (const mode of ['production', 'development'] as const) {
        await expect(loadKeys({ file, mode }), text.slice(0, 80)).rejects.toMatchObject({ code: 'damaged' });
      }
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
    rmSync(file);
    mkdirSync(file, 0o700);
    await expect(production(file)).rejects.toMatchObject({ code: 'missing' });
  });

  it('S13 holds nothing of its content in a message', async () => {
    const file = await newFile();
    writeFileSync(file, '{"seal":"very secret"');
    await expect(production(file)).rejects.toThrow(/^(?!.*very secret)/);
  });

  it.skipIf(process.platform === 'win32')(
    'S11 that others may read stops production and says which mode to set',
    async () => {
      const file = await newFile();
      for (const mode of [0o640, 0o604, 0o660, 0o644, 0o601]) {
        chmodSync(file, mode);
        await expect(production(file)).rejects.toMatchObject({
          code: 'readable-by-others',
          message: expect.stringContaining(`chmod 600 ${file}`),
        });
        await expect(loadKeys({ file, mode: 'development' })).resolves.toMatchObject({ development: false });
      }
      chmodSync(file, 0o400);
      await expect(production(file)).resolves.toMatchObject({ development: false });
    },
  );

  it('P10 is made in development where there is none, marked as such, also by two that start at once', async () => {
    const file = join(folder, 'fresh', 'deep', 'keys.json');
    const [one, other] = await Promise.all([
      loadKeys({ file, mode: 'development' }),
      loadKeys({ file, mode: 'development' }),
    ]);
    expect(one.development).toBe(true);
    expect(other.ring.presentKeyId).toBe(one.ring.presentKeyId);
    expect((await production(file)).development).toBe(true);
  });
});

describe('signing keys', () => {
  it('are one that is fast and one that every client knows', async () => {
    const { signing } = await production(await newFile());
    expect(signing.keys.map(({ alg, kty, use }) => [alg, kty, use])).toEqual([
      ['ES256', 'EC', 'sig'],
      ['RS256', 'RSA', 'sig'],
    ]);
    for (const jwk of signing.keys) {
      const key = createPrivateKey({ key: jwk, format: 'jwk' });
      const signature = sign('sha256', bytes('token'), key);
      expect(verify('sha256', bytes('token'), createPublicKey(key), signature)).toBe(true);
    }
  });

  it('are replaced, with the former ones behind them, and two of each at most', async () => {
    const file = await newFile();
    const first = await production(file);
    const fresh = await addSigningKey({ file });
    const second = await production(file);
    expect(fresh).toHaveLength(2);
    expect(second.signing.keys.map(({ alg }) => alg)).toEqual(['ES256', 'RS256', 'ES256', 'RS256']);
    expect(second.signing.keys.slice(0, 2).map(({ kid }) => kid)).toEqual(fresh);
    expect(second.signing.keys.slice(2)).toEqual(first.signing.keys);
    expect(second.cookieSecrets[1]).toBe(first.cookieSecrets[0]);
    await addSigningKey({ file });
    const third = await production(file);
    expect(third.signing.keys).toHaveLength(4);
    expect(third.signing.keys.slice(2)).toEqual(second.signing.keys.slice(0, 2));
    expect(third.cookieSecrets).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('seal keys', () => {
  it('S11 open what they sealed for this and nothing else', async () => {
    const keys = await production(await newFile());
    const sealed = await keys.seal(bytes('a token'), 'outbox 1');
    expect(await keys.open(sealed, 'outbox 1')).toEqual(bytes('a token'));
    expect(await keys.open(sealed, 'outbox 2')).toBeNull();
    expect(await keys.seal(bytes('a token'), 'outbox 1')).not.toEqual(sealed);
    expect(Buffer.from(sealed).includes('a token')).toBe(false);
  });

  it('S11 open nothing of which a single byte was changed, cut off or added', async () => {
    const keys = await production(await newFile());
    const sealed = await keys.seal(bytes('a token'), 'x');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await keys.open(changed, 'x'), `byte ${at}`).toBeNull();
      expect(await keys.open(sealed.subarray(0, at), 'x'), `${at} bytes`).toBeNull();
    }
    expect(await keys.open(Buffer.concat([sealed, Buffer.of(0)]), 'x')).toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (nonsense) => {
        expect(await keys.open(nonsense, 'x')).toBeNull();
      }),
    );
  });

  it('S11 of before still open after a new one came, which seals', async () => {
    const file = await newFile();
    const before = await production(file);
    const old = await before.seal(bytes('old'), 'x');
    const id = await addSealKey({ file });
    const after = await production(file);
    expect(after.ring.presentKeyId).toBe(id);
    expect(await after.open(old, 'x')).toEqual(bytes('old'));
    expect(await after.ring.key(before.ring.presentKeyId)).toEqual(await before.ring.key(before.ring.presentKeyId));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('S11 that came after the start of this node open here, too', async () => {
    const file = await newFile();
    const running = await production(file);
    const id = await addSealKey({ file });
    const command = await production(file);
    expect(await running.ring.key(id)).toEqual(await command.ring.key(id));
    expect(await running.open(await command.seal(bytes('new'), 'x'), 'x')).toEqual(bytes('new'));
  });

  it('S13 that are not here are null, also while the file is gone', async () => {
    const file = await newFile();
    const keys = await production(file);
    expect(await keys.ring.key('seal-unknown')).toBeNull();
    rmSync(file);
    expect(await keys.ring.key('seal-unknown')).toBeNull();
    expect(await keys.open(await keys.seal(bytes('x'), 'x'), 'x')).toEqual(bytes('x'));
  });

  it('are taken out by name, but never the present one', async () => {
    const file = await newFile();
    const { ring } = await production(file);
    const present = await addSealKey({ file });
    expect(await removeSealKey({ file, id: present })).toBe('present');
    expect(await removeSealKey({ file, id: 'unknown' })).toBe('unknown');
    expect(await removeSealKey({ file, id: ring.presentKeyId })).toBe('removed');
    expect(await (await production(file)).ring.key(ring.presentKeyId)).toBeNull();
  });
});

describe('a keyed digest', () => {
  it('is the same for the same text, and stays when keys are replaced', async () => {
    const file = await newFile();
    const keys = await production(file);
    const digest = await keys.mac('form 1');
    expect(digest).toMatch(/^[\w-]{43}$/);
    expect(await keys.mac('form 2')).not.toBe(digest);
    await addSealKey({ file });
    await addSigningKey({ file });
    expect(await (await production(file)).mac('form 1')).toBe(digest);
    expect(await (await production(await newFile())).mac('form 1')).not.toBe(digest);
  });
});

describe('a disk that fails', () => {
  it('leaves the old file as it was', async () => {
    const file = await newFile();
    const before = readFileSync(file, 'utf8');
    const parts = join(file, '..');
    // A folder in which nothing can be made, also by root: the file's own name is longer than a name may be.
    const long = join(parts, 'k'.repeat(250));
    await expect(generateKeyFile({ file: long, development: false })).rejects.toMatchObject({ code: 'not-writable' });
    expect(readdirSync(parts)).toEqual(['keys.json']);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
