import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LARGEST_FILE_BYTES } from '../src/frame.ts';
import { inspectVault } from '../src/index.ts';
import { VaultError } from '../src/errors.ts';
import { beginV1 } from '../src/versions/v1.ts';
import { seededBytes } from './chance.ts';
import { forgeDeviceSlot, forgeVault, withChecksum } from './forge.ts';
import { FIRST_LINE, newVault, opened, refusal, seal } from './vaults.ts';

const masterKey = seededBytes('master')(32);
const deviceKey = seededBytes('device')(32);
const header = ['{}', forgeDeviceSlot({ masterKey, deviceKey })];

describe('the frame of a vault', () => {
  it('has its parts where docs/vault-format.md says', async () => {
    const file = Buffer.from(await seal(await newVault()));
    expect(file.toString('latin1', 0, 16)).toBe('halfminute vault');
    expect(file.readUInt16BE(16)).toBe(1);
    const headerLength = file.readUInt32BE(18);
    expect(file.toString('utf8', 22, 22 + headerLength)).toMatch(/^\{\}\n\{"kind":"password","id":"[0-9a-f]{32}"/);
    expect(file.length).toBe(22 + headerLength + 12 + FIRST_LINE.length + 16 + 32);
    expect(file.subarray(-32)).toEqual(createHash('sha256').update(file.subarray(0, -32)).digest());
  });

  it('reads a vault out of the middle of a larger buffer', async () => {
    const file = await seal(await newVault());
    const larger = new Uint8Array(file.length + 20).fill(7);
    larger.set(file, 10);
    expect((await inspectVault(larger.subarray(10, 10 + file.length))).slots).toHaveLength(1);
    await opened(larger.subarray(10, 10 + file.length));
  });

  it('reads bytes that lie in shared memory', async () => {
    const file = await seal(await newVault());
    const shared = new Uint8Array(new SharedArrayBuffer(file.length));
    shared.set(file);
    await opened(shared);
  });

  it('takes up a file with a fresh nonce at each save, so that no two are alike', async () => {
    const vault = await newVault();
    const [one, other] = [Buffer.from(await seal(vault, 'one')), Buffer.from(await seal(vault, 'other'))];
    const nonceAt = 22 + one.readUInt32BE(18);
    expect(one.subarray(0, nonceAt)).toEqual(other.subarray(0, nonceAt));
    expect(one.subarray(nonceAt, nonceAt + 12)).not.toEqual(other.subarray(nonceAt, nonceAt + 12));
    expect(one.subarray(nonceAt, nonceAt + 12)).toEqual(Buffer.from(seededBytes('one')(12)));
  });

  it('refuses an empty file by name', async () => {
    expect(await refusal(() => inspectVault(new Uint8Array(0)))).toBe('empty');
  });

  it.each([
    ["somebody else's JSON", '{"version":1,"header":{"slots":null},"db":{}}'],
    ['a picture', '\u0089PNG\r\n'],
    ['one byte', 'x'],
    ['a name that begins alike', 'halfminute vaults are fine things to have but this is not one of them'],
    ['zeros', '\0'.repeat(100)],
  ])('refuses %s as no vault', async (_, text) => {
    const isAlike = text.startsWith('halfminute vault');
    expect(await refusal(() => inspectVault(Buffer.from(text, 'latin1')))).toBe(isAlike ? 'damaged' : 'not-a-vault');
  });

  it.each([1, 15, 16, 49])('says of the first %i bytes of a vault that they were cut short', async (length) => {
    const file = await seal(await newVault());
    expect(await refusal(() => inspectVault(file.subarray(0, length)))).toBe('damaged');
    await expect(inspectVault(file.subarray(0, length))).rejects.toThrow(`cut short: it has ${length} bytes`);
  });

  it('looks at the checksum from the fiftieth byte on', async () => {
    const frame = Buffer.from('halfminute vault\0\x01', 'latin1');
    await expect(inspectVault(Buffer.concat([frame, Buffer.alloc(32)]))).rejects.toThrow('its checksum differs');
    await expect(inspectVault(withChecksum(frame))).rejects.toThrow('length of the header');
  });

  it('refuses a file of more than 64 MiB before it looks into it', async () => {
    expect(LARGEST_FILE_BYTES).toBe(67_108_864);
    const file = new Uint8Array(LARGEST_FILE_BYTES + 1);
    expect(await refusal(() => inspectVault(file))).toBe('too-large');
    expect(await refusal(() => inspectVault(file.subarray(1)))).toBe('not-a-vault');
  });

  it('does not write a file of more than 64 MiB, nor a header of more than 64 KiB', async () => {
    const parts = { header: new Uint8Array(100), nonce: new Uint8Array(12) };
    const most = LARGEST_FILE_BYTES - 22 - 100 - 12 - 16 - 32;
    expect(beginV1({ ...parts, plaintextLength: most }).file).toHaveLength(LARGEST_FILE_BYTES);
    expect(await refusal(() => beginV1({ ...parts, plaintextLength: most + 1 }))).toBe('too-large');
    const long = { nonce: parts.nonce, plaintextLength: 0 };
    expect(await refusal(() => beginV1({ ...long, header: new Uint8Array(65_536) }))).toBe('nothing');
    expect(await refusal(() => beginV1({ ...long, header: new Uint8Array(65_537) }))).toBe('too-large');
  });

  it('says of a later version that it is newer, and not that it is broken', async () => {
    for (const version of [2, 3, 255, 256, 65_535]) {
      const file = forgeVault({ masterKey, header, plaintext: FIRST_LINE, version });
      expect(await refusal(() => inspectVault(file))).toBe('newer-version');
    }
    const file = forgeVault({ masterKey, header: ['what later versions write'], plaintext: '', version: 2 });
    await expect(inspectVault(file)).rejects.toThrow('The vault has version 2 of the format; this program knows 1.');
  });

  it('says of version 0, which never was, that it is damaged', async () => {
    const file = forgeVault({ masterKey, header, plaintext: FIRST_LINE, version: 0 });
    expect(await refusal(() => inspectVault(file))).toBe('damaged');
  });

  it('refuses a header length that does not fit into the file', async () => {
    const whole = forgeVault({ masterKey, header, plaintext: '' });
    const room = whole.length - 22 - 12 - 16 - 32;
    const stated = (statedHeaderLength: number) => forgeVault({ masterKey, header, plaintext: '', statedHeaderLength });
    expect(await refusal(() => inspectVault(stated(room)))).toBe('nothing');
    for (const length of [0, room + 1, 65_537, 0xffffffff]) {
      expect(await refusal(() => inspectVault(stated(length)))).toBe('damaged');
    }
  });

  it('reads a header of 64 KiB and refuses a longer one', async () => {
    const padded = (length: number) => {
      const [, slots = ''] = header;
      const room = length - slots.length - 1 - '{"pad":""}'.length;
      return forgeVault({ masterKey, header: [`{"pad":"${'x'.repeat(room)}"}`, slots], plaintext: FIRST_LINE });
    };
    expect(await refusal(() => inspectVault(padded(65_536)))).toBe('nothing');
    expect(await refusal(() => inspectVault(padded(65_537)))).toBe('damaged');
  });

  it('reads the smallest file there can be, and refuses one byte less', async () => {
    const least = Buffer.concat([Buffer.from('halfminute vault\0\x01\0\0\0\x01{', 'latin1'), Buffer.alloc(12 + 16)]);
    await expect(inspectVault(withChecksum(least))).rejects.toThrow('first line of the header');
    await expect(inspectVault(withChecksum(least.subarray(0, -1)))).rejects.toThrow('length of the header');
  });

  it('has one error class, whose name and fields can be relied on', async () => {
    const error = await inspectVault(new Uint8Array(0)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({ name: 'VaultError', code: 'empty', message: 'The file is empty.', field: undefined });
  });
});
