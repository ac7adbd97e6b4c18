/** B6, and the ways to see nothing. Each says what else leads on. */
export const scanWords = {
  title: 'Scan the screen',
  hint: 'Finds the QR code of the sign-in page',
  again: 'Scan again',
  looking: 'Looking at the screen',
  problems: {
    'no-code': 'No QR code on this screen. Bring the sign-in page to the front and scan again, or type the long code.',
    'no-account-code':
      'The QR code on this screen is for something else. Bring the sign-in page to the front and scan again, or type the long code.',
    'not-permitted':
      'This program may not look at the screen. Drop or paste a picture of the QR code instead, or type the long code.',
    unsupported:
      'The screen cannot be scanned in this session yet. Drop or paste a picture of the QR code instead, or type the long code.',
    failed:
      'The screen could not be read this time. Scan again, drop or paste a picture of the QR code, or type the long code.',
  },
};
