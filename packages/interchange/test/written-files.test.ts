import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { motpShape, parseOtpauthUri, pinOf, Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { exportFormats, isExportFormat, isSealedFormat, readBackup, writeExport } from '../src/index.ts';
import { missingTransferParts } from '../src/google/missing-parts.ts';
import type { ExportAccount, ExportFormat, ExportWish, ImportEntry, ReadyBackup } from '../src/index.ts';
import { anyVault } from './any-account.ts';
import { argon2, plainAccount } from './samples.ts';

const means = { randomBytes, unixMs: Date.UTC(2026, 10, 26), date: '26 November 2026' };
const password = 'the file has its own: pässword';

const formats = Object.keys(exportFormats).filter(isExportFormat);
const backupFormats = formats.filter((format) => format !== 'paper');

const wish = (format: ExportFormat): ExportWish => (isSealedFormat(format) ? { format, password } : { format });

async function readBack(bytes: Uint8Array): Promise<ReadyBackup> {
  const backup = await readBackup(bytes);
  const ready = backup.outcome === 'ready' ? backup : await backup.unlock({ password, argon2 });
  if (ready.outcome !== 'ready') {
    throw new Error('The password of the file did not open it.');
  }
  return ready;
}

/** With the parameters of a link where the format keeps them. */
const fieldsOf = (otp: OtpAccount, keepsParameters: boolean) => ({
  ...plainAccount(otp),
  pin: pinText(otp),
  ...(keepsParameters && { unknownParameters: otp.unknownParameters }),
});

function pinText(otp: OtpAccount): string | null {
  const pin = pinOf(otp);
  return pin === null ? null : new TextDecoder().decode(pin.reveal());
}

async function expectEqual(format: ExportFormat, vault: readonly ExportAccount[]): Promise<void> {
  const written = await writeExport(wish(format), vault, means);
  const entries = written.count === 0 ? [] : (await readBack(written.content)).entries;
  // No link of Mobile-OTP holds its PIN, and the list says so.
  const isPinless = (entry: ImportEntry): boolean => entry.verdict !== 'imported' && entry.why.reason === 'needs-pin';
  const pinless = written.unsaid.includes('pins') ? vault.filter(({ otp }) => otp.kind === 'motp') : [];
  expect(entries.filter(isPinless)).toHaveLength(pinless.length);
  const back = entries.filter((entry) => !isPinless(entry));
  const came = back.map((entry) => {
    if (entry.verdict !== 'imported') {
      throw new Error(`${entry.where}: ${entry.why.message}`);
    }
    return entry.account;
  });
  const left = new Set(written.leftOut.map(({ issuer, accountName }) => JSON.stringify([issuer, accountName])));
  const keepsParameters = !written.unsaid.includes('link-parameters');
  const kept = vault.filter(
    ({ otp }) => !pinless.some((one) => one.otp === otp) && !left.has(JSON.stringify([otp.issuer, otp.accountName])),
  );
  // Two accounts may have the same names, of which one is left out: then numbers decide, and those that came.
  expect(came).toHaveLength(vault.length - written.leftOut.length - pinless.length);
  expect(entries).toHaveLength(written.count);
  const cameFields = came.map((otp) => fieldsOf(otp, keepsParameters));
  for (const { otp } of kept) {
    expect(cameFields).toContainEqual(fieldsOf(otp, keepsParameters));
  }
  const vaultFields = vault.map(({ otp }) => fieldsOf(otp, keepsParameters));
  for (const fields of cameFields) {
    expect(vaultFields).toContainEqual(fields);
  }
}

describe('what is written comes back', () => {
  /** Whose keys are dear. */
  const slowFormats: readonly ExportFormat[] = ['aegis-encrypted', 'bitwarden-encrypted'];

  it.each(backupFormats.filter((format) => !slowFormats.includes(format)))(
    'any vault through %s and back is equal, or named as left out',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(anyVault, (vault) => expectEqual(format, vault)),
        { numRuns: format === '2fas-encrypted' ? 30 : 150 },
      );
    },
  );

  it.each(slowFormats)('any vault through %s and back is equal, or named as left out', async (format) => {
    await fc.assert(
      fc.asyncProperty(anyVault, (vault) => expectEqual(format, vault)),
      { numRuns: 4 },
    );
  });

  it.each(formats.filter(isSealedFormat))('%s opens with no other password', async (format) => {
    const { content } = await writeExport({ format, password }, [account()], means);
    const backup = await readBackup(content);
    expect(backup.outcome).toBe('needs-password');
    if (backup.outcome === 'needs-password') {
      expect((await backup.unlock({ password: 'another', argon2 })).outcome).toBe('wrong-password');
    }
    expect(new TextDecoder().decode(content)).not.toContain('GEZDGNBV');
  });
});

const secret = (length = 20): Secret =>
  Secret.fromBytes(new TextEncoder().encode('1234567890'.repeat(103)).slice(0, length));

function account(changes: Partial<Extract<OtpAccount, { kind: 'totp' }>> = {}): ExportAccount {
  return {
    otp: {
      kind: 'totp',
      issuer: 'Cases',
      accountName: 'ada',
      unknownParameters: [],
      secret: secret(),
      algorithm: 'SHA1',
      digits: 6,
      periodSeconds: 30,
      ...changes,
    },
  };
}

const counted = (counter: number): ExportAccount => ({
  otp: {
    kind: 'hotp',
    issuer: 'Birch',
    accountName: 'kai',
    unknownParameters: [],
    secret: secret(),
    algorithm: 'SHA1',
    digits: 6,
    counter,
  },
});

const steam: ExportAccount = {
  otp: {
    kind: 'steam',
    issuer: 'Steam',
    accountName: 'ada',
    unknownParameters: [],
    secret: secret(),
    algorithm: 'SHA1',
    digits: 5,
    periodSeconds: 30,
  },
};

const mobileOtp: ExportAccount = {
  otp: { ...account().otp, kind: 'motp', secret: secret(8), pin: secret(4), ...motpShape },
};

describe('what another program cannot hold is named and left out', () => {
  it.each([
    ['bitwarden', counted(1), 'kind', 'Bitwarden makes no codes from a counter.'],
    ['bitwarden-csv', counted(1), 'kind', 'Bitwarden makes no codes from a counter.'],
    ['google', steam, 'kind', 'Google Authenticator makes no codes of letters, as Steam wants them.'],
    ['google', mobileOtp, 'kind', 'Google Authenticator makes no codes of Mobile-OTP.'],
    ['paper', mobileOtp, 'kind', 'The paper sheet makes no codes of Mobile-OTP.'],
    ['google', account({ digits: 7 }), 'digits', 'Google Authenticator cannot make codes of 7 digits.'],
    ['google', account({ periodSeconds: 60 }), 'period', 'cannot make codes that change every 60 seconds.'],
    ['google', account({ secret: secret(1024), accountName: 'ü'.repeat(1000) }), 'too-long', 'too long for a QR code.'],
    ['paper', account({ secret: secret(1024), accountName: 'ü'.repeat(1000) }), 'too-long', 'too long for a QR code.'],
    ['2fas', account({ digits: 9 }), 'digits', '2FAS cannot make codes of 9 digits.'],
    ['2fas', counted(2 ** 31), 'counter', '2FAS cannot count as far as 2147483648.'],
    ['links', account({ secret: secret(4) }), 'secret', 'Its code has 4 bytes'],
  ] as const)('%s: %#', async (format, misfit, reason, message) => {
    const written = await writeExport({ format }, [account(), misfit], means);
    expect(written.count).toBe(1);
    expect(written.leftOut).toEqual([
      {
        issuer: misfit.otp.issuer,
        accountName: misfit.otp.accountName,
        reason,
        message: expect.stringContaining(message),
      },
    ]);
  });

  it('a link of Mobile-OTP is written without its PIN, which is said', async () => {
    expect(await writeExport({ format: 'links' }, [mobileOtp], means)).toMatchObject({ count: 1, unsaid: ['pins'] });
    expect(await writeExport({ format: 'aegis' }, [mobileOtp], means)).toMatchObject({ count: 1, unsaid: [] });
  });

  it.each([
    ['links', account({ issuer: 'Steam', digits: 5 }), "Steam's letters"],
    ['bitwarden', account({ issuer: 'Steam', digits: 5 }), "Steam's letters"],
    ['bitwarden-csv', account({ issuer: 'steam guard', digits: 5 }), "Steam's letters"],
    ['paper', account({ issuer: 'Steam', digits: 5 }), "Steam's letters"],
    ['2fas', account({ periodSeconds: 1 }), 'every 1 seconds'],
    ['2fas', account({ periodSeconds: 86_400 }), 'every 86400 seconds'],
  ] as const)('%s warns of what may not come through: %#', async (format, doubtful, message) => {
    const written = await writeExport({ format }, [account(), doubtful], means);
    const { issuer, accountName } = doubtful.otp;
    expect(written).toMatchObject({ count: 2, leftOut: [] });
    expect(written.cautions).toEqual([{ issuer, accountName, message: expect.stringContaining(message) }]);
  });

  it.each(formats)('%s warns of nothing usual', async (format) => {
    const usual = [account({ periodSeconds: 60 }), account({ digits: 5 }), steam, account({ issuer: 'Steam' })];
    expect((await writeExport(wish(format), usual, means)).cautions).toEqual([]);
  });

  it('2FAS counts to the greatest number that it can hold', async () => {
    const written = await writeExport({ format: '2fas' }, [counted(2 ** 31 - 1)], means);
    expect(written.leftOut).toEqual([]);
  });

  it('notes, tags, favourites and parameters of links that a file does not hold are said', async () => {
    const full = { ...account({ unknownParameters: [['lock', 'false']] }), note: 'n', tags: ['t'], favourite: true };
    const unsaid = async (format: ExportFormat, accounts: readonly ExportAccount[] = [full]) =>
      (await writeExport(wish(format), accounts, means)).unsaid;
    expect(await unsaid('links')).toEqual(['notes', 'tags', 'favourites']);
    expect(await unsaid('aegis')).toEqual(['link-parameters']);
    expect(await unsaid('2fas')).toEqual(['notes', 'tags', 'favourites', 'link-parameters']);
    expect(await unsaid('bitwarden')).toEqual(['tags']);
    expect(await unsaid('bitwarden', [full, { otp: { ...steam.otp, unknownParameters: [['a', 'b']] } }])).toEqual([
      'tags',
      'link-parameters',
    ]);
    expect(await unsaid('bitwarden-encrypted')).toEqual(['tags']);
    expect(await unsaid('2fas', [account()])).toEqual([]);
  });
});

describe('formats', () => {
  it('Aegis gets notes, favourites, and a group for each tag', async () => {
    const tagged = { ...account(), note: 'spare', tags: ['Work', 'Home'], favourite: true };
    const written = await writeExport({ format: 'aegis' }, [tagged, { ...account(), tags: ['Work'] }], means);
    const { db, header, version } = JSON.parse(new TextDecoder().decode(written.content));
    expect({ version, header, inside: db.version }).toEqual({
      version: 1,
      header: { slots: null, params: null },
      inside: 3,
    });
    expect(db.groups.map(({ name }: { name: string }) => name)).toEqual(['Work', 'Home']);
    expect(db.entries[0]).toMatchObject({ note: 'spare', favorite: true, groups: db.groups.map(uuidOf) });
    expect(db.entries[1].groups).toEqual([uuidOf(db.groups[0])]);
    const [first] = (await readBack(written.content)).entries;
    expect(first).toMatchObject({ tags: ['Home', 'Work'], note: 'spare', favourite: true });
    expect(uuidOf(db.entries[0])).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('a transfer is cut into pictures that a phone reads, and each says which it is', async () => {
    const many = Array.from({ length: 25 }, (_, at) => account({ accountName: `ada${at}@firm.example` }));
    const { content } = await writeExport({ format: 'google' }, many, means);
    const links = new TextDecoder().decode(content).trim().split('\n');
    expect(links.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...links.map((link) => link.length))).toBeLessThanOrEqual(718);
    const { transferParts, entries } = await readBack(content);
    expect(entries).toHaveLength(25);
    expect(transferParts.map(({ index }) => index)).toEqual(links.map((_, at) => at));
    expect(new Set(transferParts.map(({ batchId, size }) => `${batchId}/${size}`)).size).toBe(1);
    expect(missingTransferParts(transferParts)).toEqual([]);
    expect(missingTransferParts(transferParts.slice(1))).toHaveLength(1);
  });

  it('no name, note or tag becomes markup on the paper sheet', async () => {
    const nasty = '</style></p><script>alert(1)</script>&amp;"\'';
    const { content } = await writeExport({ format: 'paper' }, [account({ issuer: nasty, accountName: nasty })], means);
    const page = new TextDecoder().decode(content);
    expect(page).not.toMatch(/<script|&amp;"/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;&#39;');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:|src=|href=/);
  });

  it('the paper sheet shows the code in groups of four, its check and what is unusual about it', async () => {
    const { content } = await writeExport(
      { format: 'paper' },
      [account({ digits: 8, algorithm: 'SHA256' }), counted(7), steam],
      means,
    );
    const page = new TextDecoder().decode(content);
    expect(page).toContain('<b>GEZD</b> <b>GNBV</b> <b>GY3T</b> <b>QOJQ</b>');
    // The first 20 bits of SHA-256 of "12345678901234567890", by sha256sum and base32 of coreutils.
    expect(page).toContain('Check N3LE, 32 characters');
    expect(page).toContain('Changes every 30 s, 8 digits, SHA-256');
    expect(page).toContain('Counts; next counter 7, 6 digits, SHA-1');
    expect(page).toContain('Steam: five letters and figures');
    expect(page).toContain('3 accounts, written on 26 November 2026.');
  });

  it('an encrypted file of Bitwarden has the fields of its own, and a salt and vectors of its own each time', async () => {
    const seal = async () => {
      const { content } = await writeExport({ format: 'bitwarden-encrypted', password }, [account()], means);
      return JSON.parse(new TextDecoder().decode(content));
    };
    const [one, other] = [await seal(), await seal()];
    const sealed = expect.stringMatching(/^2\.[\w+/]{22}==\|[\w+/]+=*\|[\w+/]{43}=$/);
    expect(one).toEqual({
      encrypted: true,
      passwordProtected: true,
      salt: expect.stringMatching(/^[\w+/]{22}==$/),
      kdfType: 0,
      kdfIterations: 600_000,
      encKeyValidation_DO_NOT_EDIT: sealed,
      data: sealed,
    });
    const ivOf = (text: string): string => text.slice(0, 26);
    const fresh = [one, other].flatMap((file) => [file.salt, ivOf(file.encKeyValidation_DO_NOT_EDIT), ivOf(file.data)]);
    expect(new Set(fresh).size).toBe(6);
  });

  it('csv keeps quotes, commas and line breaks in names', async () => {
    const odd = account({ issuer: 'a "b", c', accountName: '=HYPERLINK("x")' });
    const { content } = await writeExport({ format: 'bitwarden-csv' }, [{ ...odd, note: 'one\r\ntwo' }], means);
    const [entry] = (await readBack(content)).entries;
    expect(entry?.account).toMatchObject({ issuer: 'a "b", c', accountName: '=HYPERLINK("x")' });
  });

  it('the links inside a file of 2FAS are links of the same accounts', async () => {
    const { content } = await writeExport({ format: '2fas' }, [account({ digits: 7 })], means);
    const { services } = JSON.parse(new TextDecoder().decode(content));
    expect(parseOtpauthUri(services[0].otp.link)).toMatchObject({ issuer: 'Cases', digits: 7 });
  });
});

function uuidOf({ uuid }: { readonly uuid: string }): string {
  return uuid;
}
