import { isIP } from 'node:net';

/** An Internet address as its bytes: 4 for IPv4, 16 for IPv6. */
export type IpBytes = readonly number[];

/**
 * Reads an address as sockets and proxies write it: IPv4, IPv6 with a zone or in brackets, a port behind. IPv4 within IPv6
 * (`::ffff:192.0.2.1`) is IPv4, or one client would have two budgets. Null for anything else.
 */
export function readIpAddress(text: string): IpBytes | null {
  const bare = withoutPort(text.trim()).replace(/%[\w.-]+$/, '');
  switch (isIP(bare)) {
    case 4:
      return bare.split('.').map(Number);
    case 6: {
      const bytes = readIpv6(bare);
      return isMapped(bytes) ? bytes.slice(12) : bytes;
    }
    default:
      return null;
  }
}

/** The first `bits` of an address, as text: one spelling for each network, good as a key. */
export function networkOf(address: IpBytes, bits: number): string {
  const masked = address.map((byte, index) => byte & maskByte(bits, index));
  const digits =
    masked.length === 4
      ? masked.join('.')
      : Array.from({ length: 8 }, (_, group) =>
          (((masked[2 * group] ?? 0) << 8) | (masked[2 * group + 1] ?? 0)).toString(16),
        ).join(':');
  return `${digits}/${bits}`;
}

/** An address, or a network in the form `192.0.2.0/24`. */
export interface Network {
  readonly bytes: IpBytes;
  readonly bits: number;
}

/** Null for what is neither an address nor a network. */
export function readNetwork(text: string): Network | null {
  const [address, length, ...rest] = text.trim().split('/');
  const bytes = readIpAddress(address ?? '');
  if (bytes === null || rest.length > 0) {
    return null;
  }
  const most = bytes.length * 8;
  if (length === undefined) {
    return { bytes, bits: most };
  }
  // "::ffff:10.0.0.0/104" was read as IPv4 above; its length counts from the beginning of the IPv6 form.
  const bits = (address ?? '').includes(':') && bytes.length === 4 ? Number(length) - 96 : Number(length);
  return /^\d{1,3}$/.test(length) && bits >= 0 && bits <= most ? { bytes, bits } : null;
}

export function isWithin(address: IpBytes, network: Network): boolean {
  return (
    address.length === network.bytes.length &&
    address.every((byte, index) => ((byte ^ (network.bytes[index] ?? 0)) & maskByte(network.bits, index)) === 0)
  );
}

function maskByte(bits: number, index: number): number {
  const inThisByte = Math.max(0, Math.min(8, bits - 8 * index));
  return (0xff << (8 - inThisByte)) & 0xff;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text);
  if (bracketed !== null) {
    return bracketed[1] ?? '';
  }
  // One colon only: IPv4 with a port. IPv6 has two at least.
  return /^[^:]+:\d{1,5}$/.test(text) ? text.slice(0, text.indexOf(':')) : text;
}

/** A text that isIP called IPv6. */
function readIpv6(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const before = readGroups(head);
  const after = readGroups(tail ?? '');
  const zeros = tail === undefined ? 0 : 16 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => 0), ...after];
}

function readGroups(text: string): number[] {
  if (text === '') {
    return [];
  }
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) {
      return group.split('.').map(Number);
    }
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function isMapped(bytes: IpBytes): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
}
