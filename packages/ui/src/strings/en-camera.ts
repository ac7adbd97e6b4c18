/** The camera, in words like those of B6. What went wrong says what else leads on. */
export const cameraWords = {
  title: 'Use the camera',
  text: 'Let the QR code fill half of the picture.',
  /** Spoken name of the picture. */
  picture: 'What the camera sees',
  waiting: 'Waiting for the camera. If the browser asks, allow it.',
  looking: 'Looking for a QR code',
  somethingElse: 'That QR code is for something else. Show another one.',
  part: (seen: number, of: number) => `${seen} of ${of} QR codes seen. Show the next one.`,
  takeSeen: 'Go on without the rest',
  again: 'Try again',
  problems: {
    'no-camera':
      'No camera was found. Connect one and try again, drop or paste a picture of the QR code, or type the long code.',
    'not-permitted':
      'The browser did not allow the camera. Allow it for this page and try again, drop or paste a picture of the QR code, or type the long code.',
    ended: 'The camera stopped. Close what else uses it and try again, or type the long code.',
    failed: 'What the camera saw could not be read this time. Try again, or type the long code.',
  },
};
