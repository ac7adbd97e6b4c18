import { readFields, splitName } from '../account-fields.ts';
import type { TransferPart } from '../backup.ts';
import { decodeBase64 } from '../bytes.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { ImportEntry, ImportWarning } from '../entry.ts';
import { decodeUtf8 } from '../text-encoding.ts';
import { algorithmsByNumber, digitsByNumber, kindsByNumber, parameterFields, payloadFields } from './format.ts';
import { readProtobuf } from './protobuf.ts';
import type { ProtobufField } from './protobuf.ts';

interface Transfer {
  readonly entries: readonly ImportEntry[];
  readonly parts: readonly TransferPart[];
}

/** One transfer link of Google Authenticator: "otpauth-migration://offline?data=" and base64 in any dress. */
export function readMigrationLink(link: string, where: string): Transfer {
  const fields = readPayload(link);
  if (fields === null) {
    const damaged = readEntry(where, { issuer: '', accountName: '' }, () => {
      throw new EntryRefusal('bad-entry', 'This transfer link is cut short or changed. Scan the QR code again.');
    });
    return { entries: [damaged], parts: [] };
  }
  const entries = fields
    .filter(({ number }) => number === payloadFields.parameters)
    .map(({ value }, index) => readParameters(value, `${where}, entry ${index + 1}`));
  // Every program writes it, and it stands behind the accounts: a link that was cut between two of them is without it.
  const size = numberOf(fields, payloadFields.batchSize);
  const index = numberOf(fields, payloadFields.batchIndex) ?? 0;
  return { entries, parts: [{ batchId: numberOf(fields, payloadFields.batchId) ?? 0, index, size }] };
}

/** What parts a link from the next in a list; base64 has neither. */
const partingSigns = /[,;]{1,9}$/;

function readPayload(link: string): readonly ProtobufField[] | null {
  const raw = /[?&]data=([^&#]*)/i.exec(link.trim())?.[1]?.replace(partingSigns, '');
  if (raw === undefined) {
    return null;
  }
  let text = raw;
  try {
    text = decodeURIComponent(raw);
  } catch {
    // A "%" that encodes nothing is no base64 either, and is found below.
  }
  const bytes = decodeBase64(text);
  return bytes === null || bytes.length === 0 ? null : readProtobuf(bytes);
}

function readParameters(value: ProtobufField['value'], where: string): ImportEntry {
  const fields = value instanceof Uint8Array ? readProtobuf(value) : null;
  if (fields === null) {
    return readEntry(where, { issuer: '', accountName: '' }, () => {
      throw new EntryRefusal('bad-entry', 'This entry of the transfer is damaged. Scan the QR code again.');
    });
  }
  const issuer = nameIn(fields, parameterFields.issuer);
  const name = nameIn(fields, parameterFields.name);
  const kindNumber = numberOf(fields, parameterFields.kind) ?? 0;
  const algorithmNumber = numberOf(fields, parameterFields.algorithm) ?? 0;
  const digitsNumber = numberOf(fields, parameterFields.digits) ?? 0;
  const secret = lastOf(fields, parameterFields.secret);
  return readFields({
    where,
    // A number that is not known is refused as what it stands for; it is never taken for the usual.
    kind: kindsByNumber.get(kindNumber) ?? `kind ${kindNumber}`,
    ...(issuer.text === '' ? splitName(name.text, ':') : { issuer: issuer.text, accountName: name.text }),
    secret: secret instanceof Uint8Array ? secret : undefined,
    algorithm: algorithmsByNumber.get(algorithmNumber) ?? `number ${algorithmNumber}`,
    digits: digitsByNumber.get(digitsNumber) ?? `number ${digitsNumber}`,
    counter: String(lastOf(fields, parameterFields.counter) ?? 0),
    warnings: issuer.isGuessed || name.isGuessed ? [nameGuessed] : [],
  });
}

const nameGuessed: ImportWarning = {
  code: 'name-guessed',
  message:
    'A name of this account is not written in the letters of its format (UTF-8), and was read as older systems write: some may be wrong. Its code is not touched.',
};

/** Of a field that stands there twice the last one counts (protobuf.dev, "Last One Wins"). */
function lastOf(fields: readonly ProtobufField[], number: number): ProtobufField['value'] | undefined {
  return fields.findLast((one) => one.number === number)?.value;
}

function numberOf(fields: readonly ProtobufField[], number: number): number | undefined {
  const value = lastOf(fields, number);
  // An int32 that is negative is written as one of 64 bits.
  return typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : typeof value === 'number' ? value : undefined;
}

/** A name; where it is no UTF-8, each byte as a letter of Windows' older alphabet, so that none is lost without a word. */
function nameIn(
  fields: readonly ProtobufField[],
  number: number,
): { readonly text: string; readonly isGuessed: boolean } {
  const value = lastOf(fields, number);
  const bytes = value instanceof Uint8Array ? value : new Uint8Array();
  const text = decodeUtf8(bytes);
  return text === null
    ? { text: new TextDecoder('windows-1252').decode(bytes), isGuessed: true }
    : { text, isGuessed: false };
}
