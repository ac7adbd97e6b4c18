import { describe, expect, it } from 'vitest';
import { readPolicy } from '../src/index.ts';
import { policyNames, policySchema } from '../src/policy/schema.ts';

const PATH = '/etc/halfminute/policy.json';

function read(text: string): ReturnType<typeof readPolicy> {
  return readPolicy({ path: PATH, text, problem: null });
}

describe('a policy file', () => {
  it('is not there, mostly', () => {
    expect(readPolicy(undefined)).toEqual({ state: 'none' });
    expect(readPolicy({ path: PATH, text: null, problem: null })).toEqual({ state: 'none' });
  });

  it('says what it says', () => {
    const policy = {
      passwordMinLength: 12,
      keySlots: ['recovery-key'],
      lockAfterIdleSecondsAtMost: 120,
      plainExport: false,
      screenCapture: false,
      clipboardSecondsAtMost: 15,
      vaultFolder: '/srv/halfminute',
    };
    expect(read(JSON.stringify(policy, null, 2))).toEqual({ state: 'in-force', policy });
    expect(read('{}')).toEqual({ state: 'in-force', policy: {} });
  });

  it.each(policyNames)('is read where it is the example of %s', (name) => {
    const policy = { [name]: policySchema[name].example };
    expect(read(JSON.stringify(policy))).toEqual({ state: 'in-force', policy });
  });

  it.each([
    [
      'an unknown name',
      '{\n  "passwordLength": 12\n}',
      2,
      '"passwordLength" is no policy. There are: passwordMinLength',
    ],
    ['a name of another dress', '{"PasswordMinLength": 12}', 1, 'is no policy'],
    ['a name of every object', '{"toString": 1}', 1, 'is no policy'],
    [
      'a name that is there twice',
      '{\n"plainExport": false,\n"plainExport": true}',
      3,
      '"plainExport" is there twice.',
    ],
    ['too little', '{\n\n"passwordMinLength": 7}', 3, '"passwordMinLength" has to be a whole number from 8 to 64.'],
    ['too much', '{"lockAfterIdleSecondsAtMost": 3601}', 1, 'a whole number from 30 to 3600'],
    ['half a second', '{"clipboardSecondsAtMost": 5.5}', 1, 'a whole number from 5 to 120'],
    ['a number in quotes', '{"clipboardSecondsAtMost": "20"}', 1, 'a whole number'],
    ['null', '{"plainExport": null}', 1, '"plainExport" has to be true or false.'],
    [
      'an unknown slot',
      '{"keySlots": [\n"recovery-key",\n"passkey"]}',
      3,
      'a list of some of "recovery-key", "device-key"',
    ],
    ['a slot twice', '{"keySlots": ["device-key", "device-key"]}', 1, 'each at most once'],
    ['one slot without a list', '{"keySlots": "device-key"}', 1, 'a list of some of'],
    ['a relative path', '{"vaultFolder": "halfminute"}', 1, '"vaultFolder" has to be an absolute path.'],
    ['a path with a step up', '{"vaultFolder": "/srv/../etc"}', 1, 'an absolute path'],
    ['a comment', '{\n// for IT\n}', 2, 'This is not JSON.'],
    ['a comma too many', '{\n"plainExport": false,\n}', 3, 'This is not JSON.'],
    ['single quotes', "{\n'plainExport': false}", 2, 'This is not JSON.'],
    ['half a file', '{\n"plainExport": fal', 2, 'This is not JSON.'],
    ['nothing', '', 1, 'This is not JSON.'],
    ['a list', '\n[]', 2, 'A policy is one JSON object'],
    ['two objects', '{}\n{}', 2, 'This is not JSON.'],
  ])('is broken by %s, and its line is named', (_what, text, line, message) => {
    const reading = read(text);
    expect(reading).toMatchObject({ state: 'broken', path: PATH, line });
    expect(reading.state === 'broken' && reading.message).toContain(message);
  });

  it('is broken without a line where the file itself is', () => {
    expect(readPolicy({ path: PATH, text: null, problem: 'Others may write to it.' })).toEqual({
      state: 'broken',
      path: PATH,
      line: null,
      message: 'Others may write to it.',
    });
    expect(read(' '.repeat(100_001))).toMatchObject({ state: 'broken', line: null });
    expect(read('['.repeat(90_000))).toMatchObject({ state: 'broken' });
  });

  it.each(['C:\\Vaults', '\\\\server\\share\\vaults', '/srv/halfminute'])('may keep the vault in %s', (vaultFolder) => {
    expect(read(JSON.stringify({ vaultFolder }))).toMatchObject({ state: 'in-force' });
  });
});
