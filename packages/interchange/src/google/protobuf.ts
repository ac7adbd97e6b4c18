import { concatBytes } from '../bytes.ts';
import { InterchangeError } from '../errors.ts';
import { limits } from '../limits.ts';

/** One field of a message. Numbers beyond 2^53 - 1 are bigints, so that none is rounded. */
export interface ProtobufField {
  readonly number: number;
  readonly value: number | bigint | Uint8Array;
}

/**
 * The fields of a protocol buffers message in order (protobuf.dev, "Encoding"); null where the bytes are none. Of the wire
 * types, groups alone are not read: nobody writes them any more. Throws 'too-many-entries' where there are more fields than any
 * honest message has.
 */
export function readProtobuf(bytes: Uint8Array): readonly ProtobufField[] | null {
  const fields: ProtobufField[] = [];
  let at = 0;
  const varint = (): bigint | null => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) {
        return null;
      }
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return BigInt.asUintN(64, value);
      }
    }
    return null;
  };
  while (at < bytes.length) {
    if (fields.length >= limits.protobufFields) {
      throw new InterchangeError(
        'too-many-entries',
        `This transfer holds more than ${limits.protobufFields} fields, and no QR code has room for them. Scan the QR codes again.`,
      );
    }
    const key = varint();
    if (key === null || key > 0xffffffffn) {
      return null;
    }
    const number = Number(key >> 3n);
    const wireType = Number(key & 7n);
    if (wireType === 0) {
      const value = varint();
      if (value === null) {
        return null;
      }
      fields.push({ number, value: value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value });
      continue;
    }
    const length = wireType === 2 ? varint() : wireType === 1 ? 8n : wireType === 5 ? 4n : null;
    if (length === null || length > BigInt(bytes.length - at)) {
      return null;
    }
    fields.push({ number, value: bytes.subarray(at, at + Number(length)) });
    at += Number(length);
  }
  return fields;
}

/** The bytes of a message, its fields in the order given. Numbers are whole and not negative. */
export function writeProtobuf(
  fields: readonly { readonly number: number; readonly value: number | Uint8Array }[],
): Uint8Array {
  const parts = fields.flatMap(({ number, value }) =>
    typeof value === 'number'
      ? [varintBytes(number * 8), varintBytes(value)]
      : [varintBytes(number * 8 + 2), varintBytes(value.length), value],
  );
  return concatBytes(...parts);
}

/** Seven bits a byte, the lowest first; arithmetic, since a counter has more bits than the operators of integers. */
function varintBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.from([...bytes, rest]);
}
