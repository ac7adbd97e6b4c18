import type { App, FoundImport, ImportReading } from '../src/index.ts';

export const OTHER = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const THIRD = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';

export function link(issuer: string, secret: string, more = ''): string {
  return `otpauth://totp/${issuer}:ada?secret=${secret}&issuer=${issuer}${more}`;
}

export function fileOf(text: string, name = 'list.txt'): { readonly name: string; readonly bytes: Uint8Array } {
  return { name, bytes: new TextEncoder().encode(text) };
}

export const LIST = [link('Alder', OTHER), link('Beech', THIRD), 'hello', link('Cedar', OTHER)].join('\n');

export async function found(app: App, text: string): Promise<FoundImport> {
  return foundOf(await app.imports.read({ text }));
}

export function foundOf(
  reading: ImportReading | { readonly outcome: 'wrong-password' | 'needs-consent' },
): FoundImport {
  if (reading.outcome !== 'found') {
    throw new Error(`Reading the import: ${reading.outcome}.`);
  }
  return reading.found;
}

export function tickedOf({ entries }: FoundImport): ReadonlySet<number> {
  return new Set(entries.filter(({ isTickedAtFirst }) => isTickedAtFirst).map(({ key }) => key));
}

export async function imported(app: App, text = LIST): Promise<string> {
  const list = await found(app, text);
  const accepted = await list.accept(tickedOf(list));
  if (accepted.outcome !== 'imported') {
    throw new Error(`Importing: ${accepted.outcome}.`);
  }
  return accepted.importId;
}

export function fail(): never {
  throw new Error('There is no such account.');
}
