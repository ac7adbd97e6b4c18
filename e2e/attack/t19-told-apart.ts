import { createPerson } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { shapeOf } from './shape.ts';
import { afterPassword, createEnrolled } from './steps.ts';
import { withService } from './target.ts';
import { compareTimes } from './timing.ts';

const wrongPassword = 'a wrong one, but a long one';
const rounds = 60;

export const enumeration = defineAttack({
  id: 'T19',
  name: 'Finding out who has an account, or MFA',
  realCase: 'By text, by time, and by whether the MFA page comes',

  async carryOut(target, ways) {
    // Hashes as in earnest: their time is what would give away who has an account.
    const hashing = { memoryKiB: 19_456, passes: 2, lanes: 1, threads: 1 };
    const told = await withService(target, { nodes: 1, config: { hashing } }, async (service) => {
      const people = await makePeople(service);
      await byText(service, people, ways);
      return byTime(service, people, ways);
    });
    return ways.tell(
      `Six kinds of account with a wrong password, and "Forgot the password?": one text, status and set of headers. ${rounds} rounds, in turn, Argon2id of ${told.hashMs.toFixed(0)} ms: medians ${told.apartMs.toFixed(1)} ms apart at most.`,
    );
  },
});

type People = Readonly<Record<'nobody' | 'plain' | 'enrolled' | 'to enrol' | 'invited' | 'frozen', string>>;

async function makePeople(service: TestService): Promise<People> {
  const { services } = service;
  const plain = await createPerson(services);
  const enrolled = await createEnrolled(service);
  const toEnrol = await createPerson(services, { mfaRequired: true });
  const invited = await createPerson(services, { account: { passwordHash: null } });
  const frozen = await createPerson(services);
  await services.database.transaction((transaction) =>
    services.accounts.freeze(transaction, { userId: frozen.account.userId, at: service.now() }),
  );
  const right = await Promise.all([plain, enrolled, toEnrol].map((person) => afterPassword(service, person)));
  holds(
    new Set(right.map(({ page }) => page.url.pathname + page.text.slice(0, 80))).size === 3,
    'the right password tells them apart',
  );
  return {
    nobody: 'nobody-of-that-name',
    plain: plain.userName,
    enrolled: enrolled.userName,
    'to enrol': toEnrol.userName,
    invited: invited.userName,
    frozen: frozen.userName,
  };
}

async function byText(service: TestService, people: People, ways: Ways): Promise<void> {
  const shapes = new Map<string, string>();
  for (const [kind, userName] of Object.entries(people)) {
    const { page } = await afterPassword(service, { userName, password: wrongPassword });
    shapes.set(kind, shapeOf(page, userName));
    const agent = service.userAgent();
    const asked = await agent.submit(await agent.get('/forgotten'), { user: userName });
    shapes.set(`${kind}, forgotten`, shapeOf(asked, userName));
  }
  const [first] = [...shapes.values()];
  holds(first !== undefined && first.includes('do not match'), 'a wrong password is told');
  for (const [kind, shape] of shapes) {
    const expected = shapes.get(kind.includes('forgotten') ? 'nobody, forgotten' : 'nobody');
    ways.try(`the answer to ${kind}`, shape !== expected);
  }
}

async function byTime(service: TestService, people: People, ways: Ways) {
  const agent = service.userAgent();
  const page = await agent.get(service.client.start().url);
  const take = (user: string) => agent.submit(page, { user, password: wrongPassword });
  const times = await compareTimes({
    rounds,
    // What every answer costs besides the hash: without one, "nobody" would come as fast as this.
    things: {
      bare: () => agent.get('/cookie-help'),
      nobody: () => take(people.nobody),
      enrolled: () => take(people.enrolled),
      invited: () => take(people.invited),
      frozen: () => take(people.frozen),
    },
  });
  const hashMs = times.medianOf('enrolled') - times.medianOf('bare');
  holds(hashMs > 5, `the hash takes a time that could be seen (${hashMs.toFixed(1)} ms)`);
  let apartMs = 0;
  for (const kind of ['nobody', 'invited', 'frozen'] as const) {
    const apart = Math.abs(times.medianDifference(kind, 'enrolled'));
    apartMs = Math.max(apartMs, apart);
    // A missing hash is all of its time apart; noise of a busy machine, in the median of neighbours, is a small part.
    ways.try(`${kind} by time: ${apart.toFixed(1)} ms of ${hashMs.toFixed(1)}`, apart > hashMs * 0.4);
  }
  return { hashMs, apartMs };
}
