import { isWithin, networkOf, readIpAddress, readNetwork } from './ip-address.ts';
import type { IpBytes } from './ip-address.ts';

export interface Connection {
  /** The address of the socket's other end. */
  readonly peer: string | null;
  /** The header X-Forwarded-For, all of its lines joined by commas; null where there is none. */
  readonly forwardedFor: string | null;
  /** Addresses and networks of our own reverse proxies. */
  readonly proxies: readonly string[];
}

/**
 * Whose request it is, in one spelling for each address; null where the connection has none. X-Forwarded-For counts only
 * where the peer is one of our proxies, and is read from the right: the last entry is what that proxy saw, the ones before it
 * are what somebody wrote. The first from the right that is no proxy of ours is the client.
 */
export function clientAddress({ peer, forwardedFor, proxies }: Connection): string | null {
  const socket = peer === null ? null : readIpAddress(peer);
  if (socket === null) {
    return null;
  }
  let client = socket;
  if (forwardedFor !== null && isProxy(socket, proxies)) {
    for (const entry of forwardedFor.split(',').reverse()) {
      const address = readIpAddress(entry);
      if (address === null) {
        // "unknown", or nonsense: what stands left of it is not worth more. The hop that wrote it is the last that we know.
        break;
      }
      client = address;
      if (!isProxy(address, proxies)) {
        break;
      }
    }
  }
  return spell(client);
}

/** Whether this address is one of our reverse proxies, whose X-Forwarded-Proto may be believed. */
export function isTrustedPeer(peer: string | null, proxies: readonly string[]): boolean {
  const socket = peer === null ? null : readIpAddress(peer);
  return socket !== null && isProxy(socket, proxies);
}

function isProxy(address: IpBytes, proxies: readonly string[]): boolean {
  return proxies.some((proxy) => {
    const network = readNetwork(proxy);
    return network !== null && isWithin(address, network);
  });
}

function spell(address: IpBytes): string {
  if (address.length === 4) {
    return address.join('.');
  }
  const [groups = ''] = networkOf(address, 128).split('/');
  // The URL parser writes IPv6 as RFC 5952 asks, the longest run of zeros as "::".
  return new URL(`http://[${groups}]`).hostname.slice(1, -1);
}

/** Whether a host as it stands in a URL or a setting is this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopback(host: string): boolean {
  const address = readIpAddress(host);
  return host === 'localhost' || (address !== null && isProxy(address, ['127.0.0.0/8', '::1']));
}
