import { scryptSync } from 'node:crypto';
import { createMfa, defaultMfaPolicy } from '@halfminute/mfa';
import { createAuditLog, createSqlMfaStore, migrateMfa, openSqlite, type MfaSchema } from '@halfminute/mfa-sql';
import { formatOtpauthUri } from '@halfminute/otp';
import { fastify, type FastifyRequest } from 'fastify';

const database = openSqlite<MfaSchema>({ path: process.env['MFA_DATABASE'] ?? 'mfa.sqlite' });
await migrateMfa(database);
const key = Uint8Array.from(Buffer.from(process.env['MFA_KEY'] ?? '', 'hex')); // 32 bytes, kept apart from the database
const mfa = createMfa({
  store: createSqlMfaStore({ database, audit: createAuditLog({ database, node: 'web-1' }) }),
  keyRing: { presentKeyId: '2027', key: async (keyId) => (keyId === '2027' ? key : null) },
  policy: defaultMfaPolicy,
  clock: () => Date.now() / 1000,
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  slowHash: async (code, salt) => Uint8Array.from(scryptSync(code, salt, 32)), // in a pool of threads, on a busy server
});
const act = ({ headers, ip, body }: FastifyRequest<{ Body?: { code?: unknown } }>) => {
  const who = { userId: String(headers['x-user']), attemptId: String(headers['x-sign-in']) }; // your session knows both
  const source = { address: ip, agent: headers['user-agent'] ?? null, place: null };
  const typed = typeof body?.code === 'string' ? body.code : '';
  return { ...who, typed, context: { actor: { kind: 'user' }, source } } as const;
};
const app = fastify();
app.post<{ Body?: { code?: unknown } }>('/mfa/enrol', async (request) => {
  const shown = await mfa.begin({ ...act(request), startAgain: false, presented: 'nothing', adds: 'first' });
  const names = { issuer: 'Cases', accountName: act(request).userId, unknownParameters: [] };
  const link = shown.result === 'pending' && formatOtpauthUri({ kind: 'totp', ...names, ...shown, ...shown.profile });
  return { result: shown.result, link }; // draw it as a QR code, and show its long code beside it
});
app.post<{ Body?: { code?: unknown } }>('/mfa/confirm', async (request) => {
  const { result } = await mfa.confirm({ ...act(request), name: 'My computer' });
  return { result }; // `confirmed`: go on with mfa.issueRecoveryCodes
});
app.post<{ Body?: { code?: unknown } }>('/mfa/verify', async (request) => {
  const { result } = await mfa.verify({ ...act(request), factor: 'code', purpose: 'sign-in' });
  return { result }; // `accepted`, and nothing else, completes the session
});
await app.listen({ port: Number(process.env['PORT'] ?? 3000) });
