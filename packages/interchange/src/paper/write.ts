import { encodeBase32, secretCheck } from '@halfminute/otp';
import type { QrModules } from '@halfminute/qr';
import { linkCaution } from '../account-link.ts';
import { accountQr } from '../account-qr.ts';
import { leaveOut, sortOut } from '../export.ts';
import type { ExportAccount, HeldAccount, LeftOut, Room, Written } from '../export.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { sheetStyle } from './style.ts';
import { sheetWords } from './words.ts';

type Held = 'totp' | 'hotp' | 'steam';

const room: Room<Held> = {
  program: 'The paper sheet',
  kinds: ['totp', 'hotp', 'steam'],
  keeps: ['link-parameters'],
  caution: linkCaution,
};

/** Characters of a long code in one row: four groups of four, as a typist's eye takes them in. */
const groupsInRow = 4;

/** Width of one module; a printer of 300 dots an inch draws it six dots wide. */
const moduleMillimetres = 0.5;

/** Light modules on each side (ISO/IEC 18004, section 6.3.8). */
const quietModules = 4;

/**
 * A sheet to print, as one HTML document that loads nothing and runs nothing: for each account its QR code, the long
 * code in groups, and a check. `date` is printed as it is given.
 */
export function writePaperSheet(
  accounts: readonly ExportAccount[],
  { date }: { readonly date: string },
): Written<string> {
  const { held, leftOut, unsaid, cautions } = sortOut(room, accounts);
  const tooLong: LeftOut[] = [];
  const blocks = held.flatMap((account) => {
    const qr = accountQr(account.otp);
    if (qr === null) {
      tooLong.push(leaveOut(account, 'too-long', 'Its code and names are too long for a QR code.'));
      return [];
    }
    return [blockOf(account, qr)];
  });
  return {
    content: pageOf(blocks, date).toString(),
    count: blocks.length,
    leftOut: [...leftOut, ...tooLong],
    unsaid,
    cautions,
  };
}

function pageOf(blocks: readonly Markup[], date: string): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width" />
        <title>${sheetWords.title}</title>
        <style>
          ${sheetStyle}
        </style>
      </head>
      <body>
        <h1>${sheetWords.title}</h1>
        <p>${sheetWords.made(blocks.length, date)} ${sheetWords.secrecy}</p>
        <p>${sheetWords.back} ${sheetWords.check}</p>
        ${blocks}
      </body>
    </html> `;
}

function blockOf({ otp }: HeldAccount<Held>, qr: QrModules): Markup {
  const { issuer, accountName } = otp;
  const code = encodeBase32(otp.secret.reveal());
  return html`
    <section>
      <div class="qr">${pictureOf(qr)}</div>
      <div class="words">
        <h2>${[issuer, accountName].find((name) => name !== '') ?? sheetWords.unnamed}</h2>
        ${issuer === '' || accountName === '' ? [] : html`<p class="user">${accountName}</p>`}
        <p class="code">${rowsOf(code)}</p>
        <p class="check">${sheetWords.checkLine(secretCheck(otp.secret), code.length)}</p>
        <p class="kind">${kindOf(otp)}</p>
      </div>
    </section>
  `;
}

function rowsOf(code: string): readonly Markup[] {
  const groups = code.match(/.{1,4}/g) ?? [];
  return Array.from({ length: Math.ceil(groups.length / groupsInRow) }, (_, row) => {
    const inRow = groups.slice(row * groupsInRow, (row + 1) * groupsInRow);
    return html`<span>${inRow.map((group) => html`<b>${group}</b> `)}</span>`;
  });
}

function kindOf(otp: HeldAccount<Held>['otp']): string {
  const { codes, algorithms } = sheetWords;
  switch (otp.kind) {
    case 'steam':
      return codes.steam;
    case 'hotp':
      return codes.counted(otp.digits, otp.counter, algorithms[otp.algorithm]);
    case 'totp':
      return codes.timed(otp.digits, otp.periodSeconds, algorithms[otp.algorithm]);
  }
}

/** One path, a rectangle for each run of dark modules in a row. */
function pictureOf({ size, dark }: QrModules): Markup {
  const path = dark.map((isDark, at) => {
    const x = at % size;
    if (!isDark || (x > 0 && dark[at - 1] === true)) {
      return '';
    }
    const light = dark.slice(at, at - x + size).indexOf(false);
    const run = light < 0 ? size - x : light;
    return `M${x} ${Math.floor(at / size)}h${run}v1h-${run}z`;
  });
  const whole = size + 2 * quietModules;
  return html`<svg
    viewBox="${-quietModules} ${-quietModules} ${whole} ${whole}"
    width="${whole * moduleMillimetres}mm"
    height="${whole * moduleMillimetres}mm"
    shape-rendering="crispEdges"
  >
    <path d="${path.join('')}" />
  </svg>`;
}
