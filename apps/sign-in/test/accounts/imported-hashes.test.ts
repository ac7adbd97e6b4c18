import { execFileSync } from 'node:child_process';
import { createHash, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { canRun } from '../../../../tools/requirements.ts';
import { readImportedHash, readPasswordHash } from '../../src/accounts/hashes/read-password-hash.ts';
import { createPasswords } from '../../src/accounts/hashing-pool.ts';
import { createMetrics } from '../../src/metrics/prometheus.ts';
import { randomBytes } from '../database/each-database.ts';

const passwords = createPasswords({
  hashing: { memoryKiB: 19_456, passes: 2, lanes: 1, threads: 2, queue: 1_000 },
  pepper: [{ id: 'one', bytes: new Uint8Array(32).fill(1) }],
  randomBytes,
  metrics: createMetrics(),
});
afterAll(() => passwords.close());

interface Vector {
  readonly program: string;
  readonly form: string;
  readonly password: string;
  readonly hash: string;
}

const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors', 'imported-hashes.json'), 'utf8'),
) as readonly Vector[]; // a file of our own

/** Salt and output for the password of the vectors, 77 rounds. */
function pbkdf2Of(digest: 'sha256' | 'sha512'): string {
  const { password } = vectors.find(({ form }) => form === 'bcrypt $2y$') ?? expect.fail();
  const salt = Buffer.alloc(16, 5);
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `${base64(salt)}$${base64(pbkdf2Sync(password, salt, 77, 32, digest))}`;
}

describe('S10 a hash that another program made', () => {
  for (const { program, form, password, hash } of vectors) {
    it(`is imported, verified and replaced at the next sign-in: ${form} of ${program}`, async () => {
      expect(readImportedHash(` ${hash}\n`)).toEqual({ result: 'accepted', hash });
      expect(await passwords.verify(password, hash)).toEqual({ right: true, outdated: true });
      expect(await passwords.verify(`${password}.`, hash)).toEqual({ right: false, outdated: false });
      expect(await passwords.verify('', hash)).toEqual({ right: false, outdated: false });
    });
  }

  it.each([
    ['version 2', 'AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJg=='],
    ['SHA-1', 'AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M'],
    [
      'SHA-256',
      'AQAAAAEAA9CQAAAAIESkQuj2Du8Y+kbc5lcN/W/3NiAZFEm11P27nrSN5/tId+bR1SwV8CO1Jd72r4C08OLvplNlCDc3oQZ8efcW+jQ=',
    ],
    [
      'SHA-512',
      'AQAAAAIAAAD6AAAAIJbVi5wbMR+htSfFp8fTw8N8GOS/Sje+S/4YZcgBfU7EQuqv4OkVYmc4VJl9AGZzmRTxSkP7LtVi9IWyUxX8IAAfZ8v+ZfhjCcudtC1YERSqE1OEdXLW9VukPuJWBBjLuw==',
    ],
  ])('of ASP.NET Core Identity is imported and verified: %s', async (_form, text) => {
    const read = readImportedHash(` ${text}\n`);
    const hash = read.result === 'accepted' ? read.hash : expect.fail(read.reason);
    expect(await passwords.verify('my password', hash)).toEqual({ right: true, outdated: true });
    expect((await passwords.verify('my password.', hash)).right).toBe(false);
    // Without its output it is none.
    expect(readImportedHash(text.slice(0, 40)).result).toBe('refused');
  });

  it.each([
    ['Spring Security', (bcrypt: string) => `{bcrypt}${bcrypt}`],
    ['OpenLDAP', (bcrypt: string) => `{CRYPT}${bcrypt}`],
    ['OpenLDAP with PBKDF2', () => `{PBKDF2-SHA256}77$${pbkdf2Of('sha256')}`],
    ['389 Directory Server', () => `{PBKDF2-SHA512}77$${pbkdf2Of('sha512')}`],
    ['a PHC string of PBKDF2', () => `$pbkdf2-sha256$i=77,l=32$${pbkdf2Of('sha256')}`],
    ['a PHC string of PBKDF2 without a length', () => `$pbkdf2-sha512$i=77$${pbkdf2Of('sha512')}`],
  ])('is imported with what is written around it: %s', async (_program, write) => {
    const { password, hash: bcrypt } = vectors.find(({ form }) => form === 'bcrypt $2y$') ?? expect.fail();
    const read = readImportedHash(write(bcrypt));
    const hash = read.result === 'accepted' ? read.hash : expect.fail(read.reason);
    expect((await passwords.verify(password, hash)).right).toBe(true);
    expect((await passwords.verify(`${password}.`, hash)).right).toBe(false);
  });

  it.each([
    '{noop}secret',
    '{SSHA}c2FsdA==',
    '{MD5}c2FsdA==',
    '{bcrypt}',
    '{}',
    '{PBKDF2-SHA256}',
    '{PBKDF2-MD5}77$a$b',
  ])('is refused where no such hash stands behind the name of a scheme: %s', (text) => {
    expect(readImportedHash(text)).toEqual({ result: 'refused', reason: 'unknown-format' });
  });

  it('is verified as its user typed it there, composed or not', async () => {
    const typedThere = 'Zoe\u0308 decomposed it';
    const hash = `pbkdf2:sha256:1000$salt$${pbkdf2Sync(typedThere, 'salt', 1000, 32, 'sha256').toString('hex')}`;
    expect(await passwords.verify(typedThere, hash)).toEqual({ right: true, outdated: true });
    expect((await passwords.verify('Zo\u00EB decomposed it', hash)).right).toBe(false);
  });
});

const python = `
import argon2.low_level as argon2, base64, crypt, hashlib, json, sys
b64 = lambda raw: base64.b64encode(raw).decode().rstrip('=')
for line in sys.stdin:
    password = json.loads(line)
    secret, salt = password.encode(), hashlib.sha256(line.encode()).digest()[:16]
    kind = {'d': argon2.Type.D, 'i': argon2.Type.I, 'id': argon2.Type.ID}
    print(json.dumps([
        *[crypt.crypt(password, '$2%s$04$' % letter + 'abcdefghijklmnopqrstuu') for letter in 'aby'],
        *[argon2.hash_secret(secret, salt, 2, 256, 2, 32, kind[name]).decode() for name in kind],
        '$scrypt$ln=8,r=4,p=3$%s$%s' % (b64(salt), b64(hashlib.scrypt(secret, salt=salt, n=256, r=4, p=3, dklen=48))),
        *['$pbkdf2-%s$77$%s$%s' % (name, b64(salt), b64(hashlib.pbkdf2_hmac(name, secret, salt, 77))) for name in ('sha1', 'sha256', 'sha512')],
    ]))
`;

describe.runIf(canRun('hashes made by Python', 'python-hashes'))('S10 hashes of the C library and of Python', () => {
  it('are verified, for passwords of every kind', async () => {
    // crypt(3) ends a password at a NUL; 72 bytes are all that bcrypt reads.
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !text.includes('\0'));
    const samples = fc.sample(typed, 25).filter((text) => text.isWellFormed());
    const output = execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', python], {
      input: samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''),
      encoding: 'utf8',
    });
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(samples.length);
    for (const [index, line] of lines.entries()) {
      const hashes = JSON.parse(line) as readonly string[]; // printed by the program above
      expect(hashes).toHaveLength(10);
      for (const hash of hashes) {
        expect(readImportedHash(hash)).toEqual({ result: 'accepted', hash });
        expect(await passwords.verify(samples[index] ?? '', hash), hash).toEqual({ right: true, outdated: true });
      }
    }
  });
});

describe("Keycloak's export", () => {
  const salt = Buffer.from('sixteen bytes...');
  const derived = pbkdf2Sync('rhubarb canoe whistle', salt, 2_000, 64, 'sha512');
  const secretData = { value: derived.toString('base64'), salt: salt.toString('base64'), additionalParameters: {} };
  const credentialData = { hashIterations: 2_000, algorithm: 'pbkdf2-sha512', additionalParameters: {} };

  it('S10 is read from its two pieces of JSON, as text or as objects', async () => {
    const both = [
      JSON.stringify({ secretData, credentialData }),
      JSON.stringify({ secretData: JSON.stringify(secretData), credentialData: JSON.stringify(credentialData) }),
    ];
    for (const text of both) {
      const imported = readImportedHash(text);
      const hash = imported.result === 'accepted' ? imported.hash : expect.fail('it was refused');
      expect(await passwords.verify('rhubarb canoe whistle', hash)).toEqual({ right: true, outdated: true });
      expect((await passwords.verify('rhubarb canoe', hash)).right).toBe(false);
    }
  });

  it('S10 is read with Argon2, its default', () => {
    const argon2 = {
      secretData: { value: Buffer.alloc(32, 7).toString('base64'), salt: salt.toString('base64') },
      credentialData: {
        hashIterations: 5,
        algorithm: 'argon2',
        additionalParameters: {
          hashLength: ['32'],
          memory: ['7168'],
          type: ['id'],
          version: ['1.3'],
          parallelism: ['1'],
        },
      },
    };
    expect(readImportedHash(JSON.stringify(argon2))).toMatchObject({
      result: 'accepted',
      hash: expect.stringMatching(/^\$argon2id\$v=19\$m=7168,t=5,p=1\$/),
    });
  });

  it('is refused where a part of it is missing or unknown', () => {
    const pieces: unknown[] = [
      { secretData },
      { credentialData },
      { secretData, credentialData: { ...credentialData, algorithm: 'md5' } },
      { secretData: 'x', credentialData },
      { secretData, credentialData: { ...credentialData, hashIterations: '2000' } },
      [],
      null,
    ];
    for (const piece of pieces) {
      expect(readImportedHash(JSON.stringify(piece))).toEqual({ result: 'refused', reason: 'unknown-format' });
    }
  });
});

describe('an import refuses', () => {
  it('S10 T26 a hash whose verification would stop the service', () => {
    const salt = 'c2l4dGVlbiBieXRlcy4u';
    const output = 'A'.repeat(43);
    const costly = [
      `$argon2id$v=19$m=4194304,t=1,p=1$${salt}$${output}`,
      `$argon2id$v=19$m=262144,t=100,p=1$${salt}$${output}`,
      `$argon2id$v=19$m=4294967295,t=4294967295,p=1$${salt}$${output}`,
      `$2b$15$${'a'.repeat(53)}`,
      `$2b$31$${'a'.repeat(53)}`,
      `$scrypt$ln=20,r=8,p=1$${salt}$${output}`,
      `$scrypt$ln=14,r=8,p=1024$${salt}$${output}`,
      `$scrypt$ln=63,r=8,p=1$${salt}$${output}`,
      `$pbkdf2-sha256$100000000$${salt}$${output}`,
    ];
    for (const hash of costly) {
      expect(readImportedHash(hash), hash).toEqual({ result: 'refused', reason: 'costs-too-much' });
    }
  });

  it('S10 accepts what programs use by default', () => {
    const salt = 'c2l4dGVlbiBieXRlcy4u';
    const output = 'A'.repeat(43);
    const usual = [
      `$argon2id$v=19$m=65536,t=3,p=4$${salt}$${output}`,
      `$argon2id$v=19$m=102400,t=2,p=8$${salt}$${output}`,
      `$2y$14$${'a'.repeat(53)}`,
      `$scrypt$ln=17,r=8,p=1$${salt}$${output}`,
      `$pbkdf2-sha256$1200000$${salt}$${output}`,
    ];
    for (const hash of usual) {
      expect(readImportedHash(hash), hash).toEqual({ result: 'accepted', hash });
    }
  });

  it('whatever is no slow hash', () => {
    const others = [
      '',
      'hunter2',
      createHash('sha256').update('hunter2').digest('hex'),
      createHash('md5').update('hunter2').digest('hex'),
      '$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/',
      '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/',
      '$2b$05$tooshort',
      '$2x$05$6Y/XIXCqj4LiS49wSxbOZO0oLU94YYS/At8gMJSo7zUF1KF83vFgu',
      '$2b$03$6Y/XIXCqj4LiS49wSxbOZO0oLU94YYS/At8gMJSo7zUF1KF83vFgu',
      '$argon2id$v=19$m=1024,t=2,p=1$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA',
      '$argon2id$v=19$m=1024,t=0,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA',
      '$argon2id$v=19$m=4,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA',
      '$argon2id$v=19$m=1024,t=2,p=1$c2FsdHNhbHQ$aGFzaA',
      '$argon2x$v=19$m=1024,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA',
      '$scrypt$ln=10,r=0,p=2$8t67N4YwRqj1HmNsrTWmVA$kN6XjMvHSDwQfzNtZmt3UGbs0MbBpc+1n2pR8Z9p2Mo',
      'scrypt$1000$salt$8$1$kN6XjMvHSDwQfzNtZmt3UGbs0MbBpc+1n2pR8Z9p2Mo',
      '$pbkdf2-sha256$0$YUzpfe8dozRmjFGK0bpXKg$yUfhfGMCSO8E.M1hVvQ4wcL/skrnGhKbyBAUKe9OSMw',
      '$pbkdf2-md5$1000$YUzpfe8dozRmjFGK0bpXKg$yUfhfGMCSO8E.M1hVvQ4wcL/skrnGhKbyBAUKe9OSMw',
      'pbkdf2:sha256$salt$84a229fd7f8ff5a01570364599a76cbb4f86ee6f77dd4641e8f63ef98e2ce65b',
    ];
    for (const text of others) {
      expect(readImportedHash(text), text).toEqual({ result: 'refused', reason: 'unknown-format' });
    }
  });

  it('nonsense, without an error', () => {
    const pieces = fc.constantFrom(
      '$',
      'argon2id',
      'v=19',
      'm=1024,t=2,p=1',
      'scrypt',
      'pbkdf2',
      'sha256',
      ':',
      '1',
      'AAAA',
      '{',
      '"',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string())).map((parts) => parts.join('')),
        (text) => {
          expect(['accepted', 'refused']).toContain(readImportedHash(text).result);
        },
      ),
    );
    expect(readPasswordHash('$'.repeat(100_000))).toBeNull();
  });
});
