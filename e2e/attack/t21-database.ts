import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPerson, dumpDatabase } from '@halfminute/sign-in/testing';
import type { Cookie, TestService } from '@halfminute/sign-in/testing';
import { encodeBase32 } from '@halfminute/otp';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { withService } from './target.ts';
import {
  afterPassword,
  atCodePage,
  createEnrolled,
  giveRecoveryCodes,
  isIn,
  nextStep,
  showsRecoveryCodes,
  signInRightly,
  takesCode,
  told,
} from './steps.ts';
import type { Enrolled } from './steps.ts';

export const databaseDump = defineAttack({
  id: 'T21',
  name: 'A copy of the database, without the keys',
  realCase: 'Kratos and Logto keep seeds in clear',

  async carryOut(target, ways) {
    const folder = mkdtempSync(join(tmpdir(), 'halfminute-attack-'));
    try {
      const database = (await target.createDatabase()) ?? `sqlite:${join(folder, 'stolen.db')}`;
      const booty = await withService(target, { nodes: 1, config: { database } }, (service) => fill(service, ways));
      // A service of the thief's on the same rows, with keys of its own.
      await withService(target, { nodes: 1, config: { database } }, (service) =>
        openWithOtherKeys(service, booty.ada, ways),
      );
      return ways.tell(
        `${booty.secrets} secrets looked for in every row, in clear, base32, base64 and hexadecimal: none. {ways} tries with what stands there: as cookies, links and tokens, and by a second service on the copy with other keys: no way in.`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

async function fill(service: TestService, ways: Ways): Promise<{ readonly ada: Enrolled; readonly secrets: number }> {
  const { services } = service;
  const ada = await createEnrolled(service);
  const codes = await giveRecoveryCodes(service, ada);
  const parameters = { scope: 'openid offline_access', prompt: 'consent' };
  const { agent, page, request } = await signInRightly(service, ada, { parameters, remember: true });
  const code = service.client.codeOf(page, request);
  const tokens = await service.client.redeem(code, request);
  holds(tokens.refreshToken !== null, 'there are tokens');
  const halfway = await atCodePage(service, ada);
  const fresh = await createPerson(services, { mfaRequired: true });
  const setUp = await afterPassword(service, fresh);
  const pending = /secret=([A-Z2-7]+)/.exec(setUp.page.body)?.[1];
  holds(pending !== undefined, 'a secret is on show');
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind: 'password-reset', userId: ada.account.userId }),
  );
  const mail = service.userAgent();
  await mail.submit(await mail.get('/forgotten'), { user: fresh.userName });

  const cookies = [...agent.cookies.all(), ...halfway.agent.cookies.all()];
  const device = cookies.find(({ name }) => name.includes('device'));
  holds(device !== undefined, 'a device is remembered');
  const secrets: readonly (readonly [string, string])[] = [
    ['her password', ada.password],
    ['her seed', encodeBase32(ada.authenticator.secret)],
    ['her seed in hexadecimal', Buffer.from(ada.authenticator.secret).toString('hex')],
    ['her seed in base64', Buffer.from(ada.authenticator.secret).toString('base64').replace(/=+$/, '')],
    ['a secret on show', pending],
    ...codes.flatMap(
      (each) =>
        [
          ['a recovery code', each],
          ['a recovery code', each.replaceAll(' ', '')],
        ] as const,
    ),
    ['an authorization code', code],
    ['an access token', tokens.accessToken],
    ['a refresh token', tokens.refreshToken],
    ['the token of a link', token],
    ["a device's secret", device.value.split('.')[1] ?? device.value],
    ...cookies.filter(({ name }) => /(session|attempt)/.test(name)).map(({ name, value }) => [name, value] as const),
  ];
  const dump = (await dumpDatabase(services)).toLowerCase();
  holds(dump.includes(ada.userName) && dump.includes('mfa_authenticator'), 'the dump holds what was made');
  for (const [what, value] of secrets) {
    holds(value.length >= 14, `there is ${what}`);
    ways.try(`${what} in the dump`, dump.includes(value.toLowerCase()));
  }
  await useWhatStandsThere(service, ada, { device, session: cookies, ways });
  return { ada, secrets: secrets.length };
}

/** The thief takes the values of the rows for the secrets that they are hashes of. */
async function useWhatStandsThere(
  service: TestService,
  ada: Enrolled,
  { device, session, ways }: { readonly device: Cookie; readonly session: readonly Cookie[]; readonly ways: Ways },
): Promise<void> {
  const { kysely } = service.services.database;
  const remembered = { acr_values: 'urn:halfminute:acr:remembered' };
  for (const row of await kysely.selectFrom('mfa_device').selectAll().execute()) {
    const agent = service.userAgent();
    agent.cookies.put({ ...device, value: `${row.id}.${Buffer.from(row.secret_hash).toString('base64url')}` });
    const way = await afterPassword(service, ada, { agent, parameters: remembered });
    ways.try("a device's hash as its cookie", isIn(way.page));
  }
  for (const row of await kysely.selectFrom('link').selectAll().execute()) {
    const page = await service.userAgent().get(`/link/${Buffer.from(row.token_hash).toString('base64url')}`);
    ways.try("a link's hash as its token", page.status === 200);
  }
  const rows = await kysely.selectFrom('oidc').selectAll().where('account_id', '=', ada.account.userId).execute();
  for (const { model, id, uid, grant_id: grantId } of rows) {
    for (const value of [id, uid, grantId].filter((one) => one !== null)) {
      if (model === 'Session') {
        const agent = service.userAgent();
        for (const cookie of session.filter(({ name }) => name.includes('session'))) {
          agent.cookies.put(cookie.name.endsWith('.sig') ? cookie : { ...cookie, value });
        }
        ways.try(
          'the id of a session as its cookie',
          isIn(await agent.get(service.client.start({ prompt: 'none' }).url)),
        );
      }
      ways.try('an id as a refresh token', (await service.client.refresh(value)).status === 200);
      ways.try('an id as an access token', (await service.client.userinfo(value)).status === 200);
    }
  }
}

/** What the thief can do on a machine of his own: everything but open what is sealed. */
async function openWithOtherKeys(service: TestService, ada: Enrolled, ways: Ways): Promise<void> {
  const control = await createEnrolled(service);
  await signInRightly(service, control);
  const { page } = await afterPassword(service, ada);
  ways.try('the right password, with other keys', takesCode(page) || isIn(page));
  // He gives her a password that he knows, and even then the right code is none for his service.
  const { kysely } = service.services.database;
  const { password_hash } = await kysely
    .selectFrom('account')
    .select('password_hash')
    .where('user_id', '=', control.account.userId)
    .executeTakeFirstOrThrow();
  await kysely.updateTable('account').set({ password_hash }).where('user_id', '=', ada.account.userId).execute();
  const known = { ...ada, password: control.password };
  const way = await atCodePage(service, known);
  const code = ada.authenticator.codeAt(await nextStep(service));
  const answer = await way.agent.submit(way.page, { code });
  ways.try('the right code, with other keys', isIn(answer) || answer.status < 400);
}

export const swappedRows = defineAttack({
  id: 'T22',
  name: "The attacker's row in the place of the victim's",
  realCase: 'Whoever can write into the database, or restores half of a backup',

  async carryOut(target, ways) {
    const service = await target.service();
    const { kysely } = service.services.database;
    const rowOf = ({ account }: Enrolled) =>
      kysely
        .selectFrom('mfa_authenticator')
        .selectAll()
        .where('user_id', '=', account.userId)
        .executeTakeFirstOrThrow();
    const swaps: readonly (readonly [string, (ada: Enrolled, mallory: Enrolled) => Promise<unknown>])[] = [
      [
        'his seed in her row',
        async (ada, mallory) => {
          const { seed, key_id } = await rowOf(mallory);
          return kysely
            .updateTable('mfa_authenticator')
            .set({ seed, key_id })
            .where('id', '=', (await rowOf(ada)).id)
            .execute();
        },
      ],
      [
        'his whole row given to her',
        async (ada, mallory) => {
          const { id } = await rowOf(mallory);
          await kysely.deleteFrom('mfa_authenticator').where('user_id', '=', ada.account.userId).execute();
          return kysely
            .updateTable('mfa_authenticator')
            .set({ user_id: ada.account.userId })
            .where('id', '=', id)
            .execute();
        },
      ],
      [
        'his row beside hers',
        async (ada, mallory) =>
          kysely
            .updateTable('mfa_authenticator')
            .set({ user_id: ada.account.userId })
            .where('id', '=', (await rowOf(mallory)).id)
            .execute(),
      ],
      [
        'his seed and id in her row',
        async (ada, mallory) => {
          const { seed, key_id, id } = await rowOf(mallory);
          await kysely.deleteFrom('mfa_authenticator').where('id', '=', id).execute();
          const hers = (await rowOf(ada)).id;
          return kysely.updateTable('mfa_authenticator').set({ seed, key_id, id }).where('id', '=', hers).execute();
        },
      ],
      [
        'a secret that was on show to him as her seed',
        async (ada) => {
          const other = await createPerson(service.services, { mfaRequired: true });
          await afterPassword(service, other);
          const { seed, key_id } = await kysely
            .selectFrom('mfa_pending')
            .selectAll()
            .where('user_id', '=', other.account.userId)
            .executeTakeFirstOrThrow();
          return kysely
            .updateTable('mfa_authenticator')
            .set({ seed, key_id })
            .where('id', '=', (await rowOf(ada)).id)
            .execute();
        },
      ],
    ];
    for (const [name, swap] of swaps) {
      const [ada, mallory] = [await createEnrolled(service), await createEnrolled(service)];
      await signInRightly(service, mallory);
      await swap(ada, mallory);
      await kysely
        .updateTable('mfa_user')
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .where('user_id', 'in', [ada.account.userId, mallory.account.userId])
        .execute();
      const { agent, page } = await atCodePage(service, ada);
      const his = mallory.authenticator.codeAt(await nextStep(service));
      const answer = await agent.submit(page, { code: his });
      ways.try(name, isIn(answer) || showsRecoveryCodes(answer));
      holds(answer.status >= 400, `the swap is refused, and not passed over (${told(answer)})`);
    }
    return ways.tell(
      `${swaps.length} swaps of seeds and rows between two accounts: none opens; each is answered by a refusal.`,
    );
  },
});
