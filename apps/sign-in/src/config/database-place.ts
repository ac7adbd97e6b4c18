/** Where the database is, read from its address. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly path: string; readonly inMemory: boolean }
  | { readonly kind: 'postgres'; readonly connectionString: string }
  | { readonly kind: 'unknown' };

/** `sqlite:/path/to/file`, `sqlite::memory:`, `postgres://…` or `postgresql://…`. */
export function databasePlace(address: string): DatabasePlace {
  if (/^postgres(?:ql)?:\/\//.test(address)) {
    return { kind: 'postgres', connectionString: address };
  }
  if (address.startsWith('sqlite:')) {
    // "sqlite:///var/x.db" is how others write it: two slashes of the address, then the path.
    const path = address.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    if (path !== '') {
      // SQLite takes "" and ":memory:", and any "file:…mode=memory", for a database that is gone with the process.
      const inMemory =
        path === ':memory:' || /^file:.*[?&]mode=memory\b/.test(path) || path.startsWith('file::memory:');
      return { kind: 'sqlite', path, inMemory };
    }
  }
  return { kind: 'unknown' };
}
