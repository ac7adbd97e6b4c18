/** What the program masks its two texts with (exclusive or), in hexadecimal. */
export const mask = '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773f';

export const preferenceNames = {
  secret: 'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET',
  serial: 'com.blizzard.messenger.AUTHENTICATOR_SERIAL',
} as const;
