import { networkOf, readIpAddress } from '../limits/ip-address.ts';

/** What one client may ask for without a pause, and what it gets back each second: an office that comes to work fits through. */
const burst = 500;
const perSecond = 50;

/** Past this the ones that rest are forgotten; an attacker with more addresses than that is no matter of addresses any more. */
const mostClients = 20_000;

/** A customer of IPv6 has at least a network of this length to himself. */
const ipv6Bits = 64;

export interface FloodGateOptions {
  /** Unix seconds, with fractions. */
  readonly clock: () => number;
  /** `policy.budgetFactor`, asked each time. */
  readonly factor: () => number;
}

/**
 * How many requests one address may make of this node at all: the provider library sets no limit, and each sign-in that is begun is a row in the
 * database. In memory and for each node, since it guards the node. Answers the seconds to wait, or 0.
 */
export function createFloodGate({ clock, factor }: FloodGateOptions): (address: string | null) => number {
  const levels = new Map<string, { level: number; at: number }>();

  function forgetResting(now: number): void {
    for (const [client, { level, at }] of levels) {
      if (level <= (now - at) * perSecond * factor()) {
        levels.delete(client);
      }
    }
  }

  return (address) => {
    const now = clock();
    const [size, drain] = [burst * factor(), perSecond * factor()];
    const client = clientOf(address);
    const before = levels.get(client) ?? { level: 0, at: now };
    const level = Math.max(0, before.level - Math.max(0, now - before.at) * drain) + 1;
    if (level > size) {
      return Math.ceil((level - size) / drain);
    }
    if (levels.size >= mostClients && !levels.has(client)) {
      forgetResting(now);
      if (levels.size >= mostClients) {
        levels.clear();
      }
    }
    levels.set(client, { level, at: now });
    return 0;
  };
}

function clientOf(address: string | null): string {
  // As `clientAddress` spells it: IPv4 is its own client and need not be read.
  if (address === null || !address.includes(':')) {
    return address ?? '';
  }
  const bytes = readIpAddress(address);
  return bytes === null ? '' : networkOf(bytes, ipv6Bits);
}
