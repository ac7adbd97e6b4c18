/** B5 */
export const allKeysWords = { title: 'All keys' };

/** B7 */
export const whatWhereWords = {
  title: 'What do I enter where?',
  text: 'On the page that asks for MFA, press “Trouble scanning?” or “Enter the code by hand”. It shows three things:',
  service: 'Service',
  serviceText: 'The name of the site or program, such as Cases. You may choose it.',
  user: 'User',
  userText: 'The name you sign in with, mostly your work e‑mail.',
  code: 'Code',
  codeText: 'The long code, also called key or secret. Spaces and small letters are fine.',
  end: 'The six figures that appear here go back into that page. They change every 30 seconds; that is meant to be.',
  stepByStep: 'The whole way, step by step',
};

/** The whole way of setting up MFA, for one who has never done it. */
export const stepByStepWords = {
  title: 'Setting up MFA for an account',
  text: 'It takes about two minutes for each account, and you do it once.',
  steps: [
    {
      title: 'Sign in to the service',
      text: 'User name and password as ever. It asks for MFA by itself, or look under Security in your account there.',
    },
    {
      title: 'Let it show the long code',
      text: 'On its page press “Trouble scanning?” or “Enter the code by hand”, then copy the long code. Leave the page open.',
    },
    {
      title: 'Add the account here',
      text: 'Press Add account and fill in Service, User and Code. Spaces, hyphens and small letters are fine.',
    },
    {
      title: 'Bring the one-time code back',
      text: 'Six figures appear here at once. Press Save and copy, paste them into the page of the service, and go on there.',
    },
    {
      title: 'Keep the recovery codes of the service',
      text: 'Most show some, once. Print or save them: they let you in there when this computer is not at hand.',
    },
  ],
  everyDay: 'From then on',
  everyDayText:
    'After the password the service asks for a new one-time code. Open Halfminute, press Enter to copy it, and paste.',
  trouble: 'If the code is refused',
  troubleText: [
    'Wait for the next one: a code is good for half a minute, and once.',
    'Look whether the clock of this computer is right, since a code is made from the time: in the settings of the computer, under Date and time, let the time be set automatically.',
    'On a page that shows a QR code again, the set-up has begun anew: the long code is another one then.',
    'Still refused? Ask your IT team, or the help of that service. They can reset MFA for your account; we cannot.',
  ],
  camera: 'A phone’s camera is not an authenticator. This program is one.',
};

export const aboutWords = {
  title: 'About Halfminute',
  version: (version: string) => `Version ${version}`,
  promise: 'One-time codes on the computer you work on. Nothing leaves this computer unless you move it.',
  licence: 'Licence',
  licenceName: 'Apache-2.0',
  report: 'Report',
  reportText: 'For whoever helps you: versions, counts and settings. No name, no code, no folder.',
  copyReport: 'Copy the report',
  reportCopied: 'The report is copied.',
  reportNotCopied: 'The report could not be copied. Select it and copy it by hand.',
};

/** The error screen */
export const brokenWords = {
  title: 'Something broke',
  text: 'Your codes are untouched. Save a copy of them, then start again.',
  saveCopy: 'Save a copy',
  startAgain: 'Start again',
  copySaved: 'The copy is saved. It opens with your password.',
  copyNone: 'There is no file to save yet.',
  copyFailed: 'The copy could not be saved. Nothing was changed.',
  report: 'Report',
  reportText: 'Whoever mends it needs this. It holds no name and no code.',
};
