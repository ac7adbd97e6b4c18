import type { Bytes } from '../ciphers.ts';

/** The first bytes of every database of KeePass 1 and 2, and the next four, which part the two. */
export const signatures = { both: 0x9aa2d903, version1: 0xb54bfb65, version2: 0xb54bfb67 } as const;

/** Numbers of the fields in the outer header. */
export const headerFields = {
  end: 0,
  cipher: 2,
  compression: 3,
  masterSeed: 4,
  /** These five are of version 3. */
  transformSeed: 5,
  transformRounds: 6,
  innerKey: 8,
  startBytes: 9,
  innerStream: 10,
  iv: 7,
  kdf: 11,
} as const;

/** Numbers of the fields in the inner header, which version 4 has. */
export const innerFields = { end: 0, stream: 1, key: 2 } as const;

export const compressions = { none: 0, gzip: 1 } as const;

/** What hides protected values from those who look over a shoulder at the XML. */
export const innerStreams = { none: 0, salsa20: 2, chacha20: 3 } as const;

export const ciphersByUuid: ReadonlyMap<string, CipherName> = new Map([
  ['31c1f2e6bf714350be5805216afc5aff', 'aes'],
  ['ad68f29f576f4bb9a36ad47af965346c', 'twofish'],
  ['d6038a2b8b6f4cb5a524339a31dbb59a', 'chacha20'],
]);

export type CipherName = 'aes' | 'twofish' | 'chacha20';

export const kdfsByUuid: ReadonlyMap<string, 'aes' | 'd' | 'id'> = new Map([
  ['c9d9f39a628a4460bf740d08c18a4fea', 'aes'],
  ['7c02bb8279a74ac0927d114a00648238', 'aes'],
  ['ef636ddf8c29444b91f7a9a403e30a0c', 'd'],
  ['9e298b1956db4773b23dfc3ec6f0a1e6', 'id'],
]);

/** Names in the dictionary of the key derivation. */
export const kdfNames = {
  uuid: '$UUID',
  rounds: 'R',
  salt: 'S',
  lanes: 'P',
  /** In bytes. */
  memory: 'M',
  passes: 'I',
  version: 'V',
  secret: 'K',
  associatedData: 'A',
} as const;

export type KdfParameters = ReadonlyMap<string, Bytes | bigint>;

/** The outer header, with all that version 3 keeps elsewhere. */
export interface Header {
  readonly majorVersion: 3 | 4;
  readonly cipher: CipherName;
  readonly isPacked: boolean;
  readonly masterSeed: Bytes;
  readonly iv: Bytes;
  readonly kdf: KdfParameters;
  /** The header itself, and what comes behind it. */
  readonly bytes: Bytes;
  readonly rest: Bytes;
  /** Only in version 3. */
  readonly startBytes: Bytes | null;
  readonly innerKey: InnerKey | null;
}

export interface InnerKey {
  readonly stream: number;
  readonly key: Bytes;
}

/** Attributes of an entry that hold a code, by the program or plug-in that writes them. */
export const attributes = {
  title: 'Title',
  userName: 'UserName',
  /** KeePassXC and most phones: a link. KeeOTP: "key=…&step=…&size=…". */
  otp: 'otp',
  /** KeePass itself: its secret comes as text or in one of three encodings. */
  timeOtp: 'TimeOtp-',
  hmacOtp: 'HmacOtp-',
  /** KeeTrayTOTP, and KeePassXC before it wrote links: "30;6", "30;S". */
  trayOtpSeed: 'TOTP Seed',
  trayOtpSettings: 'TOTP Settings',
} as const;

/** What KeePassXC writes into the link of an entry that has no title or no user name. */
export const standIns = { title: 'KeePassXC', userName: 'none' } as const;
