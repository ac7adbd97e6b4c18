/** APPNOTE.TXT of PKWARE, sections 4.3 and 4.4; numbers are little-endian. */
export const records = {
  localHeader: { signature: 0x04034b50, bytes: 30 },
  centralHeader: { signature: 0x02014b50, bytes: 46 },
  end: { signature: 0x06054b50, bytes: 22, mostCommentBytes: 65_535 },
} as const;

export const flags = { encrypted: 0x0001, hasDescriptor: 0x0008, strongEncryption: 0x0040 } as const;

/** Methods of compression that are read; 99 is that of WinZip's AES, which names the other in its extra field. */
export const methods = { stored: 0, deflated: 8, winZipAes: 99 } as const;

/** WinZip's AES (https://www.winzip.com/en/support/aes-encryption/): its extra field, and what stands around the ciphertext. */
export const winZipAes = {
  extraField: 0x9901,
  iterations: 1000,
  checkBytes: 2,
  macBytes: 10,
  /** Lengths of the key in bytes by the strength that the extra field names; the salt has half as many. */
  keyBytesByStrength: new Map<number, number>([
    [1, 16],
    [2, 24],
    [3, 32],
  ]),
} as const;

/** What is read of an archive. A file of 32 MiB may claim to hold much more. */
export const archiveLimits = {
  /** Those of the archives in it with them: each costs its time, however small it is. */
  members: 1000,
  /** An archive in an archive, and no deeper. */
  depth: 2,
  /** Members that start a machine of SQLite each, which takes some milliseconds. */
  databases: 20,
  /** Of all pictures together, each of which is laid out in memory by itself: a hundred of a telephone's screen. */
  pixels: 300_000_000,
  /** What one byte of an honest picture stands for at most; those beyond it show nothing, and are what a picture is made of that only takes time. */
  pixelsOfByte: 100,
  emptyPixels: 60_000_000,
  pictures: 200,
  /** Members whose own key derivations are paid for. */
  lockedMembers: 8,
} as const;
