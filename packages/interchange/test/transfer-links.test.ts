import { describe, expect, it } from 'vitest';
import { limits } from '../src/limits.ts';
import { notesOf } from '../src/notes.ts';
import { bytesOf, readPlain, refusalOf, secretHex } from './samples.ts';

const key = Buffer.from(secretHex, 'hex');
const field = (number: number, bytes: Uint8Array): readonly number[] => [number * 8 + 2, bytes.length, ...bytes];
const transfer = (payload: readonly number[] | Uint8Array): string =>
  `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(payload).toString('base64'))}`;
const account = (name: Uint8Array, issuer: Uint8Array): string =>
  transfer(field(1, Uint8Array.from([...field(1, key), ...field(2, name), ...field(3, issuer), 0x30, 2])));

describe('a transfer of Google Authenticator', () => {
  it('whose names are no UTF-8 loses no letter without a word', async () => {
    const { entries } = await readPlain(account(Buffer.from('Zo\u00eb', 'latin1'), Buffer.from('Caf\u00e9', 'latin1')));
    expect(entries).toMatchObject([
      {
        verdict: 'imported',
        account: { issuer: 'Caf\u00e9', accountName: 'Zo\u00eb' },
        warnings: [{ code: 'name-guessed', message: expect.stringContaining('may be wrong') }],
      },
    ]);
  });

  it('whose names are UTF-8 is not guessed at, though a character of one was lost before', async () => {
    const { entries } = await readPlain(account(Buffer.from('Zo\u00eb'), Buffer.from('Caf\u00e9 \ufffd')));
    expect(entries).toMatchObject([
      { account: { issuer: 'Caf\u00e9 \ufffd', accountName: 'Zo\u00eb' }, warnings: [{ code: 'name-unreadable' }] },
    ]);
  });

  it('with more fields or entries than any QR code holds is refused before each is an object', async () => {
    const fields = Buffer.alloc(2 * (limits.protobufFields + 1), Buffer.from([0x10, 1]));
    expect(await refusalOf(bytesOf(transfer(fields)))).toBe('too-many-entries');
    const entries = Buffer.alloc(2 * (limits.entries + 1), Buffer.from([0x0a, 0]));
    expect(await refusalOf(bytesOf(transfer(entries)))).toBe('too-many-entries');
  });

  it('that claims more bytes than there are is damaged', async () => {
    const { entries } = await readPlain(transfer([0x0a, ...Array<number>(9).fill(0xff), 1, 1, 2, 3]));
    expect(entries).toMatchObject([{ verdict: 'damaged', why: { reason: 'bad-entry' } }]);
  });

  it('that was cut between two accounts says that some may be missing', async () => {
    const one = field(1, Uint8Array.from([...field(1, key), ...field(2, Buffer.from('Zo\u00eb')), 0x30, 2]));
    const whole = [...one, ...one, 0x10, 1, 0x18, 1, 0x20, 0, 0x28, 7];
    expect(notesOf([await readPlain(transfer(whole))])).toEqual([]);
    const cut = await readPlain(transfer(whole.slice(0, one.length)));
    expect(cut.entries).toMatchObject([{ verdict: 'imported', account: { accountName: 'Zo\u00eb' } }]);
    expect(notesOf([cut])).toEqual([expect.stringContaining('The end of a transfer is missing')]);
  });

  it('that says it has more QR codes than anybody shows names a few of them', async () => {
    const one = field(1, Uint8Array.from([...field(1, key), ...field(2, Buffer.from('Zo\u00eb')), 0x30, 2]));
    const size = [0x18, 0xff, 0xff, 0xff, 0xff, 0x07];
    const [note = '', ...others] = notesOf([await readPlain(transfer([...one, 0x10, 1, ...size, 0x20, 0]))]);
    expect(others).toEqual([]);
    expect(note).toContain('this transfer of 2147483647 QR codes, number 2, 3, 4');
    expect(note.length).toBeLessThan(250);
  });
});
