import type { Platform } from '../platform.ts';

/** A host as its maker hands it over: fresh, with no vault file, and nobody else using it. */
export interface HostUnderTest {
  readonly platform: Platform;
  /** The same vault file through another platform object, as another tab or another program would have it. */
  openAgain?(): Promise<Platform>;
  /** Makes every write fail in this way, through every platform object of this host; null: the disk works again. */
  failWrites?(how: 'mid-write' | 'disk-full' | null): Promise<void> | void;
  /** Lets go of what was made for this host. */
  dispose?(): Promise<void> | void;
}

export type MakeHost = () => Promise<HostUnderTest>;

/** What a case asks of a host beyond a platform. */
export type ContractNeed =
  /** Its deriveKey is Argon2, not the stand-in. */
  | 'argon2'
  /** It offers `failWrites`. */
  | 'failing-disk'
  /** It offers `openAgain`. */
  | 'second-opener'
  /** Its platform has a keychain. */
  | 'keychain'
  /** Its platform reads pictures. */
  | 'pictures';

/** One rule that every host keeps. Knows no test runner, so that it runs in Node and inside a browser alike. */
export interface ContractCase {
  readonly name: string;
  readonly needs: readonly ContractNeed[];
  /** Makes a host of its own, and disposes of it. Rejects where the rule is broken. */
  run(make: MakeHost): Promise<void>;
}

/** Makes a case of what it does with a fresh host. */
export function contractCase(
  name: string,
  needs: readonly ContractNeed[],
  body: (host: HostUnderTest) => Promise<void>,
): ContractCase {
  return {
    name,
    needs,
    async run(make) {
      const host = await make();
      try {
        await body(host);
      } finally {
        await host.dispose?.();
      }
    },
  };
}

/** The offer of a host that said it has it. Throws where it has not. */
export function offered<Offer>(offer: Offer | undefined, name: string): Offer {
  if (offer === undefined) {
    throw new Error(`The host said that it offers ${name}, but it does not.`);
  }
  return offer;
}
