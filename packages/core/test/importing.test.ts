import type { ReadyBackup } from '@halfminute/interchange';
import { describe, expect, it } from 'vitest';
import { createKnownCodes } from '../src/importing/known-codes.ts';
import { createMemoryPictures, memoryPicture } from '../src/testing/index.ts';
import { zipOf } from '../../interchange/test/zip-writer.ts';
import { accountOf, added, deskWith, openDesk, openState, PASSWORD, RFC_SECRET, services } from './desk.ts';
import { OTHER, THIRD, LIST, link, fileOf, found, foundOf, tickedOf, fail } from './imports.ts';

describe('what was offered', () => {
  it('is one link or code for the Add form, also from a file or a picture with nothing else in it', async () => {
    const { app } = await openDesk({ pictures: createMemoryPictures() });
    const one = link('Alder', OTHER);
    expect(await app.imports.read({ text: one })).toEqual({ outcome: 'single', text: one });
    expect(await app.imports.read({ text: 'jbsw y3dp' })).toEqual({ outcome: 'single', text: 'jbsw y3dp' });
    expect(await app.imports.read([fileOf(`${one}\n`)])).toEqual({ outcome: 'single', text: one });
    expect(await app.imports.read([fileOf('Key: jbsw y3dp ehpk 3pxp\n')])).toEqual({
      outcome: 'single',
      text: 'Key: jbsw y3dp ehpk 3pxp',
    });
    expect(await app.imports.read([{ name: 'a.png', bytes: memoryPicture(one) }])).toEqual({
      outcome: 'single',
      text: one,
    });
  });

  it('is several links wherever they stand in what was pasted', async () => {
    const { app } = await openDesk();
    const two = `see ${link('Alder', OTHER)}${link('Beech', THIRD)}`;
    expect(foundOf(await app.imports.read({ text: two })).entries).toHaveLength(2);
    const once = `<a href="${link('Alder', OTHER)}">${link('Alder', OTHER)}</a>`;
    expect(foundOf(await app.imports.read({ text: `${once} ${link('Beech', THIRD)}` })).entries).toHaveLength(3);
  });

  it('is a vault file of ours whatever it is called, but not among others', async () => {
    const { app, platform } = await openDesk();
    await app.backups.saveBackup();
    const file = { name: 'holiday.jpg', bytes: platform.savedFiles[0]?.bytes ?? new Uint8Array() };
    expect(await app.imports.read([file])).toEqual({ outcome: 'vault-file', file });
    const among = foundOf(await app.imports.read([file, fileOf(LIST)]));
    expect(among.refused).toMatchObject([{ name: 'holiday.jpg', reason: 'own-file-among-others' }]);
    expect(among.entries).toHaveLength(4);
  });

  it('is read from several pictures together, and a part of a transfer that is missing is named', async () => {
    const { app } = await openDesk({ pictures: createMemoryPictures() });
    const list = foundOf(
      await app.imports.read([
        { name: '1.png', bytes: memoryPicture(link('Alder', OTHER)) },
        { name: '2.png', bytes: memoryPicture(link('Beech', THIRD), 'https://somewhere.example') },
        { name: '3.png', bytes: memoryPicture() },
        { name: '4.png', bytes: memoryPicture('https://somewhere.example') },
      ]),
    );
    expect(list.entries.map(({ verdict, entry }) => [verdict, entry.where])).toEqual([
      ['imported', 'QR code 1'],
      ['imported', 'QR code 1'],
    ]);
    expect(list.refused.map(({ name, reason }) => [name, reason])).toEqual([
      ['3.png', 'no-code-in-picture'],
      ['4.png', 'no-code-in-picture'],
    ]);
    const part: ReadyBackup = {
      outcome: 'ready',
      program: 'Google Authenticator',
      entries: [],
      transferParts: [{ batchId: 7, index: 0, size: 2 }],
    };
    expect(app.imports.judge([part]).notes[0]).toContain('number 2 is missing');
  });

  it('is an archive of pictures and backups, each read as if it were dropped alone', async () => {
    const { app } = await openDesk({ pictures: createMemoryPictures() });
    const archive = zipOf([
      { name: 'a.png', content: memoryPicture(link('Alder', OTHER)) },
      { name: 'b.png', content: memoryPicture() },
      { name: 'c.txt', content: new TextEncoder().encode(link('Beech', THIRD)) },
    ]);
    const { entries } = foundOf(await app.imports.read([{ name: 'pictures.zip', bytes: archive }]));
    expect(entries.map(({ verdict, entry }) => [verdict, entry.where])).toEqual([
      ['imported', 'a.png, QR code 1'],
      ['unsupported', 'b.png'],
      ['imported', 'c.txt, line 1'],
    ]);
    const without = await openDesk();
    const refused = foundOf(await without.app.imports.read([{ name: 'pictures.zip', bytes: archive }]));
    expect(refused.entries.map(({ verdict }) => verdict)).toEqual(['unsupported', 'unsupported', 'imported']);
  });

  it('asks whether a file is encrypted that only may be', async () => {
    const { app } = await openDesk();
    const bytes = Uint8Array.from({ length: 999 }, (_, at) => (at * 7919 + (at >> 3) * 104_729 + at * at * 31) & 255);
    bytes[0] = 0x95;
    expect(await app.imports.read([{ name: 'x', bytes }])).toMatchObject({ outcome: 'needs-password', isGuess: true });
  });

  it('is refused in a sentence where nothing can be read, without a word of its content', async () => {
    const { app } = await openDesk();
    const reading = await app.imports.read([
      fileOf('dear diary'),
      { name: 'a.png', bytes: memoryPicture(link('Alder', OTHER)) },
    ]);
    expect(reading).toMatchObject({
      outcome: 'refused',
      refused: [
        { name: 'list.txt', reason: 'not-recognised' },
        { name: 'a.png', reason: 'pictures-unsupported' },
      ],
    });
    expect(JSON.stringify(reading)).not.toContain('diary');
  });

  it('waits for its password, says a wrong one, and goes on without what is not unlocked', async () => {
    const { app } = await openDesk();
    const locked = { name: 'otp.json', bytes: await andOtpFile('right', link('Alder', OTHER)) };
    const reading = await app.imports.read([locked, fileOf(LIST)]);
    if (reading.outcome !== 'needs-password') {
      throw new Error(reading.outcome);
    }
    expect([reading.program, reading.fileName]).toEqual(['andOTP', 'otp.json']);
    expect(await reading.unlock('wrong')).toMatchObject({ outcome: 'wrong-password' });
    expect(foundOf(await reading.unlock('right')).entries).toHaveLength(5);
    const without = foundOf(reading.skip());
    expect(without.entries).toHaveLength(4);
    expect(without.refused).toMatchObject([{ name: 'otp.json', reason: 'password-not-given' }]);
  });
});

describe('what was found', () => {
  it('is judged by what is here, in the trash, and earlier in the same import', async () => {
    const { app } = await openDesk();
    await added(app, { service: 'Mine', user: 'me', code: OTHER });
    const trashed = await added(app, { service: 'Gone', code: THIRD });
    await app.accounts.remove(trashed);
    const list = await found(app, `${LIST}\n${link('Elm', RFC_SECRET)}\n${link('Fir', RFC_SECRET)}`);
    expect(list.entries.map(({ verdict, duplicateOf }) => [verdict, duplicateOf?.place, duplicateOf?.issuer])).toEqual([
      ['duplicate', 'here', 'Mine'],
      ['duplicate', 'trash', 'Gone'],
      ['damaged', undefined, undefined],
      ['duplicate', 'here', 'Mine'],
      ['imported', undefined, undefined],
      ['duplicate', 'import', 'Elm'],
    ]);
    expect([...tickedOf(list)]).toEqual([4]);
  });

  it('keeps accounts apart that share a secret and nothing else', async () => {
    const { app } = await openDesk();
    const list = await found(
      app,
      [
        link('Alder', OTHER),
        link('Alder', OTHER, '&digits=8'),
        link('Alder', OTHER, '&period=60'),
        link('Alder', OTHER, '&algorithm=SHA256'),
        `otpauth://hotp/Alder:ada?secret=${OTHER}&counter=4`,
        `otpauth://hotp/Other:ada?secret=${OTHER}&counter=9`,
      ].join('\n'),
    );
    expect(list.entries.map(({ verdict }) => verdict)).toEqual([...Array(5).fill('imported'), 'duplicate']);
    expect(list.entries[5]?.duplicateOf).toMatchObject({ counter: 4 });
    expect([list.counterCodeOf(0), list.counterCodeOf(4)?.length]).toEqual([null, 6]);
  });

  it('calls damaged what cannot be kept here, and imports the rest', async () => {
    const { app } = await openDesk();
    const long = link('Alder', OTHER, `&x=${'y'.repeat(10_001)}`);
    const list = await found(app, `${long}\n${link('Beech', THIRD)}`);
    expect(list.entries.map(({ verdict }) => verdict)).toEqual(['damaged', 'imported']);
    expect(await list.accept(new Set([0, 1]))).toMatchObject({ outcome: 'imported', count: 1 });
  });

  it('takes what the other program had thrown away only when ticked, and then into the trash', async () => {
    const { app } = await openDesk();
    const bin = link('Alder', OTHER, `&codeDisplay=${encodeURIComponent('{"trashed":true}')}`);
    const list = await found(app, `${bin}\n${link('Beech', THIRD)}`);
    expect([...tickedOf(list)]).toEqual([1]);
    await list.accept(new Set([0, 1]));
    expect(services(app)).toEqual(['Beech']);
    expect(openState(app).trash.map(({ issuer }) => issuer)).toEqual(['Alder']);
  });
});

describe('accepting', () => {
  it('adds what is ticked and nothing else, in one save, and remembers it', async () => {
    const { app, platform } = await openDesk();
    const list = await found(app, LIST);
    const before = (await platform.vaultFile.generations()).length;
    expect(await list.accept(new Set([0, 2, 3, 99]))).toMatchObject({ outcome: 'imported', count: 2, problem: null });
    expect((await platform.vaultFile.generations()).length).toBe(before + 1);
    expect(services(app)).toEqual(['Alder', 'Cedar']);
    expect(openState(app).imports).toMatchObject([
      { programs: ['otpauth list'], count: 2, liveCount: 2, undoneCount: 0 },
    ]);
  });

  it('keeps tags, notes and favourites of programs that have them', async () => {
    const { app } = await openDesk();
    const entry = {
      verdict: 'imported' as const,
      where: 'entry 1',
      account: accountOf(app),
      warnings: [],
      wasTrashed: false,
      tags: ['Clients', 'Work'],
      note: 'ask the clerk',
      favourite: true as const,
    };
    const list = app.imports.judge([{ outcome: 'ready', program: 'Aegis', entries: [entry], transferParts: [] }]);
    await list.accept(tickedOf(list));
    expect(openState(app).accounts).toMatchObject([
      { tags: ['Clients', 'Work'], note: 'ask the clerk', favourite: true },
    ]);
  });

  it('takes the code in use, and not its duplicate that the other program had deleted before it', async () => {
    const { app } = await openDesk();
    const gone = link('Gone', OTHER, `&codeDisplay=${encodeURIComponent('{"trashed":true}')}`);
    const list = await found(app, [gone, link('Alder', OTHER)].join('\n'));
    expect(list.entries.map(({ verdict, isTickedAtFirst }) => [verdict, isTickedAtFirst])).toEqual([
      ['duplicate', false],
      ['imported', true],
    ]);
    await list.accept(tickedOf(list));
    expect(services(app)).toEqual(['Alder']);
  });

  it('writes nothing when nothing is ticked', async () => {
    const { app } = await openDesk();
    const list = await found(app, LIST);
    expect(await list.accept(new Set())).toEqual({ outcome: 'nothing-ticked' });
    expect(openState(app).imports).toEqual([]);
  });

  it('holds what could not be saved, and says so', async () => {
    const { app, platform } = await openDesk();
    const list = await found(app, LIST);
    platform.disk.failure = 'disk-full';
    expect(await list.accept(tickedOf(list))).toMatchObject({ outcome: 'imported', problem: 'disk-full' });
    app.session.lock();
    platform.disk.failure = null;
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['Alder', 'Beech']);
  });

  it('keeps nothing of an open import over a lock', async () => {
    const { app } = await openDesk();
    const list = await found(app, LIST);
    const { entry } = list.entries[0] ?? {};
    app.session.lock();
    expect(await list.accept(tickedOf(list))).toEqual({ outcome: 'locked-out' });
    expect(() => entry?.verdict === 'imported' && entry.account.secret.reveal()).toThrow('wiped');
    await app.session.unlock({ password: PASSWORD });
    expect(await list.accept(tickedOf(list))).toEqual({ outcome: 'locked-out' });
  });
});

describe('an entry that waits for its PIN', () => {
  const list = `${link('Alder', OTHER)}\nmotp://Fence:ada?secret=9d8f175307845762\n`;

  it('is judged anew once it is given, ticked, and imported with the others', async () => {
    const { app } = await openDesk();
    const waiting = await found(app, list);
    expect(waiting.entries.map(({ verdict, waitsForPin }) => [verdict, waitsForPin])).toEqual([
      ['imported', false],
      ['unsupported', true],
    ]);
    const given = waiting.givePin(1, '1234');
    const complete = given.outcome === 'given' ? given.found : fail();
    expect(complete.entries[1]).toMatchObject({
      key: 1,
      verdict: 'imported',
      waitsForPin: false,
      isTickedAtFirst: true,
    });
    expect(complete).toMatchObject({ programs: waiting.programs, notes: waiting.notes });
    await complete.accept(tickedOf(complete));
    expect(services(app)).toEqual(['Alder', 'Fence']);
    const again = await found(app, list);
    const same = again.givePin(1, '1234');
    expect(same.outcome === 'given' && same.found.entries[1]?.verdict).toBe('duplicate');
  });

  it('keeps waiting where it cannot be one, and nothing of it outlives a lock', async () => {
    const { app } = await openDesk();
    const waiting = await found(app, list);
    expect(waiting.givePin(1, '')).toMatchObject({ outcome: 'bad-pin' });
    expect(waiting.givePin(0, '1234')).toMatchObject({ outcome: 'bad-pin' });
    expect(waiting.givePin(9, '1234')).toMatchObject({ outcome: 'bad-pin' });
    const { entry } = waiting.entries[1] ?? fail();
    app.session.lock();
    expect(() => entry.verdict !== 'imported' && entry.pinless?.account.secret.reveal()).toThrow('wiped');
  });
});

describe('while nothing is open', () => {
  it('judges by the import alone', async () => {
    const { app } = await deskWith();
    const list = await found(app, LIST);
    expect(list.entries.map(({ verdict }) => verdict)).toEqual(['imported', 'imported', 'damaged', 'duplicate']);
  });
});

describe('known codes', () => {
  it('are found by what makes them, whatever they are called', async () => {
    const { app } = await openDesk();
    const otp = accountOf(app);
    const known = createKnownCodes([{ otp }]);
    expect(known.find({ ...otp, issuer: 'Other', accountName: 'x' })?.otp).toBe(otp);
    expect(known.find(accountOf(app, { digits: '8' }))).toBeNull();
  });
});

/** An encrypted andOTP backup of the newer way, as its documentation has it: rounds, salt, nonce, AES-GCM under PBKDF2-SHA1. */
async function andOtpFile(password: string, uri: string): Promise<Uint8Array> {
  const secret = new URL(uri).searchParams.get('secret');
  const json = JSON.stringify([
    { secret, issuer: 'Andotp', label: 'ada', digits: 6, type: 'TOTP', algorithm: 'SHA1', period: 30, tags: [] },
  ]);
  const salt = new Uint8Array(12).fill(3);
  const iv = new Uint8Array(12).fill(4);
  const iterations = 1000;
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-1', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(json)),
  );
  const rounds = Uint8Array.of(0, 0, iterations >> 8, iterations & 0xff);
  return Uint8Array.from([...rounds, ...salt, ...iv, ...sealed]);
}
