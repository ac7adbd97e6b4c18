import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { aes128Zip, aes256Zip, sqlCipher3, zipCryptoZip } from '../test/encrypted-samples.ts';

/** Finds of earlier runs, made small. They stay, so that none comes back. */
export const findsFolder: string = join(import.meta.dirname, '..', 'test', 'finds');

const sharedFolder = join(import.meta.dirname, '..', '..', '..', '..', 'shared');
/** Files of other programs, and of other libraries, that were made for the tests. */
const fixturesFolder = join(import.meta.dirname, '..', 'test', 'fixtures');
const mostBytes = 256 * 1024;

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** What a stranger starts from, who has no files of other programs: a line of each shape. */
const ownSeeds: readonly unknown[] = [
  `otpauth://totp/Alder:ada?secret=${secret}&issuer=Alder&algorithm=SHA256&digits=8&period=60\nsteam://${secret}`,
  `otpauth-migration://offline?data=CiEKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgNhZGEgASgBMAIQARgBIAAoAQ==`,
  { header: {}, db: { entries: [{ type: 'hotp', name: 'ada', issuer: 'Alder', info: { secret, counter: 3 } }] } },
  { services: [{ name: 'Alder', secret, otp: { digits: 7, period: 20, tokenType: 'TOTP' } }], schemaVersion: 4 },
  { encrypted: false, items: [{ name: 'Alder', login: { username: 'ada', totp: `steam://${secret}` } }] },
  { version: 1, entries: [{ content: { uri: `otpauth://totp/Alder:ada?secret=${secret}`, name: 'ada' } }] },
  { Authenticators: [{ Type: 2, Issuer: 'Alder', Username: 'ada', Secret: secret, Digits: 6, Period: 30 }] },
  { tokenOrder: ['Birch:kai'], tokens: [{ label: 'kai', secret: [49, 50, -51, 52, 53], type: 'HOTP', counter: 4 }] },
  { deviceId: '', version: 1, accounts: [{ issuerName: 'Alder', userName: 'ada', secret, digits: 6, timeStep: 30 }] },
  [{ secret, issuer: 'Alder', label: 'ada', type: 'TOTP', tags: ['work'] }],
  [{ kind: 'HOTP', issuer: 'Birch', account: 'kai', secret, counter: '41', timer: '30', digits: '8' }],
  { shared_secret: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=', account_name: 'ada', secret_1: '' },
  `<?xml version='1.0'?><map><string name="Birch:kai">{&quot;secret&quot;:[49,50,51,52,53],&quot;type&quot;:&quot;TOTP&quot;}</string></map>`,
  `Here is my link: otpauth://totp/Alder:ada?secret=${secret}&issuer=Alder, and [one](otpauth://totp/Birch?secret=${secret})otpauth://hotp/C?secret=${secret}&counter=3.`,
  `sep=;\nTitle;Username;Password;TOTP;TimeOtp-Secret-Hex\n"Alder";ada;x;${secret};60;8\nBirch;kai;;key=${secret}&step=20;3132333435363738\n`,
  `GitHub: ${secret}\nGoogle (ada)\ngezd gnbv gy3t qojq\n- Birch - kai: ${secret}\n`,
  {
    items: [
      { title: 'Alder', fields: [{ label: 'TOTP', value: secret }] },
      { uri: `otpauth://totp/?secret=${secret}` },
    ],
  },
  `<table><tr><th>Name</th><th>Secret</th></tr><tr><td>Alder</td><td>${secret}</td></tr></table>`,
  `<?xml version="1.0"?><WinAuth version="3.6"><WinAuthAuthenticator id="a" type="WinAuth.HOTPAuthenticator"><name>Birch (kai)</name><authenticatordata><secretdata>3132333435363738\t6\tSHA1\t30|41</secretdata></authenticatordata></WinAuthAuthenticator></WinAuth>`,
  `<?xml version="1.0"?><KeePassFile><Root><Group><Name>All</Name><Entry><String><Key>Title</Key><Value>Alder</Value></String><String><Key>TimeOtp-Secret-Base32</Key><Value ProtectInMemory="True">${secret}</Value></String></Entry></Group></Root></KeePassFile>`,
  `folder,favorite,type,name,login_username,login_totp\n,,login,Alder,ada,"${secret}"\n`,
];

/** What mutation starts from: files made for the tests, those of other programs where they stand beside the project, earlier finds, and our own. */
export function readCorpus(): readonly Uint8Array[] {
  return [
    ...ownSeeds.map(bytesOf),
    ...[aes128Zip, aes256Zip, sqlCipher3, zipCryptoZip].map(fromBase64),
    ...pathsIn(fixturesFolder).flatMap(readFixture),
    ...[findsFolder, join(sharedFolder, 'fixtures'), join(sharedFolder, 'cases', 'imports')]
      .flatMap(pathsIn)
      .map((path) => Uint8Array.from(readFileSync(path))),
  ];
}

/** Several of our fixtures lie in one JSON file by their names: as JSON, or in base64. */
function readFixture(path: string): readonly Uint8Array[] {
  const text = readFileSync(path, 'utf8');
  switch (extname(path)) {
    case '.base64':
      return [fromBase64(text)];
    case '.json':
      return Object.values(JSON.parse(text) as Readonly<Record<string, unknown>>) // a file of ours, of this shape
        .map((one) => (typeof one === 'string' ? fromBase64(one) : bytesOf(one)));
    case '.py':
      return [];
    default:
      return [bytesOf(text)];
  }
}

function bytesOf(content: unknown): Uint8Array {
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

function pathsIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .toSorted()
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile() && statSync(path).size <= mostBytes)
    : [];
}
