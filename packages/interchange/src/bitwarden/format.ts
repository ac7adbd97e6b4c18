/** An item of a Bitwarden vault that is a login; cards, notes, identities and keys have no code. */
export const loginType = 1;

/** A login in the json. */
export interface BitwardenItem {
  readonly id: string;
  readonly organizationId: null;
  readonly folderId: null;
  readonly type: typeof loginType;
  readonly reprompt: 0;
  readonly name: string;
  readonly notes: string | null;
  readonly favorite: boolean;
  readonly login: {
    readonly uris: readonly never[];
    readonly username: string;
    readonly password: null;
    /** An otpauth link, or "steam://" and base32. */
    readonly totp: string;
  };
  readonly collectionIds: null;
}

/** Columns of the csv in the order in which Bitwarden writes them. */
export const csvHeader = [
  'folder',
  'favorite',
  'type',
  'name',
  'notes',
  'fields',
  'reprompt',
  'login_uri',
  'login_username',
  'login_password',
  'login_totp',
] as const;

export type CsvColumn = (typeof csvHeader)[number];

/** The file that a password protects: json with the key derivation beside the sealed json. */
export const protectedFields = {
  salt: 'salt',
  kdf: 'kdfType',
  rounds: 'kdfIterations',
  memoryMiB: 'kdfMemory',
  lanes: 'kdfParallelism',
  /** A text of no meaning, sealed with the same key: where it does not open, the password is wrong. */
  validation: 'encKeyValidation_DO_NOT_EDIT',
  data: 'data',
} as const;

export const kdfTypes = { pbkdf2: 0, argon2id: 1 } as const;

/** Rounds of PBKDF2-SHA256 that Bitwarden itself asks for unless its user chose others. */
export const usualIterations = 600_000;

/** Bytes; the file holds their base64, and the text of that is the salt. */
export const saltLength = 16;
