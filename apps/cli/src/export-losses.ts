import type { ExportSummary, Extra } from '@halfminute/core';

const called: Readonly<Record<Extra, string>> = {
  notes: 'notes',
  tags: 'tags',
  favourites: 'which accounts are favourites',
  pins: 'the PINs of Mobile-OTP, which will be asked for',
  'link-parameters': 'further parameters of links',
};

type Losses = Pick<ExportSummary, 'leftOut' | 'unsaid' | 'cautions' | 'leftInTrash'>;

/** What an export does not hold, a line each; none where it holds everything. */
export function lossesOf({ leftOut, unsaid, cautions, leftInTrash }: Losses): readonly string[] {
  return [
    ...leftOut.map((account) => `  Left out: ${calledBy(account)}. ${account.message}`),
    ...cautions.map((account) => `  Take care: ${calledBy(account)}. ${account.message}`),
    ...(unsaid.length === 0 ? [] : [`  It does not hold ${unsaid.map((extra) => called[extra]).join(', ')}.`]),
    ...(leftInTrash === 0 ? [] : [`  ${inTrash(leftInTrash)}`]),
  ];
}

function calledBy({ issuer, accountName }: Losses['cautions'][number]): string {
  return [issuer, accountName].filter((part) => part !== '').join(', ') || 'an account without a name';
}

function inTrash(count: number): string {
  return count === 1 ? '1 account in the trash was left out.' : `${count} accounts in the trash were left out.`;
}
