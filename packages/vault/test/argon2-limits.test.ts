import { describe, expect, it } from 'vitest';
import { argon2Parameters, assertSafeParameters } from '../src/argon2.ts';
import { refusal } from './vaults.ts';

const MIB = 1024;

describe('the cost of a guess at the password', () => {
  it('is 256 MiB, 4 passes, 4 lanes where it is strong, and 64 MiB, 3, 4 where it is standard', () => {
    expect(argon2Parameters('strong')).toEqual({ memoryKiB: 262_144, passes: 4, lanes: 4 });
    expect(argon2Parameters('standard')).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 4 });
  });

  it.each([
    [19 * MIB, 1, 1],
    [19 * MIB, 16, 8],
    [1024 * MIB, 4, 8],
    [1024 * MIB, 1, 1],
    [256 * MIB, 16, 1],
  ])('is accepted at %i KiB, %i passes, %i lanes', async (memoryKiB, passes, lanes) => {
    expect(await refusal(() => assertSafeParameters({ memoryKiB, passes, lanes }))).toBe('nothing');
  });

  it.each([
    ['too little memory', 19 * MIB - 1, 1, 1],
    ['too much memory', 1024 * MIB + 1, 1, 1],
    ['no pass', 19 * MIB, 0, 1],
    ['too many passes', 19 * MIB, 17, 1],
    ['no lane', 19 * MIB, 1, 0],
    ['too many lanes', 19 * MIB, 1, 9],
    ['memory times passes just over 4 GiB', 1024 * MIB, 5, 1],
    ['memory times passes one pass over', 256 * MIB + 1, 16, 1],
    ['no number', Number.NaN, 1, 1],
  ])('is refused with %s', async (_, memoryKiB, passes, lanes) => {
    expect(await refusal(() => assertSafeParameters({ memoryKiB, passes, lanes }))).toBe('unsafe-parameters');
  });

  it('says in the refusal what came and what is accepted', () => {
    expect(() => assertSafeParameters({ memoryKiB: 8, passes: 1, lanes: 1 })).toThrow(
      'The vault asks for 8 memoryKiB; accepted are 19456 to 1048576.',
    );
    expect(() => assertSafeParameters({ memoryKiB: 1_048_576, passes: 5, lanes: 1 })).toThrow(
      'The vault asks for 5242880 KiB of memory times passes; accepted are 4194304 at most.',
    );
  });
});
