/** What the programs mask their texts with (exclusive or), in hexadecimal. */
export const mask =
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a';

/** Of Battle.net, two texts. */
export const preferenceNames = {
  secret: 'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET',
  serial: 'com.blizzard.messenger.AUTHENTICATOR_SERIAL',
} as const;

/** Of the authenticator that was a program of its own before, one text: the secret in hexadecimal, and the serial number behind it. */
export const olderPreferenceName = 'com.blizzard.bma.AUTH_STORE.HASH';
export const secretLetters = 40;
