import { Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { addAccount, createVault, liveAccounts, newAccountId, reopenVault, sealVault } from '@halfminute/vault';
import type { OpenVault, RandomBytes } from '@halfminute/vault';

/**
 * What is measured, the same in Node and in Chromium: sealing and parsing a vault of many accounts, against JSON and UTF-8 alone over the
 * same document. The two take turns, so that whatever else the computer does meets both.
 */

export interface Timings {
  readonly accounts: number;
  readonly bytes: number;
  /** Milliseconds, the median of the rounds. */
  readonly bareWriteMs: number;
  readonly sealMs: number;
  readonly bareReadMs: number;
  readonly parseMs: number;
  readonly parseAndListMs: number;
}

const WARM_UP_ROUNDS = 5;

export async function measure(accounts: number, rounds: number): Promise<Timings> {
  const vault = await vaultOf(accounts);
  const file = await sealVault(vault, { randomBytes });
  const bare = await bareDocument(file, vault);
  const bareBytes = writeBare(bare);
  const times = { bareWrite: [], seal: [], bareRead: [], parse: [], parseAndList: [] } as { [name: string]: number[] };
  const tasks: readonly (readonly [name: string, task: () => unknown])[] = [
    ['bareWrite', () => writeBare(bare)],
    ['seal', () => sealVault(vault, { randomBytes })],
    ['bareRead', () => readBare(bareBytes)],
    ['parse', () => reopened(file, vault)],
    ['parseAndList', async () => liveAccounts((await reopened(file, vault)).document).length],
  ];
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const [name, task] of tasks) {
      const begin = performance.now();
      await task();
      const end = performance.now();
      if (round >= WARM_UP_ROUNDS) {
        times[name]?.push(end - begin);
      }
    }
  }
  return {
    accounts,
    bytes: file.length,
    bareWriteMs: median(times['bareWrite']),
    sealMs: median(times['seal']),
    bareReadMs: median(times['bareRead']),
    parseMs: median(times['parse']),
    parseAndListMs: median(times['parseAndList']),
  };
}

/** Accounts as people have them: mostly TOTP, some counters, a note or a tag here and there, names in every script. */
async function vaultOf(accounts: number): Promise<OpenVault> {
  const empty = await createVault({
    password: 'not measured here',
    cost: 'standard',
    // Argon2 is not what is measured: the vault is opened by its master key.
    deriveKey: async ({ length }) => randomBytes(length),
    randomBytes,
  });
  const edit = { replica: '0123456789abcdef', unixSeconds: 1_764_000_000 };
  let { document } = empty;
  for (let index = 0; index < accounts; index++) {
    document = addAccount(
      document,
      {
        id: newAccountId(randomBytes),
        otp: otpOf(index),
        ...(index % 3 === 0 && { tags: ['Work', `Team ${index % 20}`] }),
        ...(index % 10 === 0 && { note: `Recovery codes are in the safe, Fach ${index}, Schlüssel bei Zoë 🔑` }),
        ...(index % 25 === 0 && { favourite: true }),
      },
      edit,
    );
  }
  return { ...empty, document };
}

function otpOf(index: number): OtpAccount {
  const common = {
    issuer: index % 50 === 0 ? `Служба ${index}` : `Service ${index}`,
    accountName: `ada.lovelace+${index}@firm.example`,
    secret: Secret.fromBytes(randomBytes(20)),
    unknownParameters: [],
  };
  return index % 20 === 0
    ? { kind: 'hotp', ...common, algorithm: 'SHA1', digits: 6, counter: index }
    : { kind: 'totp', ...common, algorithm: index % 7 === 0 ? 'SHA256' : 'SHA1', digits: 6, periodSeconds: 30 };
}

async function reopened(file: Uint8Array, { masterKey }: OpenVault): Promise<OpenVault> {
  const outcome = await reopenVault(file, masterKey);
  if (outcome.outcome !== 'opened') {
    throw new Error(`The vault of the bench does not open: ${outcome.outcome}.`);
  }
  return outcome.vault;
}

/** The vault's own content as one JSON value: every field that is in the file, and nothing around it. */
async function bareDocument(file: Uint8Array, vault: OpenVault): Promise<unknown> {
  const headerLength = new DataView(file.buffer, file.byteOffset).getUint32(18);
  const start = 22 + headerLength + 12;
  const plaintext = await vault.masterKey.unseal(
    { nonce: new Uint8Array(file.slice(start - 12, start)), associatedData: new Uint8Array(file.slice(0, start)) },
    new Uint8Array(file.slice(start, -32)),
  );
  const [first, ...accounts] = new TextDecoder().decode(plaintext ?? undefined).split('\n');
  return {
    document: JSON.parse(first ?? '') as unknown,
    accounts: accounts.map((line) => JSON.parse(line) as unknown),
  };
}

function writeBare(document: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}

function readBare(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
