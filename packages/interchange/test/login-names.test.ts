import { describe, expect, it } from 'vitest';
import { bytesOf, readPlain, secretBase32 } from './samples.ts';
import type { ReadyBackup } from '../src/index.ts';

const link = (label: string, more = ''): string => `otpauth://totp/${label}?secret=${secretBase32}${more}`;

const bitwarden = (name: string, username: string | null, totp: string): Uint8Array =>
  bytesOf({ encrypted: false, items: [{ type: 1, name, login: { username, totp } }] });
const onePassword = (title: string, totp: string): Uint8Array =>
  bytesOf({
    accounts: [
      { vaults: [{ items: [{ overview: { title }, details: { sections: [{ fields: [{ value: { totp } }] }] } }] }] },
    ],
  });
const protonPass = (name: string, totpUri: string): Uint8Array =>
  bytesOf({
    version: '1.0.0',
    vaults: { a: { items: [{ data: { type: 'login', metadata: { name }, content: { totpUri } } }] } },
  });
const proton = (name: string, uri: string): Uint8Array =>
  bytesOf({ version: 1, entries: [{ content: { uri, entry_type: 'Totp', name } }] });
const keePassXc = (title: string, totp: string): string =>
  `"Group","Title","Username","Password","URL","Notes","TOTP"\n"Root","${title}","","","","","${totp}"\n`;

const names = ({ entries }: ReadyBackup): unknown =>
  entries.map(({ account: { issuer, accountName } }) => [issuer, accountName]);

describe('a link without an issuer inside an item with a title', () => {
  it.each([
    ['Bitwarden', bitwarden('GitHub', 'nora', link('nora'))],
    ['1Password', onePassword('GitHub', link('nora'))],
    ['Proton Pass', protonPass('GitHub', link('nora'))],
    ['Proton Authenticator', proton('GitHub', link('nora'))],
    ['KeePassXC', keePassXc('GitHub', link('nora'))],
    ['a title that repeats the user', bitwarden('GitHub:nora', 'nora', link('nora'))],
    ['a link that names the service alone', bitwarden('My GitHub', 'nora', link('', '&issuer=GitHub'))],
  ])('takes the service from it: %s', async (_, file) => {
    expect(names(await readPlain(file))).toEqual([['GitHub', 'nora']]);
  });

  it.each([
    ['a title that is the user', bitwarden('nora', 'nora', link('nora')), ['', 'nora']],
    ['a title that is the link', bitwarden(link('nora'), 'nora', link('nora')), ['', 'nora']],
    ['a link with an issuer', bitwarden('My GitHub', 'x', link('GitHub:nora')), ['GitHub', 'nora']],
    ['Proton: the name is the user', proton('nora', link('nora')), ['', 'nora']],
    ['Proton: a link with an issuer', proton('nora', link('GitHub:nora', '&issuer=GitHub')), ['GitHub', 'nora']],
  ])('does not: %s', async (_, file, expected) => {
    expect(names(await readPlain(file))).toEqual([expected]);
  });
});

describe('a code of Proton', () => {
  it('of Steam has the issuer that Proton shows, and its title for a user', async () => {
    const steam = `steam://${secretBase32}`;
    expect(names(await readPlain(proton('nora', steam)))).toEqual([['Steam', 'nora']]);
    expect(names(await readPlain(proton('Steam', steam)))).toEqual([['Steam', '']]);
    expect(names(await readPlain(proton('Alder', link('', '&issuer=Alder'))))).toEqual([['Alder', '']]);
    expect(names(await readPlain(proton('nora', link(''))))).toEqual([['', 'nora']]);
  });

  it('among the extra fields of an item is told from the others by the name of its field', async () => {
    const totpUri = link('Alder:Proton%20Pass', '&issuer=Alder');
    const item = (itemUsername: string, fieldNames: readonly string[]): unknown => ({
      data: {
        type: 'login',
        metadata: { name: 'Alder' },
        content: { itemUsername, totpUri: '' },
        extraFields: fieldNames.map((fieldName) => ({ fieldName, type: 'totp', data: { totpUri } })),
      },
    });
    const items = [item('', ['First', 'Second', '', secretBase32]), item('nora', ['First'])];
    const read = await readPlain({ version: '1.0.0', vaults: { a: { items } } });
    expect(names(read)).toEqual([
      ['Alder', 'First'],
      ['Alder', 'Second'],
      ['Alder', 'Proton Pass'],
      ['Alder', expect.not.stringContaining(secretBase32)],
      ['Alder', 'nora'],
    ]);
  });
});
