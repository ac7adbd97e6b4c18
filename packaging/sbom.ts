import { createHash } from 'node:crypto';
import type { Crate, CrateTree } from './crates.ts';
import type { NpmPart } from './npm-parts.ts';

export interface SbomSources {
  readonly version: string;
  readonly unixSeconds: number;
  readonly tree: CrateTree;
  readonly npmParts: readonly NpmPart[];
  readonly nodeVersion: string;
}

/**
 * A software bill of materials in CycloneDX 1.6 (ECMA-424), of what one package holds: crates, npm packages, Node. The same
 * sources make the same bytes: its serial number is a hash of its content, its time that of the sources.
 */
export function toSbom({ version, unixSeconds, tree, npmParts, nodeVersion }: SbomSources): string {
  const node = `pkg:generic/node@${nodeVersion}`;
  const referenceById = new Map(tree.crates.map((crate) => [crate.id, crateReference(crate)]));
  const own = `pkg:generic/halfminute@${version}`;
  const content = {
    metadata: {
      timestamp: new Date(unixSeconds * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': own,
        name: 'halfminute',
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components: [
      ...npmParts.map(npmComponent),
      ...tree.crates.map(crateComponent),
      { type: 'platform', 'bom-ref': node, name: 'node', version: nodeVersion, purl: node },
    ],
    dependencies: [
      {
        ref: own,
        dependsOn: [
          ...tree.own.needs.flatMap((id) => referenceById.get(id) ?? []),
          ...npmParts.map(npmReference),
          node,
        ].toSorted(),
      },
      ...tree.crates.map((crate) => ({
        ref: crateReference(crate),
        dependsOn: crate.needs.flatMap((id) => referenceById.get(id) ?? []).toSorted(),
      })),
    ],
  };
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  // RFC 9562 version 8: bits of our own choice.
  const uuid = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    ...content,
  };
  return `${JSON.stringify(bom, null, 1)}\n`;
}

function crateReference({ name, version }: Crate): string {
  return `pkg:cargo/${name}@${version}`;
}

function npmReference({ name, version }: NpmPart): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function crateComponent(crate: Crate): object {
  const { name, version, licence, sha256 } = crate;
  return {
    type: 'library',
    'bom-ref': crateReference(crate),
    name,
    version,
    purl: crateReference(crate),
    ...(licence !== null && { licenses: [{ expression: toSpdx(licence) }] }),
    ...(sha256 !== null && { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
  };
}

function npmComponent(part: NpmPart): object {
  const { name, version, licence, integrity } = part;
  const sha512 = integrity?.startsWith('sha512-') ? Buffer.from(integrity.slice(7), 'base64').toString('hex') : null;
  return {
    type: 'library',
    'bom-ref': npmReference(part),
    name,
    version,
    purl: npmReference(part),
    ...(licence !== null && { licenses: [{ expression: licence }] }),
    ...(sha512 !== null && { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
  };
}

/** Before 2018 cargo knew a slash for "or". */
function toSpdx(licence: string): string {
  return licence.replaceAll(/\s*\/\s*/g, ' OR ');
}
