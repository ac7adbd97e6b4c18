/** Every environment variable that the service reads. */
export interface Variable {
  readonly name: string;
  readonly what: string;
  /** Null where production has none and says so. */
  readonly inProduction: string | null;
  readonly inDevelopment: string | null;
  /** Its value is never repeated in a message. */
  readonly secret?: true;
}

export const variables = [
  {
    name: 'HALFMINUTE_MODE',
    what: '"production" or "development"',
    inProduction: 'production',
    inDevelopment: 'production',
  },
  {
    name: 'HALFMINUTE_ISSUER',
    what: 'the address users see, "https://" and a host, without a path',
    inProduction: null,
    inDevelopment: 'http://localhost:6238',
  },
  {
    name: 'HALFMINUTE_LISTEN',
    what: 'host and port to listen at, such as "127.0.0.1:6238" or "[::1]:6238"',
    inProduction: '127.0.0.1:6238',
    inDevelopment: '127.0.0.1:6238',
  },
  {
    name: 'HALFMINUTE_DATABASE',
    what: '"sqlite:/path/to/sign-in.db" or "postgres://user:password@host/database"',
    inProduction: null,
    inDevelopment: 'sqlite:./out/sign-in/sign-in.db',
    secret: true,
  },
  {
    name: 'HALFMINUTE_KEY_FILE',
    what: 'the path of the key file, mode 0600, outside the database and its backups',
    inProduction: null,
    inDevelopment: './out/sign-in/keys.json',
  },
  {
    name: 'HALFMINUTE_NODE',
    what: "this node's name in the audit log, another one for each node",
    inProduction: "the machine's host name",
    inDevelopment: "the machine's host name",
  },
  {
    name: 'HALFMINUTE_PROXIES',
    what: 'addresses or networks of your reverse proxies, separated by commas, such as "10.0.0.0/8, ::1"',
    inProduction: 'none',
    inDevelopment: 'none',
  },
  {
    name: 'HALFMINUTE_SMTP_URL',
    what: '"smtps://user:password@host:465" or "smtp://host:587"',
    inProduction: null,
    inDevelopment: 'none: mails stand on a page of their own',
    secret: true,
  },
  {
    name: 'HALFMINUTE_MAIL_FROM',
    what: "the sender's address",
    inProduction: null,
    inDevelopment: 'sign-in@localhost',
  },
  {
    name: 'HALFMINUTE_PLATFORM_NAME',
    what: 'the name of what people sign in to, as short as on its own pages',
    inProduction: null,
    inDevelopment: 'Cases',
  },
  {
    name: 'HALFMINUTE_PLATFORM_LONG_NAME',
    what: 'the same after "Sign in to"',
    inProduction: 'the short name',
    inDevelopment: 'the cases of Hartwell Moss',
  },
  {
    name: 'HALFMINUTE_PLATFORM_URL',
    what: "the platform's own address",
    inProduction: null,
    inDevelopment: 'http://localhost:6239',
  },
  {
    name: 'HALFMINUTE_PLATFORM_GUIDE',
    what: "the platform's page about setting up an authenticator (docs/guides/set-up-mfa.md is made to be one)",
    inProduction: 'HALFMINUTE_SUPPORT_LINK, else the platform',
    inDevelopment: 'the same',
  },
  {
    name: 'HALFMINUTE_SUPPORT_NAME',
    what: 'who helps, such as "IT"',
    inProduction: 'IT',
    inDevelopment: 'IT',
  },
  {
    name: 'HALFMINUTE_SUPPORT_MAIL',
    what: "the helpers' mail address",
    inProduction: 'none, where another way is set',
    inDevelopment: 'it@hartwell-moss.example',
  },
  {
    name: 'HALFMINUTE_SUPPORT_TELEPHONE',
    what: "the helpers' telephone number",
    inProduction: 'none, where another way is set',
    inDevelopment: '020 7946 0123',
  },
  {
    name: 'HALFMINUTE_SUPPORT_LINK',
    what: "the address of the helpers' page",
    inProduction: 'none, where another way is set',
    inDevelopment: 'none',
  },
  {
    name: 'HALFMINUTE_CLIENTS',
    what: 'the path of a JSON file with the list of clients',
    inProduction: 'none',
    inDevelopment: 'none',
  },
  {
    name: 'HALFMINUTE_POLICY',
    what: 'the path of a JSON file with settings that differ from the default policy',
    inProduction: 'none',
    inDevelopment: 'none',
  },
  {
    name: 'HALFMINUTE_METRICS_TOKEN',
    what: 'what GET /metrics has to bring as "Bearer"; at least 16 characters',
    inProduction: 'none: from this machine only',
    inDevelopment: 'none: from this machine only',
    secret: true,
  },
  {
    name: 'HALFMINUTE_HASH_MEMORY_KIB',
    what: 'memory of one password hash in KiB',
    inProduction: '19456',
    inDevelopment: '19456',
  },
  {
    name: 'HALFMINUTE_HASH_PASSES',
    what: 'passes of one password hash',
    inProduction: '2',
    inDevelopment: '2',
  },
  {
    name: 'HALFMINUTE_HASH_THREADS',
    what: 'how many passwords are hashed at a time',
    inProduction: "the machine's cores less one",
    inDevelopment: "the machine's cores less one",
  },
  {
    name: 'HALFMINUTE_HASH_QUEUE',
    what: 'how many more may wait before sign-ins are answered 503',
    inProduction: '32 for each thread',
    inDevelopment: '32 for each thread',
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]['name'];
