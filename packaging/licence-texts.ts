import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Crate } from './crates.ts';
import type { NpmPart } from './npm-parts.ts';

export interface LicenceSources {
  readonly crates: readonly Crate[];
  readonly npmParts: readonly NpmPart[];
  /** Node's own version: the command line is Node with our program inside. */
  readonly nodeVersion: string;
}

/** The texts that come with the parts, each text once, with the names of all parts that carry it. */
export function thirdPartyTexts({ crates, npmParts, nodeVersion }: LicenceSources): string {
  const namesByText = new Map<string, string[]>();
  const bare: string[] = [];
  const add = (name: string, licence: string | null, folder: string): void => {
    const texts = textsIn(folder);
    if (texts.length === 0) {
      bare.push(`${name}: ${licence ?? 'none named'}`);
    }
    for (const text of texts) {
      const names = namesByText.get(text) ?? [];
      names.push(`${name} (${licence ?? 'see below'})`);
      namesByText.set(text, names);
    }
  };
  for (const { name, version, licence, folder } of npmParts) {
    add(`npm: ${name} ${version}`, licence, folder);
  }
  for (const { name, version, licence, folder } of crates) {
    add(`crate: ${name} ${version}`, licence, folder);
  }
  const rule = `\n${'='.repeat(78)}\n`;
  return [
    'What Halfminute is made of, besides itself, and the terms of each part.\n',
    `Parts that bring no text of their own; the terms are those of the licence by its name:\n\n${bare.join('\n')}\n`,
    ...[...namesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`),
    `Node.js ${nodeVersion}\n\n${nodeLicence(nodeVersion)}\n`,
  ].join(rule);
}

function textsIn(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|unlicense)/i.test(entry.name))
    .map(({ name }) => name)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

function nodeLicence(version: string): string {
  const path = join(import.meta.dirname, 'licences', `node-${version}.txt`);
  if (!existsSync(path)) {
    throw new Error(
      `${path} is missing: put the file LICENSE of Node.js ${version} there (it lies in Node's own archive).`,
    );
  }
  return readFileSync(path, 'utf8').trim();
}
