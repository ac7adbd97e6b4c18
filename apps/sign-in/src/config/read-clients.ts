import { plainLine } from '../accounts/plain-text.ts';
import type { ClientConfig } from './config.ts';
import { parseHttpUrl } from './parse-values.ts';

export type ClientsReading =
  | { readonly result: 'clients'; readonly clients: readonly ClientConfig[] }
  /** Sentences that name the client and the field; none repeats a secret. */
  | { readonly result: 'refused'; readonly problems: readonly string[] };

/** The list of clients: an array of objects with the names of {@link ClientConfig}, of which only `id`, `name` and `redirectUris` must be there. */
export function readClients(value: unknown): ClientsReading {
  if (!Array.isArray(value)) {
    return { result: 'refused', problems: ['it has to be a list of clients, [ { … }, { … } ].'] };
  }
  const problems: string[] = [];
  const clients = value.map((entry: unknown, index) => readClient(entry, { at: `client ${index + 1}`, problems }));
  const ids = clients.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
    problems.push(`two clients have the id ${JSON.stringify(id)}; give each its own.`);
  }
  return problems.length === 0 ? { result: 'clients', clients } : { result: 'refused', problems };
}

interface Place {
  readonly at: string;
  readonly problems: string[];
}

function readClient(value: unknown, place: Place): ClientConfig {
  const fields: Readonly<Record<string, unknown>> = isObject(value) ? value : {};
  if (!isObject(value)) {
    place.problems.push(`${place.at} has to be an object.`);
  }
  for (const name of Object.keys(fields)) {
    if (!names.has(name)) {
      place.problems.push(
        `${place.at} has ${JSON.stringify(name)}, which is no setting; there are: ${[...names].join(', ')}.`,
      );
    }
  }
  const read = createFieldReader(fields, place);
  return {
    id: read.line('id') ?? '',
    name: read.line('name') ?? '',
    secret: read.secret(),
    redirectUris: read.uris('redirectUris', { least: 1 }),
    postLogoutRedirectUris: read.uris('postLogoutRedirectUris', { least: 0 }),
    backchannelLogoutUri: read.uri('backchannelLogoutUri'),
    initiateLoginUri: read.uri('initiateLoginUri'),
    defaultAcrValues: read.texts('defaultAcrValues'),
    legacy: read.legacy(),
    rememberedDevices: read.flag('rememberedDevices', true),
  };
}

const names: ReadonlySet<string> = new Set([
  'id',
  'name',
  'secret',
  'redirectUris',
  'postLogoutRedirectUris',
  'backchannelLogoutUri',
  'initiateLoginUri',
  'defaultAcrValues',
  'legacy',
  'rememberedDevices',
] satisfies (keyof ClientConfig)[]);

function createFieldReader(fields: Readonly<Record<string, unknown>>, { at, problems }: Place) {
  function refuse(name: string, expected: string): void {
    problems.push(`${at}: "${name}" has to be ${expected}.`);
  }

  /** Null where it is no list of texts, which was said then. */
  function listOf(name: string): readonly string[] | null {
    const value = fields[name] ?? [];
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
      return value;
    }
    refuse(name, 'a list of texts');
    return null;
  }

  return {
    texts: (name: string): readonly string[] => listOf(name) ?? [],

    line(name: string): string | null {
      const value = fields[name];
      if (typeof value === 'string' && value !== '' && plainLine(value) === value) {
        return value;
      }
      refuse(name, 'a text of one line');
      return null;
    },

    secret(): string | null {
      const value = fields['secret'] ?? null;
      if (value === null || (typeof value === 'string' && /^[\x21-\x7E]+$/.test(value))) {
        return value;
      }
      refuse('secret', 'a text of visible ASCII characters, or null for a public client');
      return null;
    },

    /** Compared letter by letter later; here only that it can be one. A program's own scheme has a dot (RFC 8252 section 7.1). */
    uris(name: string, { least }: { readonly least: number }): readonly string[] {
      const uris = listOf(name);
      if (uris !== null && (uris.length < least || !uris.every(isRedirectUri))) {
        refuse(name, `a list of ${least === 1 ? 'at least one address' : 'addresses'} without "#" and "*"`);
      }
      return uris ?? [];
    },

    uri(name: string): string | null {
      const value = fields[name] ?? null;
      if (value === null || (typeof value === 'string' && parseHttpUrl(value) !== null)) {
        return value;
      }
      refuse(name, 'an address that begins with https://');
      return null;
    },

    legacy(): ClientConfig['legacy'] {
      const value = fields['legacy'] ?? null;
      if (value === null || value === 'no-pkce') {
        return value;
      }
      refuse('legacy', '"no-pkce", or absent');
      return null;
    },

    flag(name: string, fallback: boolean): boolean {
      const value = fields[name] ?? fallback;
      if (typeof value === 'boolean') {
        return value;
      }
      refuse(name, 'true or false');
      return fallback;
    },
  };
}

function isRedirectUri(uri: string): boolean {
  return URL.canParse(uri) && !/[#*]/.test(uri) && /^(?:https?|[a-z][a-z\d+-]*\.[a-z\d.+-]+):/i.test(uri);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
