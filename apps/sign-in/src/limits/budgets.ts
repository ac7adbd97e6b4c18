import { hash } from 'node:crypto';
import type { BudgetAbout, BudgetName } from './limits.ts';
import { networkOf, readIpAddress } from './ip-address.ts';

/** A leaky bucket: it takes `burst` at once, and empties by `perHour`. */
interface Bucket {
  readonly burst: number;
  readonly perHour: number;
}

/** The buckets of one budget; null where it has none of that kind. */
interface BudgetBuckets {
  /** One IPv4 address, or one /64 of IPv6, which is the least that anybody with IPv6 has. */
  readonly address: Bucket;
  /** A /24 of IPv4, a /48 of IPv6: what a small provider or a rented rack has. */
  readonly subnet: Bucket;
  readonly all: Bucket;
  /** One user or mail address, from one subnet: nobody can use up what the user has at home. */
  readonly subjectHere: Bucket | null;
  /** One user or mail address, from everywhere. */
  readonly subject: Bucket | null;
}

/**
 * For `password` and `code` these are wrong ones, since right ones are given back. An office of 500 behind one address in
 * which every tenth person mistypes once at nine o'clock uses 50 of its 150.
 *
 * A guess of a code needs the right password, so the sum over everybody may be small there: one code tried on 1,000 accounts
 * from 1,000 networks is stopped by it. For passwords it has to be large, or anybody could shut everybody out.
 */
const budgets: Readonly<Record<BudgetName, BudgetBuckets>> = {
  password: {
    address: { burst: 150, perHour: 150 },
    subnet: { burst: 400, perHour: 400 },
    all: { burst: 5_000, perHour: 20_000 },
    subjectHere: { burst: 20, perHour: 20 },
    // SP 800-63B-4 section 3.2.2 bounds wrong passwords of one account, too.
    subject: { burst: 100, perHour: 50 },
  },
  code: {
    address: { burst: 60, perHour: 60 },
    subnet: { burst: 150, perHour: 150 },
    all: { burst: 500, perHour: 1_000 },
    subjectHere: null,
    subject: null,
  },
  mail: {
    address: { burst: 20, perHour: 20 },
    subnet: { burst: 60, perHour: 60 },
    all: { burst: 1_000, perHour: 2_000 },
    subjectHere: null,
    subject: { burst: 3, perHour: 3 },
  },
  link: {
    address: { burst: 200, perHour: 600 },
    subnet: { burst: 600, perHour: 1_800 },
    all: { burst: 20_000, perHour: 60_000 },
    subjectHere: null,
    subject: null,
  },
};

/** A bucket that a request falls under, by the key of its row. */
export interface ChargedBucket extends Bucket {
  readonly key: string;
}

/** Always in the order from small to large, in which two nodes that write at once cannot block each other. */
export function chargedBuckets(
  budget: BudgetName,
  { address, subject }: BudgetAbout,
  factor: number,
): readonly ChargedBucket[] {
  const { address: byAddress, subnet, all, subjectHere, subject: bySubject } = budgets[budget];
  const [narrow, wide] = networks(address);
  const who = subject === null ? null : digest(subject);
  const charged: (ChargedBucket | null)[] = [
    who === null || subjectHere === null ? null : { key: `${budget} subject ${who} from ${wide}`, ...subjectHere },
    who === null || bySubject === null ? null : { key: `${budget} subject ${who}`, ...bySubject },
    { key: `${budget} address ${narrow}`, ...byAddress },
    { key: `${budget} subnet ${wide}`, ...subnet },
    { key: `${budget} all`, ...all },
  ];
  return charged
    .filter((bucket) => bucket !== null)
    .map(({ key, burst, perHour }) => ({ key, burst: burst * factor, perHour: perHour * factor }));
}

function networks(address: string | null): readonly [string, string] {
  const bytes = address === null ? null : readIpAddress(address);
  if (bytes === null) {
    return ['none', 'none'];
  }
  return bytes.length === 4
    ? [networkOf(bytes, 32), networkOf(bytes, 24)]
    : [networkOf(bytes, 64), networkOf(bytes, 48)];
}

/** Who types a password into the field above it must not find it in the database. */
function digest(subject: string): string {
  return hash('sha256', subject.toWellFormed(), 'base64url').slice(0, 22);
}
