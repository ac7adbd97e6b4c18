import express from 'express';
import oidc from 'express-openid-connect';

const { auth, requiresAuth } = oidc; // a CommonJS package
const { BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET } = process.env;
const multiFactor = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';
/** Who asked for a release, and when (Unix seconds). On the server, since a cookie can be sent again. */
const askedAt = new Map();

const app = express();
app.use(
  auth({
    issuerBaseURL: ISSUER,
    baseURL: BASE_URL,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    secret: SESSION_SECRET,
    authRequired: false,
    idpLogout: true,
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
  }),
);

app.get('/', (request, response) => response.json(request.oidc.isAuthenticated() ? request.oidc.user : null));

app.post('/release', requiresAuth(), (request, response) => {
  askedAt.set(request.oidc.user.sub, Math.floor(Date.now() / 1000));
  const authorizationParams = { acr_values: multiFactor, max_age: 0 };
  return response.oidc.login({ returnTo: '/released', authorizationParams });
});

app.get('/released', requiresAuth(), (request, response) => {
  const { sub, acr, auth_time: authTime } = request.oidc.idTokenClaims;
  const released = acr === multiFactor && authTime >= (askedAt.get(sub) ?? Infinity);
  askedAt.delete(sub);
  response.status(released ? 200 : 403).json({ released });
});

app.listen(new URL(BASE_URL).port, 'localhost', () => console.log(`listening on ${BASE_URL}`));
