import { writeBase64 } from './base64-text.ts';

/**
 * Keycloak keeps a password as two pieces of JSON, `credentialData` and `secretData`, in its export and in its table
 * `credential`. This takes one object that holds both, each as text or as an object, and writes the hash in the form that
 * others use. Null for what is not such an object.
 */
export function keycloakToModular(text: string): string | null {
  const whole = objectOf(text);
  const credential = objectOf(whole?.['credentialData']);
  const secret = objectOf(whole?.['secretData']);
  const value = bytesOf(secret?.['value']);
  const salt = bytesOf(secret?.['salt']);
  const rounds = credential?.['hashIterations'];
  if (credential === null || value === null || salt === null || typeof rounds !== 'number') {
    return null;
  }
  const algorithm = credential['algorithm'];
  const hash = `${writeBase64(salt)}$${writeBase64(value)}`;
  switch (algorithm) {
    case 'pbkdf2':
      return `$pbkdf2$${rounds}$${hash}`;
    case 'pbkdf2-sha256':
    case 'pbkdf2-sha512':
      return `$${algorithm}$${rounds}$${hash}`;
    case 'argon2': {
      const parameters = objectOf(credential['additionalParameters']);
      const [type, version, memory, lanes] = ['type', 'version', 'memory', 'parallelism'].map((name) => {
        const values: unknown = parameters?.[name];
        const first: unknown = Array.isArray(values) ? values[0] : values;
        return typeof first === 'string' || typeof first === 'number' ? String(first) : '';
      });
      const number = version === '1.0' ? 16 : 19;
      return `$argon2${type}$v=${number}$m=${memory},t=${rounds},p=${lanes}$${hash}`;
    }
    default:
      return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const read: unknown = typeof value === 'string' && value.trimStart().startsWith('{') ? parseJson(value) : value;
  return isObject(read) ? read : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bytesOf(value: unknown): Uint8Array | null {
  return typeof value === 'string' && value !== '' ? Buffer.from(value, 'base64') : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
