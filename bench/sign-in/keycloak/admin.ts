/** A Keycloak that somebody else started, and whoever may make realms there. */
export interface KeycloakAccess {
  /** Such as `http://127.0.0.1:8080`, without a slash at its end. */
  readonly url: string;
  readonly admin: string;
  readonly password: string;
  /** Of the server and of its database; empty where they run elsewhere, and then nothing is known of their CPU and memory. */
  readonly processIds: readonly number[];
}

/** KEYCLOAK_URL, KEYCLOAK_ADMIN, KEYCLOAK_PASSWORD and KEYCLOAK_PID, or null where no address is given. bench/README.md says how to start one. */
export function keycloakAccess(environment: NodeJS.ProcessEnv): KeycloakAccess | null {
  const {
    KEYCLOAK_URL: url,
    KEYCLOAK_ADMIN: admin,
    KEYCLOAK_PASSWORD: password,
    KEYCLOAK_PID: pids = '',
  } = environment;
  if (url === undefined || url === '') {
    return null;
  }
  if (admin === undefined || password === undefined) {
    throw new Error('KEYCLOAK_URL is set: KEYCLOAK_ADMIN and KEYCLOAK_PASSWORD must be, too.');
  }
  const processIds = pids
    .split(',')
    .filter((text) => text.trim() !== '')
    .map(Number);
  if (!processIds.every((id) => Number.isSafeInteger(id) && id > 0)) {
    throw new Error(`KEYCLOAK_PID is process ids with commas between them, and not "${pids}".`);
  }
  return { url: url.replace(/\/+$/, ''), admin, password, processIds };
}

/** Its admin REST API. Each call has a token of its own: one lives for a minute, and an import may take longer. */
export interface KeycloakAdmin {
  get(path: string): Promise<unknown>;
  /** Throws at any answer that is no success, with what it said. */
  post(path: string, body: unknown): Promise<unknown>;
  delete(path: string): Promise<void>;
}

export function createKeycloakAdmin({ url, admin, password }: KeycloakAccess): KeycloakAdmin {
  async function token(): Promise<string> {
    const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: admin, password }),
    });
    const body: unknown = await answer.json();
    if (!answer.ok || typeof body !== 'object' || body === null || !('access_token' in body)) {
      throw new Error(`Keycloak did not let its admin in: ${answer.status}`);
    }
    return String(body.access_token);
  }

  async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/admin/${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`Keycloak answered ${answer.status} to ${method} ${path}: ${text.slice(0, 300)}`);
    }
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    delete: async (path) => void (await call('DELETE', path)),
  };
}

/** Version and database, as it tells them: `Keycloak 26.7.0 on PostgreSQL 15.18`. */
export async function describeKeycloak(admin: KeycloakAdmin): Promise<string> {
  const text = JSON.stringify(await admin.get('serverinfo'));
  const version = /"systemInfo":\{"version":"([^"]+)"/.exec(text)?.[1] ?? '(version unknown)';
  const database = /"databaseProduct":"(\w+ [\w.]+)/.exec(text)?.[1] ?? 'a database that it does not tell';
  return `Keycloak ${version} on ${database}`;
}
