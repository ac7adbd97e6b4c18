import type { DraggedThings } from './state.ts';

/** A link, and two whose codes need a PIN that no link holds. */
export const pinList = [
  'otpauth://totp/Allotment:ada@home.example?secret=MZXW6YTBOI2TGNBVMZXW6YTBOI2TGNBV&issuer=Allotment',
  'motp://Fence:ada?secret=9d8f175307845762',
  'motp://Gate:kai?secret=0123456789abcdef',
].join('\n');

/** Of every verdict: new, here, here under another name, twice, of eight digits, a counter, damaged, and no link at all. */
export const mixedList = [
  'otpauth://totp/Allotment:ada@home.example?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LA&issuer=Allotment',
  'otpauth://totp/Battle%20of%20Books:ada%232214?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLA&issuer=Battle%20of%20Books&digits=8',
  'otpauth://totp/Cases:ada@firm.example?secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI&issuer=Cases',
  'otpauth://totp/Deeds:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Deeds',
  'otpauth://hotp/Door:ada?secret=ONSWG4TFOQWWM33SONSWG4TFOQWWM33A&issuer=Door&counter=7',
  'otpauth://totp/Old%20router?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LB&issuer=Old%20router&algorithm=MD5',
  'otpauth://totp/Ledger:ada?issuer=Ledger',
  'otpauth://totp/Allotment:again?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LA&issuer=Allotment',
  'a line that is no link',
].join('\n');

/** What is in {@link everydayCodes} already, and nothing else. */
export const knownList = [
  'otpauth://totp/Cases:ada@firm.example?secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI&issuer=Cases',
  'otpauth://totp/Deedbox:ada@firm.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Deedbox',
].join('\n');

export function manyLinks(n: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from({ length: n }, (_, place) => {
    const own = Array.from(String(place).padStart(4, '0'), (figure) => letters[Number(figure) + 20]).join('');
    return `otpauth://totp/Service%20${place + 1}:ada@firm.example?secret=JBSWY3DPEHPK3PXPJBSWY3DP${own}AAAA&issuer=Service%20${place + 1}`;
  }).join('\n');
}

export function listFile(text: string, name = 'old-phone.txt'): DraggedThings {
  return { files: [{ name, text }] };
}

/** Two accounts in an encrypted andOTP backup, whose password is "old phone". */
export const lockedFile: DraggedThings = {
  files: [
    {
      name: 'otp_accounts.json.aes',
      base64:
        'AAAD6AMDAwMDAwMDAwMDAwQEBAQEBAQEBAQEBEI1ehV+qJmyCRk7fuwcWc0Vkz1owp4IbT6ScRUGPpFiahWHlJ0vCxIJYFWKpezJFuV0OjDQN7UwXAa6jONYhWBayrzJyW0L1SBJak4hJJWGhU0jdhyC8H84r1spzNWQ2eq6KI9GUalEtGCifkkH4ocPnpGvV5uopNK78959AhkpQF6hIv5FPJCxrgXshRkwVV2LFn21SSgxypwP6upW168I7OxDregRtuRFs2oLgh6KCWBRzIrfxizv0txWdD9RBEcRMQCvI7lULzq5hFwnd+WBuvROHJO4TwRKwZ0qquMe4pisqi9+HAsMY/P+WrZlxPdKGkPYKlW/aF4ZPoMSJoI2qQPZh0glkXeqrKcltti5FOjht6RdO//LnEt1hMneyzac99O59G6SLoMvWv0C07g6iQkL0LxdSxS83jMEkQ==',
    },
  ],
};

/** Nothing but chance. */
export const unknownFile: DraggedThings = {
  files: [
    {
      name: 'phone.bin',
      base64:
        'lWhuk78X7ui04jSgYP/c8LAoSdO8bCYnc/dBzUOepIOgoPZ9KBz8ywT1/raB/dmCg3Tf7GFS9k0EqvsGLnZJeMRAbim3f1OzSfbDSrSeQb9Pmx5NxCdjJ+BA3k+FU5ZPjjN8naY9iamPOoYSw6ppMwMWwwNPpanmnXwrjJnDSnor+vDb51voJGB8txC13t50UfMIsl8=',
    },
  ],
};

/** A maFile of Steam Desktop Authenticator without the manifest that it opens beside. */
export const lonelyMaFile: DraggedThings = {
  files: [
    {
      name: 'ada.maFile',
      text: 'E3XvSWcMzwp+2MuIRrom4cP3Wu71DcG2l6n3deHIKA1i8LAuqugfjzN68XJF0ogdfGP8yhsXW+XD1PWnVlkzuUqxGY3huS+92TjC0KJX62M=',
    },
  ],
};

/** A file of Bitwarden that asks for half a gibibyte before its password can be tried. */
export const hungryFile = listFile(
  JSON.stringify({
    encrypted: true,
    passwordProtected: true,
    salt: 'c2FsdCBvZiB0aGUgZmlsZQ==',
    kdfType: 1,
    kdfIterations: 3,
    kdfMemory: 512,
    kdfParallelism: 4,
    encKeyValidation_DO_NOT_EDIT: sealedText(),
    data: sealedText(),
  }),
  'bitwarden_export.json',
);

/** Of the form that Bitwarden seals texts in, and opened by nothing. */
function sealedText(): string {
  return `2.${[16, 16, 32].map((length) => btoa('\0'.repeat(length))).join('|')}`;
}
