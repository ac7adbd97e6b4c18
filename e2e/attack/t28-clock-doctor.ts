import { createPerson, enrol } from '@halfminute/sign-in/testing';
import type { Answer, TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { shapeOf } from './shape.ts';
import { afterPassword, createEnrolled, nextStep, takesCode, wrongCodes } from './steps.ts';
import type { Enrolled } from './steps.ts';
import { compareTimes } from './timing.ts';

/** The rules ask for ten thousand: the package's own test makes them, this one sends its share over the wire. */
const randomCodes = 1_000;
const futureSteps = 40;
const copiesAtOnce = 100;

export const clockDoctor = defineAttack({
  id: 'T28',
  name: 'The clock doctor as an oracle for codes that are still to come',
  realCase: 'A guesser with the password would learn a code that becomes valid in some minutes',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const browsers = await standAtCode(service, ada);
    const answers = new Map<string, number>();
    const ask = async (codes: readonly string[]) => {
      for (let begin = 0; begin < codes.length; begin += browsers.length) {
        const batch = codes.slice(begin, begin + browsers.length);
        // Each on a copy that is as fresh as the first.
        await refresh(service, browsers);
        const shapes = await Promise.all(batch.map((code, index) => shapeFor(browsers[index], code)));
        for (const shape of shapes) {
          answers.set(shape, (answers.get(shape) ?? 0) + 1);
        }
      }
    };
    await ask(wrongCodes(ada.authenticator, service.now(), randomCodes));
    holds(answers.size === 1, `random codes get one answer (${[...answers.values()].join(', ')})`);
    // Now, since the first of them is good in half a minute.
    const now = await nextStep(service);
    await ask(Array.from({ length: futureSteps }, (_, index) => ada.authenticator.codeAt(now, index + 1)));
    ways.try(`codes of coming steps get ${answers.size - 1} other answers`, answers.size !== 1);
    const late = await doctorOn(service, browsers, ada, -8);
    holds(
      late.includes('the clock of that device is slow'),
      `a late code is told of, so that there is a doctor (${late})`,
    );
    const apart = await inTime(service, browsers, { ada, ways });
    return ways.tell(
      `${randomCodes.toLocaleString('en-GB')} random codes and each code of the next ${futureSteps} steps, each on a fresh account: one answer, byte for byte; of ${apart.pairs} neighbouring pairs the coming code was slower in ${apart.slower}.`,
    );
  },
});

/** One of many accounts with the same seed, and a browser at its code page. */
interface Copy {
  readonly person: Enrolled;
  submit(code: string): Promise<Answer>;
}

async function standAtCode(service: TestService, model: Enrolled): Promise<readonly Copy[]> {
  const copies: Copy[] = [];
  for (let index = 0; index < copiesAtOnce; index += 1) {
    const person = await copyOf(service, model);
    const { agent, page } = await afterPassword(service, person);
    holds(takesCode(page), 'the copy stands at its code page');
    copies.push({ person, submit: (code) => agent.submit(page, { code }) });
  }
  return copies;
}

async function shapeFor(copy: Copy | undefined, code: string): Promise<string> {
  holds(copy !== undefined, 'each code has a browser');
  return shapeOf(await copy.submit(code), copy.person.userName);
}

async function copyOf(service: TestService, model: Enrolled): Promise<Enrolled> {
  const person = await createPerson(service.services, { mfaRequired: true });
  const authenticator = await enrol(service.services, person.account.userId, model.authenticator.secret);
  return { ...person, authenticator };
}

async function refresh({ services }: TestService, copies: readonly Copy[]): Promise<void> {
  await services.database.kysely
    .updateTable('mfa_user')
    .set(({ eb }) => ({
      version: eb('version', '+', 1),
      consecutive_failures: 0,
      wait_until: null,
      future_code: null,
      failure_notice_at: null,
    }))
    .where(
      'user_id',
      'in',
      copies.map(({ person }) => person.account.userId),
    )
    .execute();
}

async function doctorOn(service: TestService, copies: readonly Copy[], ada: Enrolled, steps: number): Promise<string> {
  await refresh(service, copies);
  return (await copies[0]?.submit(ada.authenticator.codeAt(service.now(), steps)))?.text ?? '';
}

async function inTime(
  service: TestService,
  copies: readonly Copy[],
  { ada, ways }: { readonly ada: Enrolled; readonly ways: Ways },
) {
  const [first] = copies;
  holds(first !== undefined, 'there is a copy');
  const random = wrongCodes(ada.authenticator, service.now(), 400);
  let turn = 0;
  const times = await compareTimes({
    rounds: 200,
    before: () => refresh(service, [first]),
    things: {
      random: () => first.submit(random[turn % random.length] ?? ''),
      coming: () => first.submit(ada.authenticator.codeAt(service.now(), 2 + (turn++ % 38))),
    },
  });
  const { slower, pairs } = times.slowerInPairs('coming', 'random');
  const bound = Math.abs(times.medianDifference('coming', 'random')) > times.medianOf('random') * 0.15;
  ways.try(
    `a coming code by time: slower in ${slower} of ${pairs}`,
    bound && Math.abs(slower - pairs / 2) > pairs * 0.3,
  );
  return { slower, pairs };
}
