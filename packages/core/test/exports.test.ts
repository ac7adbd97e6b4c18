import { describe, expect, it } from 'vitest';
import { readBackup } from '@halfminute/interchange';
import { exportFormats, isExportFormat, isSealedFormat } from '../src/index.ts';
import type { ExportFormat, ExportRequest } from '../src/index.ts';
import { added, openDesk, PASSWORD } from './desk.ts';

const formats = Object.keys(exportFormats).filter(isExportFormat);

const requestOf = (format: ExportFormat, password = PASSWORD): ExportRequest =>
  isSealedFormat(format) ? { format, password, filePassword: 'of the file' } : { format, password };

async function deskWithTwo(policy?: string) {
  const desk = await openDesk(policy === undefined ? {} : { policy });
  const id = await added(desk.app, { service: 'First' });
  await desk.app.accounts.remove(await added(desk.app, { service: 'Deleted', code: 'KRSXG5CTMVRXEZLU' }));
  await added(desk.app, { service: 'Second', kind: 'hotp', counter: '7' });
  return { ...desk, id };
}

describe('a file for another program', () => {
  it.each(formats)('%s is behind the password, and leaves the trash out', async (format) => {
    const { app } = await deskWithTwo();
    expect(await app.exports.makeFile(requestOf(format, 'not this one'))).toEqual({ outcome: 'wrong-password' });
    const made = await app.exports.makeFile(requestOf(format));
    const left = format.startsWith('bitwarden') ? 1 : 0;
    expect(made).toMatchObject({
      outcome: 'made',
      count: 2 - left,
      leftInTrash: 1,
      file: { name: exportFormats[format].fileName },
    });
    const text = made.outcome === 'made' ? new TextDecoder().decode(made.file.bytes) : '';
    expect(text).not.toContain('Deleted');
    expect(made.outcome === 'made' && made.leftOut.map(({ issuer, reason }) => [issuer, reason])).toEqual(
      left === 1 ? [['Second', 'kind']] : [],
    );
    if (isSealedFormat(format)) {
      expect(text).not.toContain('First');
    }
  });

  it('holds one account alone where one is asked for', async () => {
    const { app, id } = await deskWithTwo();
    const made = await app.exports.makeFile({ format: 'links', password: PASSWORD, only: id });
    expect(made).toMatchObject({ leftInTrash: 0 });
    expect(made.outcome === 'made' && new TextDecoder().decode(made.file.bytes)).toMatch(/^otpauth:\S*First\S*\n$/);
  });

  it('is not made where there is nothing that it can hold', async () => {
    const { app } = await openDesk();
    expect(await app.exports.makeFile(requestOf('aegis'))).toEqual({ outcome: 'nothing', leftOut: [] });
    await added(app, { kind: 'hotp', counter: '1' });
    expect(await app.exports.makeFile(requestOf('bitwarden'))).toMatchObject({
      outcome: 'nothing',
      leftOut: [{ reason: 'kind' }],
    });
  });

  it('is not made when it was locked while the password was tried', async () => {
    const { app } = await deskWithTwo();
    const making = app.exports.makeFile(requestOf('links'));
    app.session.lock();
    expect((await making).outcome).toBe('wrong-password');
  });

  it('is refused by the policy where anybody could read it, and made where it has a password', async () => {
    const { app } = await deskWithTwo('{"plainExport": false}');
    for (const format of formats) {
      // oxlint-disable-next-line no-await-in-loop -- one key derivation after the other
      const { outcome } = await app.exports.makeFile(requestOf(format));
      expect([format, outcome]).toEqual([format, isSealedFormat(format) ? 'made' : 'not-allowed']);
    }
    expect(await app.exports.makeTransfer({ password: PASSWORD })).toEqual({ outcome: 'not-allowed' });
  });
});

describe('a transfer to a phone', () => {
  it('is a row of QR codes behind the password', async () => {
    const { app } = await deskWithTwo();
    expect(await app.exports.makeTransfer({ password: 'not this one' })).toEqual({ outcome: 'wrong-password' });
    const made = await app.exports.makeTransfer({ password: PASSWORD });
    expect(made).toMatchObject({ outcome: 'made', count: 2, leftOut: [], leftInTrash: 1 });
    expect(made.outcome === 'made' && made.pictures.map(({ size, dark }) => dark.length === size * size)).toEqual([
      true,
    ]);
  });

  it('comes back from its links, each batch under another number', async () => {
    const { app } = await deskWithTwo();
    const read = async () => {
      const made = await app.exports.makeFile(requestOf('google'));
      const backup = await readBackup(made.outcome === 'made' ? made.file.bytes : new Uint8Array());
      return backup.outcome === 'ready' ? backup : null;
    };
    const [one, other] = [await read(), await read()];
    expect(one?.entries.map(({ account }) => account.issuer)).toEqual(['First', 'Second']);
    expect(one?.transferParts[0]?.batchId).not.toBe(other?.transferParts[0]?.batchId);
  });
});

describe('the QR code of one account', () => {
  it('comes with the long code', async () => {
    const { app, id } = await deskWithTwo();
    const revealed = await app.accounts.reveal(id, { password: PASSWORD });
    expect(revealed.outcome === 'revealed' && revealed.qr?.size).toBeGreaterThanOrEqual(21);
  });
});
