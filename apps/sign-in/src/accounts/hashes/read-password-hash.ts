import { aspnetToModular } from './aspnet.ts';
import { readBase64, readHex } from './base64-text.ts';
import { costsTooMuch } from './password-hash.ts';
import type { PasswordHash, Pbkdf2Hash, ScryptHash } from './password-hash.ts';
import { readArgon2 } from './argon2-phc.ts';
import { keycloakToModular } from './keycloak.ts';

export type ImportedHash =
  /** `hash` is what to store: as it came, or in the form that Keycloak's was brought into. */
  | { readonly result: 'accepted'; readonly hash: string }
  | { readonly result: 'refused'; readonly reason: 'unknown-format' | 'costs-too-much' };

/** A hash from another program's list of users. */
export function readImportedHash(text: string): ImportedHash {
  const hash = keycloakToModular(text) ?? aspnetToModular(text.trim()) ?? withoutScheme(text.trim());
  const read = readPasswordHash(hash);
  if (read === null) {
    return { result: 'refused', reason: 'unknown-format' };
  }
  return costsTooMuch(read) ? { result: 'refused', reason: 'costs-too-much' } : { result: 'accepted', hash };
}

/**
 * Spring Security and directories write the scheme before the hash: `{bcrypt}$2a$…`, `{CRYPT}$2y$…`, `{ARGON2}$argon2id$…`, and
 * `{PBKDF2-SHA256}10000$salt$hash`, which is passlib's form without its beginning.
 */
function withoutScheme(text: string): string {
  const [whole = '', scheme = ''] = /^\{([a-z0-9-]{1,20})\}/i.exec(text) ?? [];
  const rest = text.slice(whole.length);
  const name = scheme.toLowerCase();
  return /^pbkdf2(?:-sha(?:1|256|512))?$/.test(name) && /^\d/.test(rest) ? `$${name}$${rest}` : rest;
}

/**
 * Reads the forms in which password hashes are kept: PHC strings of Argon2; bcrypt (`$2a$`, `$2b$`, `$2y$`); scrypt and PBKDF2
 * as passlib, Django and Werkzeug write them. Null for everything else.
 */
export function readPasswordHash(text: string): PasswordHash | null {
  return text.length > 1000 ? null : (readArgon2(text) ?? readBcrypt(text) ?? readScrypt(text) ?? readPbkdf2(text));
}

function readBcrypt(text: string): PasswordHash | null {
  // Django: "bcrypt$" and "bcrypt_sha256$", then the hash itself.
  const match = /^(bcrypt(?:_sha256)?\$)?(\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53})$/.exec(text);
  const hash = match?.[2];
  const cost = Number(match?.[3]);
  if (hash === undefined || cost < 4 || cost > 31) {
    return null;
  }
  return { kind: 'bcrypt', text: hash, cost, hashedFirst: match?.[1] === 'bcrypt_sha256$' };
}

function readScrypt(text: string): PasswordHash | null {
  const fields = text.split('$');
  if (text.startsWith('$scrypt$')) {
    // passlib: $scrypt$ln=16,r=8,p=1$salt$hash
    const parameters = /^ln=(\d{1,2}),r=(\d{1,4}),p=(\d{1,4})$/.exec(fields[2] ?? '');
    return parameters === null || fields.length !== 5
      ? null
      : scrypt({
          rounds: 2 ** Number(parameters[1]),
          blockSize: Number(parameters[2]),
          lanes: Number(parameters[3]),
          salt: readBase64(fields[3] ?? ''),
          output: readBase64(fields[4] ?? ''),
        });
  }
  const werkzeug = /^scrypt:(\d{1,10}):(\d{1,4}):(\d{1,4})$/.exec(fields[0] ?? '');
  if (werkzeug !== null && fields.length === 3) {
    // scrypt:32768:8:1$salt$hash, the salt as its letters, the hash in hexadecimal
    return scrypt({
      rounds: Number(werkzeug[1]),
      blockSize: Number(werkzeug[2]),
      lanes: Number(werkzeug[3]),
      salt: utf8(fields[1] ?? ''),
      output: readHex(fields[2] ?? ''),
    });
  }
  const [name, rounds, salt, blockSize, lanes, output] = fields;
  if (name !== 'scrypt' || fields.length !== 6) {
    return null;
  }
  // Django: scrypt$16384$salt$8$5$hash
  return scrypt({
    rounds: readNumber(rounds),
    blockSize: readNumber(blockSize),
    lanes: readNumber(lanes),
    salt: utf8(salt ?? ''),
    output: readBase64(output ?? ''),
  });
}

function scrypt(
  fields: Omit<ScryptHash, 'kind' | 'salt' | 'output'> & {
    readonly salt: Uint8Array<ArrayBuffer> | null;
    readonly output: Uint8Array<ArrayBuffer> | null;
  },
): PasswordHash | null {
  const { rounds, blockSize, lanes, salt, output } = fields;
  const isPower = rounds >= 2 && Number.isInteger(Math.log2(rounds));
  if (!isPower || !(blockSize >= 1) || !(lanes >= 1) || salt === null || !isOutput(output)) {
    return null;
  }
  return { kind: 'scrypt', rounds, blockSize, lanes, salt, output };
}

function readPbkdf2(text: string): PasswordHash | null {
  const fields = text.split('$');
  const passlib = /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$/.exec(text);
  if (passlib !== null && fields.length === 5) {
    // $pbkdf2-sha256$29000$salt$hash, or $pbkdf2-sha256$i=29000,l=32$salt$hash as a PHC string; without a digest's name it is SHA-1
    return pbkdf2({
      digest: readDigest(passlib[1] ?? 'sha1'),
      rounds: readNumber(/^i=(\d+)(?:,l=\d+)?$/.exec(fields[2] ?? '')?.[1] ?? fields[2]),
      salt: readBase64(fields[3] ?? ''),
      output: readBase64(fields[4] ?? ''),
    });
  }
  const werkzeug = /^pbkdf2:(sha1|sha256|sha512)(?::(\d{1,9}))?$/.exec(fields[0] ?? '');
  if (werkzeug !== null && fields.length === 3) {
    return pbkdf2({
      digest: readDigest(werkzeug[1]),
      rounds: readNumber(werkzeug[2]),
      salt: utf8(fields[1] ?? ''),
      output: readHex(fields[2] ?? ''),
    });
  }
  const django = /^pbkdf2_(sha1|sha256|sha512)$/.exec(fields[0] ?? '');
  if (django === null || fields.length !== 4) {
    return null;
  }
  return pbkdf2({
    digest: readDigest(django[1]),
    rounds: readNumber(fields[1]),
    salt: utf8(fields[2] ?? ''),
    output: readBase64(fields[3] ?? ''),
  });
}

function pbkdf2(fields: {
  readonly digest: Pbkdf2Hash['digest'] | null;
  readonly rounds: number;
  readonly salt: Uint8Array<ArrayBuffer> | null;
  readonly output: Uint8Array<ArrayBuffer> | null;
}): PasswordHash | null {
  const { digest, rounds, salt, output } = fields;
  if (digest === null || !(rounds >= 1) || salt === null || !isOutput(output)) {
    return null;
  }
  return { kind: 'pbkdf2', digest, rounds, salt, output };
}

function readDigest(name: string | undefined): Pbkdf2Hash['digest'] | null {
  return name === 'sha1' || name === 'sha256' || name === 'sha512' ? name : null;
}

/** NaN where it is no plain number. */
function readNumber(text: string | undefined): number {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
}

/** Fewer bytes would be an output that other passwords have, too. */
function isOutput(output: Uint8Array<ArrayBuffer> | null): output is Uint8Array<ArrayBuffer> {
  return output !== null && output.length >= 16 && output.length <= 128;
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}
