import { authenticatorOf, createPerson, recoveryCodesOn, secretOn } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { encodeBase32 } from '@halfminute/otp';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import {
  afterPassword,
  countEvents,
  csrfOf,
  isIn,
  nextStep,
  showsRecoveryCodes,
  signInRightly,
  told,
  withCode,
} from './steps.ts';

const rounds = 6;
const windowsAtOnce = 4;

export const twoConfirms = defineAttack({
  id: 'T27',
  name: 'Two set-ups of one account confirmed at once',
  realCase: "Seen in better-auth's replaceable secret",

  async carryOut(target, ways) {
    const service = await target.service();
    for (let round = 0; round < rounds; round += 1) {
      await confirmAllAtOnce(service, ways);
    }
    return ways.tell(
      `${rounds} × ${windowsAtOnce} windows with a secret each, confirmed at the same moment: one is bound each time; the others' codes are worth nothing.`,
    );
  },
});

async function confirmAllAtOnce(service: TestService, ways: Ways): Promise<void> {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const now = await nextStep(service);
  const windows = await Promise.all(
    Array.from({ length: windowsAtOnce }, async () => {
      const { agent, page } = await afterPassword(service, ada);
      return { agent, page, secret: secretOn(page), authenticator: authenticatorOf(secretOn(page)) };
    }),
  );
  holds(new Set(windows.map(({ secret }) => String(secret))).size === windowsAtOnce, 'each window has its own secret');
  const answers = await Promise.all(
    windows.map(({ agent, page, authenticator }) => agent.submit(page, { code: authenticator.codeAt(now) })),
  );
  const confirmed = answers.map((page) => showsRecoveryCodes(page));
  const bound = (await service.services.mfa.read(ada.account.userId)).authenticators.length;
  holds(confirmed.includes(true) && bound >= 1, `one of them is bound (${answers.map(told).join('; ')})`);
  const many = confirmed.filter(Boolean).length;
  ways.try(`${many} of ${windowsAtOnce} windows confirmed, ${bound} bound`, many > 1 || bound > 1);
  const late = windows.find((_, index) => !(confirmed[index] ?? true));
  if (late !== undefined) {
    const code = late.authenticator.codeAt(await nextStep(service));
    const path = late.page.url.pathname;
    const again = await late.agent.post(`${path}/secure-account`, { csrf: csrfOf(late.page), code });
    ways.try('a window that came late, once more', showsRecoveryCodes(again));
    const asCode = await late.agent.post(`${path}/code`, { csrf: csrfOf(late.page), code });
    ways.try('its code as a one-time code', isIn(asCode) || showsRecoveryCodes(asCode));
  }
}

export const postedSecret = defineAttack({
  id: 'T30',
  name: 'A secret of the own choice posted with the form',
  realCase: 'Keycloak, tried: it stored a hidden totpSecret of "AAAA…"',

  async carryOut(target, ways) {
    const service = await target.service();
    const chosen = new Uint8Array(20);
    const text = encodeBase32(chosen);
    const mine = authenticatorOf(chosen);
    const names = ['totpSecret', 'secret', 'seed', 'longCode', 'otpauthUri', 'pendingId'];
    for (const name of names) {
      const ada = await createPerson(service.services, { mfaRequired: true });
      const now = await nextStep(service);
      const { agent, page } = await afterPassword(service, ada);
      holds(!page.body.includes(`name="${name}"`), `the set-up page has no field "${name}"`);
      const shown = secretOn(page);
      const value = name === 'otpauthUri' ? `otpauth://totp/Cases:ada?secret=${text}&issuer=Cases` : text;
      const posted = await agent.submit(page, { [name]: value, code: mine.codeAt(now) }, { choose: takesSecret });
      ways.try(`a posted ${name}, with its code`, showsRecoveryCodes(posted));
      ways.try(`a posted ${name} stands on the page`, String(secretOn(posted)) !== String(shown));
      const inTheLog = await countEvents(service, ada, 'posted-secret-ignored');
      ways.try(`a posted ${name} stands in no log`, inTheLog === 0);

      const right = authenticatorOf(shown);
      const codes = await agent.submit(posted, { [name]: value, code: right.codeAt(now) }, { choose: takesSecret });
      holds(showsRecoveryCodes(codes), `the code of the secret on show confirms it (${told(codes)})`);
      holds(isIn(await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0] })), 'and the sign-in is done');
      const enrolled = { ...ada, authenticator: right };
      const code = mine.codeAt(await nextStep(service));
      ways.try(`the secret of a posted ${name} signs in`, isIn((await withCode(service, enrolled, code)).page));
      await signInRightly(service, enrolled);
    }
    return ways.tell(
      `${names.length} names of a posted secret, with its code and with the right one: ignored, and each stands in the audit log. No hidden field holds it.`,
    );
  },
});

function takesSecret({ action }: { readonly action: string }): boolean {
  return action.endsWith('/secure-account');
}
