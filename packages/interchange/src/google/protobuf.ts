/** One field of a message. Numbers beyond 2^53 - 1 are bigints, so that none is rounded. */
export interface ProtobufField {
  readonly number: number;
  readonly value: number | bigint | Uint8Array;
}

/**
 * The fields of a protocol buffers message in order (protobuf.dev, "Encoding"); null where the bytes are none. Of the wire
 * types, groups alone are not read: nobody writes them any more.
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
