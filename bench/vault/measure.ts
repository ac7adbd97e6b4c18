import { Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import {
  addAccount,
  createVault,
  editAccount,
  liveAccounts,
  newAccountId,
  reopenVault,
  sealVault,
} from '@halfminute/vault';
import type { OpenVault, RandomBytes } from '@halfminute/vault';

/**
 * What is measured, the same in Node and in Chromium: sealing and parsing a vault of many accounts, against JSON and UTF-8
 * alone over the same document.
 */

export interface Timings {
  readonly accounts: number;
  readonly bytes: number;
  /** Milliseconds, see {@link undisturbed}. */
  readonly bareWriteMs: number;
  readonly sealMs: number;
  readonly bareReadMs: number;
  readonly parseMs: number;
  readonly parseAndListMs: number;
}

const WARM_UP_ROUNDS = 10;
const EDIT = { replica: '0123456789abcdef', unixSeconds: 1_764_000_000 };

export async function measure(accounts: number, rounds: number): Promise<Timings> {
  const made = await vaultOf(accounts);
  const file = await sealVault(made, { randomBytes });
  const vault = await openedAndEdited(file, made);
  const bare = await bareDocument(file, made);
  const bareBytes = writeBare(bare);
  const [bareWriteMs = Number.NaN, sealMs = Number.NaN] = await inTurns(rounds, [
    () => writeBare(bare),
    () => sealVault(vault, { randomBytes }),
  ]);
  const [bareReadMs = Number.NaN, parseMs = Number.NaN] = await inTurns(rounds, [
    () => readBare(bareBytes),
    () => reopened(file, made),
  ]);
  const [parseAndListMs = Number.NaN] = await inTurns(Math.ceil(rounds / 5), [
    async () => liveAccounts((await reopened(file, made)).document).length,
  ]);
  return { accounts, bytes: file.length, bareWriteMs, sealMs, bareReadMs, parseMs, parseAndListMs };
}

/** The time of each task in milliseconds. They take turns, so that whatever else the computer does meets all. */
async function inTurns(rounds: number, tasks: readonly (() => unknown)[]): Promise<readonly number[]> {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const [index, task] of tasks.entries()) {
      const begin = performance.now();
      await task();
      const end = performance.now();
      if (round >= WARM_UP_ROUNDS) {
        times[index]?.push(end - begin);
      }
    }
  }
  return times.map(undisturbed);
}

/** What a save finds: a vault that was opened, and one account of it changed. */
async function openedAndEdited(file: Uint8Array, made: OpenVault): Promise<OpenVault> {
  const vault = await reopened(file, made);
  const [first] = liveAccounts(vault.document);
  return first === undefined
    ? vault
    : { ...vault, document: editAccount(vault.document, first.id, { note: 'edited' }, EDIT) };
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
      EDIT,
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

/** The slowest of the fastest tenth: what the work takes when nobody else wants the core, without the luck of a single round. */
function undisturbed(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)] ?? Number.NaN;
}

const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
