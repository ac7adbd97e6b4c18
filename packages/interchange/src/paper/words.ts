/** What a paper sheet says. */
export const sheetWords = {
  title: 'Your codes on paper',
  made: (accounts: number, date: string) =>
    `${accounts === 1 ? '1 account' : `${accounts} accounts`}, written on ${date}.`,
  secrecy:
    'Whoever reads this sheet can make all these codes. Keep it where you keep your passport, and destroy an old one.',
  back: 'To bring an account back, scan its QR code with an authenticator, or type its long code under “Add account”.',
  check:
    'Halfminute shows a check beside what you type: if it is the one printed here, there is no slip. Other programs show none.',
  unnamed: 'Without a name',
  checkLine: (check: string, characters: number) => `Check ${check}, ${characters} characters`,
  codes: {
    timed: (digits: number, periodSeconds: number, algorithm: string) =>
      `Changes every ${periodSeconds} s, ${digits} digits, ${algorithm}`,
    counted: (digits: number, counter: number, algorithm: string) =>
      `Counts; next counter ${counter}, ${digits} digits, ${algorithm}`,
    steam: 'Steam: five letters and figures',
  },
  algorithms: { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' },
} as const;
