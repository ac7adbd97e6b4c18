import { scryptSync } from 'node:crypto';
import { createMfa, defaultMfaPolicy } from '@halfminute/mfa';
import { createAuditLog, createSqlMfaStore, migrateMfa, openSqlite, type MfaSchema } from '@halfminute/mfa-sql';
import { formatOtpauthUri } from '@halfminute/otp';
import express, { type Request } from 'express';

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
const act = (request: Request) => {
  const who = { userId: request.get('x-user') ?? '', attemptId: request.get('x-sign-in') ?? '' }; // your session knows both
  const source = { address: request.ip ?? null, agent: request.get('user-agent') ?? null, place: null };
  return { ...who, typed: String(request.body?.code), context: { actor: { kind: 'user' }, source } } as const;
};
const app = express().use(express.urlencoded());
app.post('/mfa/enrol', async (request, response) => {
  const shown = await mfa.begin({ ...act(request), startAgain: false, presented: 'nothing', adds: 'first' });
  const names = { issuer: 'Cases', accountName: act(request).userId, unknownParameters: [] };
  const link = shown.result === 'pending' && formatOtpauthUri({ kind: 'totp', ...names, ...shown, ...shown.profile });
  response.json({ result: shown.result, link }); // draw it as a QR code, and show its long code beside it
});
app.post('/mfa/confirm', async (request, response) => {
  const { result } = await mfa.confirm({ ...act(request), name: 'My computer' });
  response.json({ result }); // `confirmed`: go on with mfa.issueRecoveryCodes
});
app.post('/mfa/verify', async (request, response) => {
  const { result } = await mfa.verify({ ...act(request), factor: 'code', purpose: 'sign-in' });
  response.json({ result }); // `accepted`, and nothing else, completes the session
});
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
