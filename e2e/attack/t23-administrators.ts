import { createPerson } from '@halfminute/sign-in/testing';
import type { Person, TestService } from '@halfminute/sign-in/testing';
import { encodeBase32 } from '@halfminute/otp';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { runAdmin } from './admin-command.ts';
import type { AdminRun } from './admin-command.ts';
import {
  afterPassword,
  countEvents,
  createEnrolled,
  isIn,
  mailedLinks,
  mailKinds,
  nextStep,
  signInRightly,
  takesCode,
  told,
  wrongCodes,
} from './steps.ts';
import type { Enrolled } from './steps.ts';
import { withService } from './target.ts';

export const administrators = defineAttack({
  id: 'T23',
  name: 'An administrator who abuses the commands',
  realCase: 'Temporary access passes issued to oneself; helpdesks that were talked into a reset',

  async carryOut(target, ways) {
    const printed = await withService(
      target,
      { nodes: 1, config: { policy: { twoAdminsForReset: true } } },
      async (service) => {
        const all: AdminRun[] = [];
        const admin = async (args: readonly string[], input = '') => {
          const run = await runAdmin(service, args, { input });
          all.push(run);
          return run;
        };
        await alone(service, { admin, ways });
        await tickets(service, { admin, ways });
        await tracesGone(service, { admin, ways });
        return all.length;
      },
    );
    return ways.tell(
      `${printed} commands, {ways} tries: a reset alone, confirmed by oneself, for oneself, without a code; tickets instead of the factor or twice; without a reason; mail led elsewhere; the log cut, edited and re-hashed. Users are told, verify-log tells.`,
      'Who may run the commands holds database and keys: the two-person rule is for the honest way, the log and the mails for every other.',
    );
  },
});

interface Hands {
  readonly admin: (args: readonly string[], input?: string) => Promise<AdminRun>;
  readonly ways: Ways;
}

/** One administrator, where the policy wants two. */
async function alone(service: TestService, { admin, ways }: Hands): Promise<void> {
  const mallory = await createEnrolled(service, { account: { admin: true } });
  const grace = await createEnrolled(service, { account: { admin: true } });
  const clerk = await createEnrolled(service);
  const ada = await createEnrolled(service);
  const isReset = async () => (await service.services.mfa.read(ada.account.userId)).authenticators.length === 0;
  const reset = ['reset', ada.userName];
  const by = (person: Person) => ['--admin', person.userName];
  const codeOf = async (person: Enrolled) => person.authenticator.codeAt(await nextStep(service));

  await admin([...reset, ...by(mallory)]);
  ways.try('a reset without a reason', await isReset());
  const asked = await admin([...reset, '--reason', 'she rang', ...by(mallory)]);
  holds(asked.exitCode === 0, `the first administrator asks (${asked.err})`);
  ways.try('one administrator alone', await isReset());
  const confirm = [...reset, '--confirm', '--code-stdin'];
  const [wrong = ''] = wrongCodes(grace.authenticator, service.now(), 1);
  const tries: readonly (readonly [string, readonly string[], () => Promise<string>])[] = [
    ['confirmed by oneself', [...confirm, ...by(mallory)], () => codeOf(mallory)],
    ["confirmed in another's name, without a code", [...reset, '--confirm', ...by(grace)], async () => ''],
    ["confirmed in another's name, with a wrong code", [...confirm, ...by(grace)], async () => wrong],
    ["confirmed in another's name, with one's own code", [...confirm, ...by(grace)], () => codeOf(mallory)],
    ['confirmed by who is no administrator', [...confirm, ...by(clerk)], () => codeOf(clerk)],
    ['confirmed by who is reset', [...confirm, ...by(ada)], () => codeOf(ada)],
    ['confirmed by a name that nobody has', [...confirm, '--admin', 'nobody'], async () => '123456'],
  ];
  for (const [name, args, input] of tries) {
    await admin(args, await input());
    ways.try(name, await isReset());
  }
  const done = await admin([...confirm, ...by(grace)], await codeOf(grace));
  holds(await isReset(), `the second administrator resets with a code of her own (${done.err})`);
  ways.try('nobody told of the reset', !(await mailKinds(service, ada)).includes('mfa-reset'));
  const rows = await service.services.audit.entries({ userId: ada.account.userId, kinds: ['mfa-reset'], limit: 5 });
  const row = JSON.stringify(rows);
  ways.try('a reset without its reason in the log', !row.includes('she rang') || !row.includes(mallory.userName));
  const { page } = await afterPassword(service, ada);
  ways.try('the password alone after the reset', page.body.includes('otpauth://') || isIn(page));
  for (const { out, err } of [asked, done]) {
    const hers = encodeBase32(ada.authenticator.secret);
    ways.try(
      'a command that prints a secret',
      [hers, ada.password, '/link/'].some((text) => (out + err).includes(text)),
    );
  }
}

/** A ticket is no password, no factor, and good once. */
async function tickets(service: TestService, { admin, ways }: Hands): Promise<void> {
  const reason = ['--reason', 'came by in person', '--admin', 'mallory'];
  const ada = await createEnrolled(service);
  const forEnrolled = await admin(['enrol-ticket', ada.userName, ...reason]);
  ways.try('a ticket to enrol for who has an authenticator', forEnrolled.exitCode === 0);
  const early = await admin(['unlock', ada.userName, ...reason]);
  ways.try('a ticket to switch on what is not off', early.exitCode === 0);

  const bob = await createPerson(service.services, { mfaRequired: true });
  const { out } = await admin(['enrol-ticket', bob.userName, ...reason, '--json']);
  const path = /\/link\/[\w-]+/.exec(out)?.[0];
  holds(path !== undefined, 'a ticket is printed once, to be handed over');
  const thief = service.userAgent();
  const pressed = await thief.submit(await thief.get(path), {});
  ways.try(
    'a ticket without the password',
    isIn(await thief.get(service.client.start().url)) || pressed.body.includes('otpauth://'),
  );
  const again = service.userAgent();
  ways.try('a ticket twice', (await again.get(path)).status === 200);
  const other = await afterPassword(service, ada, { agent: thief });
  ways.try("a ticket for another's account", !takesCode(other.page) || other.page.body.includes('otpauth://'));

  const elsewhere = 'mallory@evil.example';
  const moved = await admin(['users', 'mail', ada.userName, '--mail', elsewhere, ...reason]);
  holds(moved.exitCode === 0, `an address can be changed (${moved.err})`);
  ways.try('an address changed and nobody told', !(await mailKinds(service, ada)).includes('address-changed'));
  const outbox = (await service.userAgent().get('/outbox')).text;
  ways.try('the address of before is not told', !outbox.includes(ada.account.mail));
  holds((await mailedLinks(service, ada)).length >= 0, 'the outbox is read');
  await signInRightly(service, ada);
}

/** Rows of the log taken out, changed, and hashed anew by who can write into the database. */
async function tracesGone(service: TestService, { admin, ways }: Hands): Promise<void> {
  const { kysely } = service.services.database;
  const before = await admin(['verify-log']);
  holds(before.exitCode === 0, `the log is unbroken before (${before.out}${before.err})`);
  const ada = await createPerson(service.services);
  await admin(['freeze', ada.userName, '--reason', 'spite', '--admin', 'mallory']);
  holds((await countEvents(service, ada, 'frozen')) === 1, 'what he did stands in the log');
  const row = await kysely
    .selectFrom('audit_entry')
    .selectAll()
    .where('user_id', '=', ada.account.userId)
    .where('kind', '=', 'frozen')
    .executeTakeFirstOrThrow();
  const at = () => kysely.updateTable('audit_entry').where('node', '=', row.node).where('sequence', '=', row.sequence);
  const tell = async (name: string) => {
    const { exitCode, out, err } = await admin(['verify-log']);
    ways.try(name, exitCode === 0);
    holds(
      exitCode === 0 || /broken|missing|changed|differs|not/i.test(out + err),
      `verify-log says what it found (${out}${err})`,
    );
  };
  await at()
    .set({ body: row.body.replace('spite', 'she asked') })
    .execute();
  await tell('a row edited');
  await at().set({ body: row.body, user_id: null }).execute();
  await tell('a row given to nobody');
  await at()
    .set({ user_id: row.user_id, at: row.at - 86_400 })
    .execute();
  await tell('a row dated back');
  await at().set({ at: row.at }).execute();
  const whole = await admin(['verify-log']);
  holds(whole.exitCode === 0, `put back, the log is unbroken again (${whole.out})`);
  await kysely.deleteFrom('audit_entry').where('node', '=', row.node).where('sequence', '=', row.sequence).execute();
  await tell('a row taken out');
}

export const headerBudget = defineAttack({
  id: 'T29',
  name: 'Around the budget by X-Forwarded-For',
  realCase: 'better-auth, tried: gone around 20 of 20 times',

  carryOut: (target, ways) =>
    withService(target, { nodes: 1, config: { policy: { budgetFactor: 1 } } }, async (service) => {
      const values = 100;
      const looked = await guessWithHeaders(service, values);
      holds(looked > 0, 'a wrong code is looked at while the budget is not used up');
      // Sixty, and what comes back within the minute that this may take.
      ways.try(`${looked} codes looked at`, looked > 65);
      return ways.tell(
        `A wrong code on ${values} accounts with as many values of X-Forwarded-For, Forwarded and X-Real-IP: ${looked} looked at, the budget of one address.`,
      );
    }),
});

async function guessWithHeaders(service: TestService, values: number): Promise<number> {
  let looked = 0;
  for (let index = 0; index < values; index += 1) {
    const address = `198.51.${index}.7`;
    const headers = {
      'x-forwarded-for': index % 2 === 0 ? address : `${address}, 127.0.0.1`,
      forwarded: `for=${address}`,
      'x-real-ip': address,
      'true-client-ip': address,
      'cf-connecting-ip': address,
    };
    const ada = await createEnrolled(service);
    const { agent, page } = await afterPassword(service, ada, { agent: service.userAgent({ headers }) });
    holds(takesCode(page), `a right password is not charged (${told(page)})`);
    const [code = ''] = wrongCodes(ada.authenticator, service.now(), 1);
    looked += (await agent.submit(page, { code })).status === 403 ? 1 : 0;
    // An address may make fifty requests a second; this is about another budget.
    await service.advance(1);
  }
  return looked;
}
