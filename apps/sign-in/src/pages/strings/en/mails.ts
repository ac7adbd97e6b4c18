import type { Table } from '../words.ts';

/** The words of the mails. A subject has no places, so that nothing a user wrote can stand in a mail's header. */
export const mails = {
  'mail.hello': 'Hello {name},',
  'mail.hello-nobody': 'Hello,',
  'mail.when': 'When',
  'mail.from': 'From',
  'mail.by': 'By',
  'mail.account': 'Account',
  'mail.authenticator': 'Authenticator',
  'mail.device': 'Device',
  'mail.reason': 'Reason',
  'mail.reference': 'Reference',
  'mail.unknown-place': 'an unknown place',
  'mail.at': '{date} at {time}',
  'mail.was-it-you': 'Was it you? Then there is nothing to do. If not, press This was not me.',
  'mail.was-it-you-ask': 'Was it you? Then there is nothing to do. If not, ask {reach}.',
  'mail.not-me': 'This was not me',
  'mail.not-me-address': 'This was not me: {address}',
  'mail.never-ask': 'We never ask for a code by mail or telephone.',
  'mail.support': 'Questions? Ask {reach}.',
  'mail.once': 'The link works once.',
  'mail.once-until': 'The link works once, until {date} at {time}.',
  'mail.or-type': 'Or type {address} yourself.',

  'mail.mfa-enabled.subject': 'MFA has been enabled on your account',
  'mail.mfa-enabled.text':
    'From your next sign-in, {platform} asks for your password and then for a one-time code from an authenticator. Setting it up takes about two minutes, and you do it once.',
  'mail.mfa-enabled.text-from':
    'From {date}, {platform} asks for your password and then for a one-time code from an authenticator. Setting it up takes about two minutes, and you do it once.',
  'mail.mfa-enabled.step-authenticator':
    "Open an authenticator: Halfminute is on your computer already. A phone app works as well; a phone's camera alone does not.",
  'mail.mfa-enabled.step-sign-in': 'Sign in to {platform} with your user name and password.',
  'mail.mfa-enabled.step-follow': 'Follow "Secure your account".',
  'mail.mfa-enabled.act': 'Sign in to {platform}',
  'mail.mfa-enabled.end':
    'Enabled on {date} at {time} by {admin}. Did you not expect this? Ask {reach}. We never ask for a code by mail or telephone.',
  'mail.reminder.subject': 'MFA waits to be set up on your account',
  'mail.reminder.text':
    'Your account at {platform} has no authenticator yet. Setting one up takes about two minutes, and you do it once.',
  'mail.reminder.until': 'From {date} on, nobody signs in without one.',

  'mail.invitation.subject': 'Your new account',
  'mail.invitation.text':
    'There is an account for you at {platform}. Your user name is {user}. Choose a password to begin.',
  'mail.invitation.act': 'Choose a password',
  'mail.invitation.end': 'Did you not expect this? Ask {reach}.',
  'mail.password-reset.subject': 'Choose a new password',
  'mail.password-reset.text':
    'Somebody asked for a new password for your account at {platform}. With this link you choose one. Your authenticator stays as it is.',
  'mail.password-reset.act': 'Choose a new password',
  'mail.password-reset.end': 'Was it not you? Then there is nothing to do: without this mail nobody can change it.',
  'mail.password-changed.subject': 'Your password was changed',
  'mail.password-changed.text':
    'The password of your account at {platform} was changed. All other sessions were ended and remembered devices forgotten.',
  'mail.enrol-link.subject': 'Set up your authenticator',
  'mail.enrol-link.text': 'With this link you can set up an authenticator for your account at {platform}.',
  'mail.enrol-link.act': 'Set up your authenticator',
  'mail.address-changed.subject': 'The mail address of your account was changed',
  'mail.address-changed.text':
    'Mails about your account at {platform} go to another address from now on. This one goes to the old address as well.',
  'mail.account-frozen.subject': 'Your account is frozen',
  'mail.account-frozen.text':
    'Nobody can sign in to {platform} as {user} until {support} opens the account again, you included. All sessions were ended and remembered devices forgotten.',
  'mail.account-frozen.next':
    'Say this reference when you ask {reach}. Do not act on mails that offer to unfreeze you.',
  'mail.account-frozen-admin.subject': 'An account was frozen',
  'mail.account-frozen-admin.text':
    'The account of {user} at {platform} was frozen. Nobody can sign in with it until an administrator opens it again. {user} was told this reference.',
  'mail.account-unfrozen.subject': 'Your account is open again',
  'mail.account-unfrozen.text':
    'You can sign in to {platform} again. Change the password if somebody else may know it.',

  'mail.authenticator-added.subject': 'An authenticator was added to your account',
  'mail.authenticator-added.text': 'From now on {platform} takes the codes of this authenticator.',
  'mail.authenticator-removed.subject': 'An authenticator was removed',
  'mail.authenticator-removed.text':
    '{platform} no longer takes the codes of this authenticator. Remembered devices were forgotten.',
  'mail.mfa-reset.subject': 'Your MFA was reset by IT',
  'mail.mfa-reset.text':
    'The authenticators, recovery codes and remembered devices of your account at {platform} were removed, and all sessions ended. You set up again through a mailed link that works once, for 24 hours.',
  'mail.new-device.subject': 'New device on your account',
  'mail.new-device.text': '{platform} remembers a new device. For a while it signs in there with the password alone.',
  'mail.device-stolen.subject': 'A remembered device was copied',
  'mail.device-stolen.text':
    'An old copy of what {platform} keeps on a remembered device was used and refused. The device was forgotten and asks for a code again. Somebody may have copied files of that browser.',
  'mail.recovery-code-used.subject': 'A recovery code was used',
  'mail.recovery-code-used.text':
    'Somebody signed in to {platform} with your password and one of your recovery codes. It is spent, and a new one was shown in its place.',
  'mail.recovery-code-used.left': { one: 'You have {n} recovery code.', other: 'You have {n} recovery codes.' },
  'mail.recovery-codes-renewed.subject': 'New recovery codes were made',
  'mail.recovery-codes-renewed.text': 'Your old recovery codes for {platform} no longer work; new ones were shown.',
  'mail.password-known.subject': 'Somebody knows your password',
  'mail.password-known.text': {
    one: 'Somebody entered your right password at {platform} and then a wrong code. They did not get in.',
    other: 'Somebody entered your right password at {platform} and then {n} wrong codes in a row. They did not get in.',
  },
  'mail.password-known.next': 'If it was not you, somebody knows your password.',
  'mail.code-replayed.subject': 'A one-time code was used twice',
  'mail.code-replayed.text':
    'A one-time code of yours that {platform} had taken already was entered again and refused. If you did not enter it twice yourself, somebody may have read it as you typed, perhaps on a false sign-in page.',
  'mail.factors-disabled.subject': 'One-time codes are switched off',
  'mail.factors-disabled.text':
    'Too many wrong codes in a row were entered after your right password. {platform} takes no one-time code and no recovery code of yours until {support} switches them on again.',
  'mail.factors-enabled.subject': 'One-time codes are on again',
  'mail.factors-enabled.text': '{platform} takes your one-time codes and recovery codes again.',
} as const satisfies Table;
