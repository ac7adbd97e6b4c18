import { describe, expect, it } from 'vitest';
import { readHeader, writeHeader } from '../src/header.ts';
import { hasSlot, inspectVault } from '../src/index.ts';
import { seededBytes } from './chance.ts';
import { forgeDeviceSlot, forgeVault } from './forge.ts';
import { FIRST_LINE, refusal } from './vaults.ts';

const HEX = (digits: number): string => '5'.repeat(digits);
const PASSWORD_FIELDS = {
  kind: 'password',
  id: HEX(32),
  memoryKiB: 65_536,
  passes: 3,
  lanes: 4,
  salt: HEX(64),
};

function passwordLine(changes: object = {}, wrap = HEX(120)): string {
  return `${JSON.stringify({ ...PASSWORD_FIELDS, ...changes })} ${wrap}`;
}

function keyLine(kind: string, id: string): string {
  return `{"kind":"${kind}","id":"${id.padStart(32, '0')}","salt":"${HEX(64)}"} ${HEX(120)}`;
}

function read(...lines: readonly string[]) {
  return readHeader(Buffer.from(['{}', ...lines].join('\n')));
}

describe('the header', () => {
  it('tells what the vault can be opened with', () => {
    const header = read(passwordLine(), keyLine('recovery-key', '1'), keyLine('device-key', '2'), '{"kind":"later"} x');
    expect(header.version).toBe(1);
    expect(header.slots.map((slot) => slot.kind)).toEqual(['password', 'recovery-key', 'device-key', 'unknown']);
    expect(header.slots[0]).toMatchObject({ argon2: { memoryKiB: 65_536, passes: 3, lanes: 4 }, id: HEX(32) });
    expect(hasSlot(header, 'password')).toBe(true);
    expect(hasSlot(read(), 'password')).toBe(false);
    expect(hasSlot(read(keyLine('device-key', '1')), 'recovery-key')).toBe(false);
    expect(hasSlot(read(keyLine('recovery-key', '1')), 'recovery-key')).toBe(true);
  });

  it('keeps the first line and every slot byte for byte, known or not', () => {
    const lines = [
      '{"later": [1.50,  "a"], "b":"\u00e9\\u00e9"}',
      passwordLine({ label: 'x', '7': null, nested: { deep: [] } }),
      '{"kind":"quorum","of":2} ',
      `{"kind" : "recovery-key", "salt":"${HEX(64)}","id":"${HEX(31)}6" } ${HEX(120)}`,
      '{"kind":"passkey"} any-thing.without/spaces',
    ];
    const bytes = Buffer.from(lines.join('\n'));
    expect(Buffer.from(writeHeader(readHeader(bytes)))).toEqual(bytes);
  });

  it('has room for 32 slots and no more', async () => {
    const slots = Array.from({ length: 33 }, (_, index) => keyLine('device-key', index.toString(16)));
    expect(read(...slots.slice(1)).slots).toHaveLength(32);
    expect(await refusal(() => read(...slots))).toBe('damaged');
    expect(() => read(...slots)).toThrow('The vault has 33 slots; at most 32 are accepted.');
  });

  it.each([
    ['two passwords', [passwordLine(), passwordLine({ id: HEX(31) + '6' })]],
    ['two recovery keys', [keyLine('recovery-key', '1'), keyLine('recovery-key', '2')]],
    ['two slots of one id', [keyLine('device-key', '1'), keyLine('device-key', '1')]],
    ['one id for two kinds', [keyLine('device-key', '1'), keyLine('recovery-key', '1')]],
    ['an empty line at its end', [passwordLine(), '']],
    ['a slot that is no JSON', ['nonsense here']],
    ['a slot that is no object', [`[1] ${HEX(120)}`]],
    ['a slot without a space', [passwordLine().replaceAll(' ', '')]],
    ['a slot without a kind', ['{"id":"x"} y']],
    ['a slot whose kind is a number', ['{"kind":1} y']],
    ['a slot that nests too deep', [`{"kind":"later","a":${'['.repeat(33)}${']'.repeat(33)}} y`]],
    ['a slot without an id', [passwordLine({ id: undefined })]],
    ['an id that is too short', [passwordLine({ id: HEX(30) })]],
    ['an id in capitals', [passwordLine({ id: 'A'.repeat(32) })]],
    ['a salt that is too short', [passwordLine({ salt: HEX(62) })]],
    ['a salt that is too long', [passwordLine({ salt: HEX(66) })]],
    ['a salt that is a number', [passwordLine({ salt: 5 })]],
    ['a salt that is no hex', [passwordLine({ salt: 'g'.repeat(64) })]],
    ['a wrapped key that is too short', [passwordLine({}, HEX(118))]],
    ['a wrapped key that is too long', [passwordLine({}, HEX(122))]],
    ['a wrapped key that is no hex', [passwordLine({}, 'z'.repeat(120))]],
    ['a wrap nonce that is no hex', [passwordLine({}, 'z' + HEX(119))]],
    ['memory that is a text', [passwordLine({ memoryKiB: '65536' })]],
    ['memory that is a fraction', [passwordLine({ memoryKiB: 65_536.5 })]],
    ['no passes', [passwordLine({ passes: undefined })]],
    ['lanes that are no number', [passwordLine({ lanes: null })]],
  ])('is refused with %s', async (_, lines) => {
    expect(await refusal(() => read(...lines))).toBe('damaged');
  });

  it.each(['', '[]', 'null', '"{}"', '{', '{}{}'])('is refused with the first line %j', async (line) => {
    expect(await refusal(() => readHeader(Buffer.from(`${line}\n${passwordLine()}`)))).toBe('damaged');
  });

  it('says what the decoder said where it is not UTF-8', () => {
    const readLatin = () => readHeader(Buffer.from('{"a":"\xff"}', 'latin1'));
    expect(readLatin).toThrow(
      expect.objectContaining({ message: 'The header is not UTF-8.', cause: expect.any(TypeError) as unknown }),
    );
  });

  it('is refused when it is not UTF-8, or begins with a byte order mark', async () => {
    const line = Buffer.from(`\n${passwordLine()}`);
    expect(await refusal(() => readHeader(Buffer.concat([Buffer.from('{"a":"\xff"}', 'latin1'), line])))).toBe(
      'damaged',
    );
    expect(await refusal(() => readHeader(Buffer.concat([Buffer.from('\uFEFF{}'), line])))).toBe('damaged');
  });

  it.each([
    { memoryKiB: 19_455 },
    { memoryKiB: 1_048_577 },
    { passes: 0 },
    { passes: 17 },
    { lanes: 0 },
    { lanes: 9 },
    { memoryKiB: 1_048_576, passes: 5 },
    { memoryKiB: Number.MAX_SAFE_INTEGER },
    { memoryKiB: -1 },
  ])('is refused as unsafe with %j', async (cost) => {
    expect(await refusal(() => read(passwordLine(cost)))).toBe('unsafe-parameters');
  });

  it('is refused as unsafe before any password is asked for, even where another slot would open', async () => {
    const masterKey = seededBytes('m')(32);
    const file = forgeVault({
      masterKey,
      header: ['{}', passwordLine({ passes: 1000 }), forgeDeviceSlot({ masterKey, deviceKey: seededBytes('d')(32) })],
      plaintext: FIRST_LINE,
    });
    expect(await refusal(() => inspectVault(file))).toBe('unsafe-parameters');
  });
});
