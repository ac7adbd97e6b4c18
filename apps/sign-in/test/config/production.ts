/** Settings with which production starts. */
export const production = {
  HALFMINUTE_MODE: 'production',
  HALFMINUTE_ISSUER: 'https://id.example.org',
  HALFMINUTE_DATABASE: 'postgres://sign-in:pw@db/sign-in',
  HALFMINUTE_KEY_FILE: '/etc/halfminute/keys.json',
  HALFMINUTE_NODE: 'node-1',
  HALFMINUTE_PROXIES: '10.0.0.0/8, ::1',
  HALFMINUTE_SMTP_URL: 'smtps://user:pw@mail.example.org:465',
  HALFMINUTE_MAIL_FROM: 'Sign-in <sign-in@example.org>',
  HALFMINUTE_PLATFORM_NAME: 'Cases',
  HALFMINUTE_PLATFORM_URL: 'https://cases.example.org/',
  HALFMINUTE_SUPPORT_MAIL: 'it@example.org',
} as const;
