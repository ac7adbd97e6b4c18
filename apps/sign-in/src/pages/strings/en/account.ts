import type { Table } from '../words.ts';

/** The words of passwords, links, of what stops a sign-in, and of leaving. */
export const account = {
  'password.again': 'Password again',
  'password.new': 'New password',
  'password.new-again': 'New password again',
  'password.present': 'Present password',
  'password.title-invitation': 'Choose a password',
  'password.title-reset': 'Choose a new password',
  'password.title-change': 'Change the password',
  'password.for': 'For {user} at {platform}.',
  'password.hint': 'At least {least} characters. A few words in a row are easy to remember and hard to guess.',
  'password.save': 'Save the password',
  'password.too-short': {
    one: 'Too short: {n} more character. A password needs at least {least} here.',
    other: 'Too short: {n} more characters. A password needs at least {least} here.',
  },
  'password.too-long': 'Too long: a password has at most {most} characters.',
  'password.common': 'That is a common password, among the first that others would try. Choose another.',
  'password.context': 'The password holds "{word}", which others would try first. Choose another.',
  'password.not-the-same': 'The two passwords differ.',
  'password.old-one-wrong': 'That is not your present password.',
  'password-set.title': 'Your password is set',
  'password-set.text': 'Every other session was ended. Sign in with the new password now.',
  'forgotten.title': 'Forgot the password?',
  'forgotten.text':
    'Enter your user name. A link to choose a new password goes to the mail address of that account. Your authenticator stays as it is.',
  'forgotten.send': 'Send the link',
  'forgotten-sent.title': 'Look into your mail',
  'forgotten-sent.text': {
    one: 'If there is an account of that name, a link is on its way to its mail address. It works once, for {n} minute.',
    other:
      'If there is an account of that name, a link is on its way to its mail address. It works once, for {n} minutes.',
  },
  'forgotten-sent.nothing':
    'Nothing came? Look into the folder for unwanted mail, and check how you wrote the user name.',

  'use-link.enrol-title': 'Set up your authenticator',
  'use-link.enrol-text':
    'This link lets {user} set up an authenticator, once. Go on, sign in with user name and password, and follow "Secure your account".',
  'use-link.enable-title': 'Switch one-time codes on again',
  'use-link.enable-text':
    'This link switches one-time codes and recovery codes of {user} on again, once. The authenticator stays as it is.',
  'use-link.enable': 'Switch on again',
  'link-used.enrol-title': 'You can set up your authenticator now',
  'link-used.enrol-text': 'Sign in with user name and password, and follow "Secure your account".',
  'link-used.enable-title': 'One-time codes are on again',
  'link-used.enable-text': 'Sign in with user name, password and a one-time code.',
  'link-dead.spent-title': 'This link was used already',
  'link-dead.expired-title': 'This link is too old',
  'link-dead.unknown-title': 'This link is not known here',
  'link-dead.unknown-text':
    'It may have been cut in two by the mail program. Copy the whole of it into the address bar.',
  'link-dead.invitation': 'Ask {reach} for a new invitation.',
  'link-dead.password-reset': 'Ask for a new one on the sign-in page, under "Forgot the password?".',
  'link-dead.other': 'Ask {reach} for a new one.',

  'waiting.title': 'Please wait until {time}',
  'waiting.text': 'Five codes in a row were wrong, so {platform} takes no code for a short time, not even a right one.',
  'waiting.again': 'Try again at {time}',
  'waiting.seconds': 'In {duration}. This page goes on by itself.',
  'waiting.over': 'You can go on now.',
  'waiting.not-you':
    'Was that not you? Then somebody knows your password: press "This was not me" in the mail we just sent.',
  'waiting.somebody-else': 'Sign in as somebody else',
  'off.title': 'One-time codes are switched off',
  'off.text': {
    one: 'One-time codes and recovery codes are switched off after {n} wrong one. Ask {reach}.',
    other: 'One-time codes and recovery codes are switched off after {n} wrong ones in a row. Ask {reach}.',
  },
  'off.why': 'Somebody tried to guess them. If that was not you, somebody knows your password: say so.',

  'too-old.title': 'This page is too old',
  'too-old.text': {
    one: 'A sign-in must be finished within {n} minute, in the window where it began. Nothing is lost.',
    other: 'A sign-in must be finished within {n} minutes, in the window where it began. Nothing is lost.',
  },
  'too-old.cookies': 'If you come back here each time, your browser may be refusing cookies.',
  'too-old.what-to-do': 'What to do',
  'cookies.title': 'When the browser refuses cookies',
  'cookies.text':
    'While you sign in, {platform} keeps one cookie in your browser, so that it knows the window where you began. Without it every page is too old.',
  'cookies.allow': 'Allow cookies for {origin} in the settings of your browser, under privacy.',
  'cookies.private': 'Try a window that is not private, or switch off an extension that blocks cookies.',
  'cookies.one-window': 'Begin afresh, and finish in the same window, without the Back button.',

  'clock.title': 'Set the clock of your device',
  'clock.text':
    'An authenticator makes its codes from the time. If its clock is wrong by more than half a minute, its codes are refused.',
  'clock.now': 'The right time now',
  'clock.compare': 'Compare it with the device that has your authenticator.',
  'clock.windows':
    'Windows: Settings, Time and language, Date and time. Switch on "Set time automatically", then press "Sync now".',
  'clock.mac': 'macOS: System Settings, General, Date and Time. Switch on "Set time and date automatically".',
  'clock.linux': 'Linux: Settings, System, Date and Time. Switch on "Automatic date and time".',
  'clock.phone': 'Phone or tablet: Settings, Date and time (on some under General or System). Switch on "Automatic".',
  'clock.then': 'Then go back and enter the next code.',

  'busy.title': 'A moment, please wait',
  'busy.text': 'More people sign in just now than the service can check at once. Nothing is lost.',
  'busy.again': { one: 'Try again in {n} second.', other: 'Try again in {n} seconds.' },
  'too-many.title': 'Too many tries',
  'too-many.text': 'There were more tries from your network than one person makes.',
  'too-many.again': 'Try again in {duration}.',
  'unavailable.title': 'Nobody can sign in just now',
  'unavailable.text':
    'The service cannot check who you are, so it lets nobody in. {support} sees it. Try again in some minutes.',
  'unavailable.reference': 'When you ask, say reference {reference}.',
  'bad-request.form-title': 'This form is too old',
  'bad-request.form-text':
    'It was drawn for another sign-in, or in another window. Go back, load the page anew and try once more.',
  'bad-request.cross-site-title': 'That came from another site',
  'bad-request.cross-site-text':
    'Another page tried to press a button here in your name. Nothing was changed. Open {platform} by typing its address.',
  'bad-request.client-title': 'The program asked for something unknown',
  'bad-request.client-text':
    'The program that sent you here is not known, or is set up differently from what we know of it. Open {platform} by typing its address.',
  'bad-request.other-title': 'That did not work',
  'bad-request.other-text': 'The request could not be read. Nothing was changed.',
  'not-found.title': 'There is no such page',
  'not-found.text': 'The address may have been cut or mistyped.',
  'home.title': 'Sign-in for {platform}',
  'home.text': 'This is where {platform} checks who you are. There is nothing to do here by itself.',
  'home.platform': 'Open {platform}',
  'home.security': 'My security',

  'sign-out.title': 'Sign out?',
  'sign-out.text': 'Here means this browser alone. Everywhere ends the sessions on your other devices, too.',
  'sign-out.here': 'Sign out here',
  'sign-out.everywhere': 'Sign out everywhere',
  'sign-out.stay': 'Stay signed in',
  'signed-out.title': 'You are signed out',
  'signed-out.here': 'In this browser. Close its windows if others use this computer.',
  'signed-out.everywhere': 'On all devices. The next sign-in needs your password.',
  'signed-out.continue': 'Back to {platform}',

  'outbox.title': 'Outbox',
  'outbox.text': 'No mail server is set, so that mails stay here. Development only.',
  'outbox.empty': 'No mail yet.',
  'outbox.to': 'To {address}',
} as const satisfies Table;
