import { createPerson, signIn } from '@halfminute/sign-in/testing';
import type { Answer, TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { runAdmin } from './admin-command.ts';
import { afterPassword, createEnrolled, isIn, signInRightly, times, told, withCode } from './steps.ts';
import type { Enrolled } from './steps.ts';
import { withService } from './target.ts';

const day = 86_400;

export const clockBack = defineAttack({
  id: 'T25',
  name: "The server's clock set back, so that used codes come again",
  realCase: 'A forged time source, a dead battery, a restored snapshot',

  carryOut: (target, ways) =>
    withService(target, {}, async (service) => {
      await aLittle(service, ways);
      await aDay(service, ways);
      return ways.tell(
        'Back by 30 minutes: used codes stay used. Back by a day: nothing is decided on any node, over a restart, until an administrator confirms; then the sessions of the time that never was are over. {ways} tries.',
      );
    }),
});

/** Within the hour that is tolerated, the last step used keeps the replay closed. */
async function aLittle(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const used: { readonly code: string; readonly at: number }[] = [];
  for (let round = 0; round < 4; round += 1) {
    const { code } = await signInRightly(service, ada);
    used.push({ code, at: service.now() });
  }
  const [first] = used;
  holds(first !== undefined, 'codes were used');
  const end = service.now();
  await service.advance(first.at - end);
  for (const { code, at } of used) {
    await service.advance(Math.max(0, at - service.now()));
    ways.try('a used code, the clock set back to its step', isIn((await withCode(service, ada, code)).page));
  }
  await service.advance(Math.max(0, end - service.now()));
  // The counter of wrong codes is three or four by now, which is no wait yet.
  await signInRightly(service, ada);
}

async function aDay(service: TestService, ways: Ways): Promise<void> {
  await service.advance(2 * day);
  const ada = await createEnrolled(service);
  const parameters = { scope: 'openid offline_access', prompt: 'consent' };
  const early = await signInRightly(service, ada, { parameters });
  const tokens = await service.client.redeem(service.client.codeOf(early.page, early.request), early.request);
  holds(tokens.refreshToken !== null, 'there are tokens of the later time');
  await service.advance(-day);
  await closedOnEachNode(service, ways);
  ways.try('a replay while the clock is back', await getsIn(service, ada, early.code));
  ways.try('a refresh while the clock is back', await refreshes(service, tokens.refreshToken));
  await service.restart({ how: 'kill' });
  await closedOnEachNode(service, ways);
  ways.try('a sign-in after a restart', await getsIn(service, ada, ada.authenticator.codeAt(service.now())));
  ways.try(
    'the alarm is missing',
    !/"level":"error","event":"decides-nothing","reason":"clock"/.test(service.output()),
  );

  const confirmed = await runAdmin(service, ['clock', 'confirm', '--admin', 'grace']);
  holds(confirmed.exitCode === 0, `an administrator confirms the clock (${confirmed.out}${confirmed.err})`);
  for (const node of service.nodes) {
    const agent = service.userAgent({ nodes: [node] });
    const opens = await happens(async () => (await agent.get('/cookie-help')).status === 200);
    holds(opens, 'then each node decides again');
  }
  ways.try('the session of the later time', isIn(await early.agent.get(service.client.start({ prompt: 'none' }).url)));
  ways.try('its refresh token', await refreshes(service, tokens.refreshToken));
  ways.try('a code of the step just before', await getsIn(service, ada, ada.authenticator.codeAt(service.now(), -1)));
  const rows = await service.services.audit.entries({ kinds: ['clock-confirmed'], limit: 5 });
  ways.try('the confirmation is in no log', rows.length === 0);
  await signInRightly(service, ada);
}

async function closedOnEachNode(service: TestService, ways: Ways): Promise<void> {
  for (const [index, node] of service.nodes.entries()) {
    const agent = service.userAgent({ nodes: [node] });
    // The clock is looked at once a second.
    const closes = await happens(async () => (await agent.get('/cookie-help')).status === 503);
    const { status, headers } = await agent.get(service.client.start().url);
    ways.try(`node ${index + 1} decides with its clock back`, !closes || status !== 503);
    ways.try(`node ${index + 1} does not say when to come again`, headers['retry-after'] === undefined);
  }
}

async function getsIn(service: TestService, ada: Enrolled, code: string): Promise<boolean> {
  const agent = service.userAgent();
  const start = await agent.get(service.client.start().url);
  if (start.status === 503) {
    return false;
  }
  const { page } = await afterPassword(service, ada);
  return isIn(await agent.submit(page, { code }).catch(() => page));
}

async function refreshes({ issuer, client, userAgent }: TestService, refreshToken: string): Promise<boolean> {
  const { id, secret } = client.config;
  const fields = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: id,
    client_secret: secret ?? '',
  };
  return (await userAgent().post(new URL('/token', issuer), fields, { as: 'program' })).status === 200;
}

/** Within half a minute, looked at ten times a second. */
async function happens(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await condition()) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

export const hashFlood = defineAttack({
  id: 'T26',
  name: 'A flood of passwords, so that hashing takes everything',
  realCase: 'Argon2 at 19 MiB a try is a lever for whoever has none of the passwords',

  carryOut: (target, ways) => {
    const hashing = { memoryKiB: 65_536, passes: 3, lanes: 1, threads: 1, queue: 4 };
    return withService(target, { nodes: 1, config: { hashing } }, async (service) => {
      const ada = await createPerson(service.services);
      const agent = service.userAgent();
      const page = await agent.get(service.client.start().url);
      const flood = 60;
      const post = (index: number) =>
        agent.submit(page, { user: `nobody-${index}`, password: 'a wrong one, but a long one' });
      const flooding = times(flood, post);
      const others = await besidesTheFlood(service, ways);
      const answers = await flooding;
      const busy = answers.filter(({ status }) => status === 503);
      const looked = answers.filter(({ status }) => status === 403);
      holds(looked.length > 0, `some passwords are looked at (${answers.map(({ status }) => status).join()})`);
      // One runs and four wait; those that are done make room for some of the later ones.
      ways.try('nothing is refused', busy.length === 0);
      ways.try('an answer of another kind', busy.length + looked.length !== flood);
      const waits = busy.map(({ headers }) => Number(headers['retry-after']));
      ways.try('no time to come again', !waits.every((seconds) => seconds >= 1 && seconds <= 30));
      ways.try('the page of a full queue tells nothing', !busy.every(({ text }) => /again in/i.test(text)));
      const { tokens } = await signIn(service, ada);
      ways.try('the service is down afterwards', tokens.status !== 200);
      return ways.tell(
        `${flood} passwords at once, one hash at a time, four waiting: ${looked.length} looked at, ${busy.length} × 503 with Retry-After ${spread(waits)} s; ${others} other pages answered meanwhile; a right password afterwards.`,
      );
    });
  },
});

/** Whoever needs no hash notices nothing. */
async function besidesTheFlood(service: TestService, ways: Ways): Promise<number> {
  const paths = ['/healthz', '/readyz', '/jwks', '/cookie-help', '/.well-known/openid-configuration'];
  const answers: Answer[] = await Promise.all(paths.map((path) => service.userAgent().get(path)));
  for (const answer of answers) {
    ways.try(`${answer.url.pathname} during the flood (${told(answer)})`, answer.status !== 200);
  }
  return answers.length;
}

function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
}
