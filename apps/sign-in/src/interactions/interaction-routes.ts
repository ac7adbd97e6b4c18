import { errors } from 'oidc-provider';
import { goTo, showPage } from './answer.ts';
import { endAttempt, showFrozen } from './finish.ts';
import { hasFormToken, pathOf, stageOf, toInteractionVisit } from './interaction.ts';
import type { InteractionVisit } from './interaction.ts';
import { showSignIn } from './password.ts';
import { everywhere, stages } from './stages.ts';
import type { Visit } from './visit.ts';

/** `GET /interaction/:uid` and what lies under it: the page of the stage that this browser's sign-in is at. */
export function showInteraction(visit: Visit, name: string): Promise<Response> {
  return within(visit, async (interaction) => {
    const { standing } = interaction;
    if (standing === null) {
      return name === '' ? showSignIn(interaction) : goTo(visit, pathOf(interaction));
    }
    if (standing.account.frozenAt !== null) {
      return showFrozen(interaction, standing.account);
    }
    const rules = stages[stageOf(interaction)];
    const page = name === '' ? rules.page : own(rules.pages, name);
    return page ? page(interaction, standing) : goTo(visit, pathOf(interaction));
  });
}

/** `POST /interaction/:uid/:act`. What does not belong to the stage does nothing, and leads to the page that stands. */
export function actOnInteraction(visit: Visit, name: string): Promise<Response> {
  return within(visit, async (interaction) => {
    const { standing } = interaction;
    const anywhere = own(everywhere, name);
    const here = own(stages[stageOf(interaction)].acts, name);
    if (!anywhere && standing === null && isOfLaterStage(name)) {
      // The form of a sign-in that is no more; the words of the page are all that its user needs (case C41).
      return showSignIn(interaction, { error: 'time-ran-out' });
    }
    if (!anywhere && !(here && standing)) {
      return goTo(visit, pathOf(interaction));
    }
    if (!(await hasFormToken(interaction, name))) {
      const backUrl = pathOf(interaction);
      return showPage(visit, { kind: 'bad-request', reason: 'form', backUrl }, { status: 403 });
    }
    if (anywhere) {
      return anywhere(interaction);
    }
    if (!here || !standing) {
      return goTo(visit, pathOf(interaction));
    }
    if (standing.account.frozenAt !== null) {
      await endAttempt(interaction);
      return showFrozen(interaction, standing.account);
    }
    return here(interaction, standing);
  });
}

/** Sheet D4 where there is no such interaction (any more), or where its cookie did not come: a way on, never a bare error (pitfall P6). */
async function within(visit: Visit, answer: (interaction: InteractionVisit) => Promise<Response>): Promise<Response> {
  try {
    return await answer(await toInteractionVisit(visit));
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) {
      throw error;
    }
    const { platform, policy } = visit.services.config;
    return showPage(
      visit,
      {
        kind: 'too-old',
        minutes: Math.round(policy.attemptSeconds / 60),
        startAgainUrl: platform.url,
        cookieHelpUrl: '/cookie-help',
      },
      { status: 400 },
    );
  }
}

function isOfLaterStage(name: string): boolean {
  return Object.values(stages).some(({ acts }) => own(acts, name) !== undefined);
}

/** A name out of an address must not reach what every object has. */
function own<Value>(table: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
