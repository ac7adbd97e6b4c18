import { showPage } from '../interactions/answer.ts';
import type { RouteContext, Visit } from '../interactions/visit.ts';
import { showActivity } from './activity.ts';
import { addStartAgain, confirmAdd, showAdd } from './add.ts';
import { remove, rename, showAuthenticator } from './authenticator.ts';
import { changePassword, showChangePassword } from './change-password.ts';
import { signedInPath } from './client.ts';
import { keepNewCodes, leaveReplacement, showNewCodes, showReplacement } from './codes-on-show.ts';
import { confirm, showConfirm } from './confirm.ts';
import { forget } from './forget.ts';
import { notMe, showNotMe } from './not-me.ts';
import { asOwner, startPath, withOwnForm } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';
import { afterSignIn, showStart } from './start-page.ts';

type Answer = (visit: Visit, context: RouteContext) => Response | Promise<Response>;
type OwnAnswer = (own: OwnVisit, id: string, name: string) => Response | Promise<Response>;

/** "My security". Everything needs a session of the account's highest class; every change a code besides. */
export function addMySecurityRoutes(app: {
  readonly get: (path: string, answer: Answer) => void;
  readonly post: (path: string, answer: Answer) => void;
}): void {
  const own =
    (answer: OwnAnswer): Answer =>
    (visit, context) =>
      asOwner(visit, (owner) => answer(owner, context.req.param('id') ?? '', context.req.param('name') ?? ''));
  const get = (path: string, answer: OwnAnswer) => app.get(`${startPath}${path}`, own(answer));
  const post = (path: string, answer: OwnAnswer) =>
    app.post(
      `${startPath}${path}`,
      own((owner, id, name) => withOwnForm(owner, () => answer(owner, id, name))),
    );

  app.get(signedInPath, afterSignIn);
  get('', showStart);
  get('/activity', showActivity);
  get('/clock', (owner) => showPage(owner, { kind: 'clock-help', backUrl: startPath, serverTime: owner.now }));
  get('/authenticators/:id', showAuthenticator);
  post('/authenticators/:id/rename', rename);
  post('/authenticators/:id/remove', remove);
  post('/devices/:id', forget);
  get('/confirm/:name', (owner, id, name) => showConfirm(owner, name, id));
  post('/confirm/:name', (owner, id, name) => confirm(owner, name, id));
  get('/confirm/:name/:id', (owner, id, name) => showConfirm(owner, name, id));
  post('/confirm/:name/:id', (owner, id, name) => confirm(owner, name, id));
  get('/add', showAdd);
  post('/add', confirmAdd);
  post('/add/start-again', addStartAgain);
  get('/password', showChangePassword);
  post('/password', changePassword);
  get('/recovery-codes', showNewCodes);
  post('/recovery-codes', keepNewCodes);
  get('/replacement', showReplacement);
  post('/replacement', leaveReplacement);
  get('/not-me', showNotMe);
  post('/not-me', notMe);
}
