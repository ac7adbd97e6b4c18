import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIDConnectStrategy from 'passport-openidconnect';

const { BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET } = process.env;
const mfa = 'urn:halfminute:acr:mfa';
const now = () => Math.floor(Date.now() / 1000);
const endpoints = { issuer: ISSUER, authorizationURL: `${ISSUER}/auth`, tokenURL: `${ISSUER}/token` };
const client = { ...endpoints, clientID: CLIENT_ID, clientSecret: CLIENT_SECRET, nonce: true };

// oxlint-disable-next-line max-params -- the library counts them to know what to hand over
function verify(_issuer, { id }, { class: acr, timestamp }, _idToken, done) {
  done(null, { sub: id, acr, authTime: timestamp / 1000 });
}
const read = { callbackURL: `${BASE_URL}/callback`, sessionKey: 'read', acrValues: 'urn:halfminute:acr:remembered' };
const release = { callbackURL: `${BASE_URL}/released`, sessionKey: 'release', acrValues: mfa, maxAge: '0' };
passport.use('read', new OpenIDConnectStrategy({ ...client, ...read }, verify));
passport.use('release', new OpenIDConnectStrategy({ ...client, ...release }, verify));
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));

const app = express();
app.use(session({ secret: SESSION_SECRET, resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));
app.use(passport.session());
app.get('/', (request, response) => response.json(request.user ?? null));
app.get('/login', passport.authenticate('read'));
app.get('/callback', passport.authenticate('read', { successRedirect: '/' }));
app.post('/release', (request, response, next) => {
  request.session.asked = { sub: request.user?.sub, at: now() };
  passport.authenticate('release')(request, response, next);
});
app.get('/released', passport.authenticate('release', { session: false }), ({ user, session: kept }, response) => {
  const released = user.sub === kept.asked?.sub && user.acr === mfa && user.authTime >= kept.asked.at;
  delete kept.asked;
  response.status(released ? 200 : 403).json({ released });
});
app.listen(new URL(BASE_URL).port, 'localhost', () => console.log(`listening on ${BASE_URL}`));
