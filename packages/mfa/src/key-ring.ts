/** The keys that seal seeds. They live outside the database: in a file, an environment or a key service. */
export interface KeyRing {
  /** The name of the key that seals from now on. */
  readonly presentKeyId: string;
  /** 32 bytes, or null for a key that is not here: then nothing can be verified, and the call fails closed. */
  readonly key: (keyId: string) => Promise<Uint8Array<ArrayBuffer> | null>;
}
