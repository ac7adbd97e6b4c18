/** Money is an integer of pence everywhere; pounds exist in texts alone. */

/** `£1,020,447.09`. */
export function penceToText(pence: number): string {
  const sign = pence < 0 ? '-' : '';
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `${sign}£${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** Commas only where they part thousands: "84,00" is no amount, since it may have meant 84.00 or 8,400. */
const amount = /^(?<pounds>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?<pence>\d{2}))?$/;

/** Pence of what somebody typed: `84000`, `84,000.00`, `£84,000.00`. Null for anything else, nothing, and what is too much to be exact. */
export function readPence(text: string): number | null {
  const { pounds, pence } = amount.exec(text.replace(/[\s\u00a0\u202f]/g, '').replace(/^£/, ''))?.groups ?? {};
  if (pounds === undefined) {
    return null;
  }
  const sum = Number(pounds.replaceAll(',', '') + (pence ?? '00'));
  return Number.isSafeInteger(sum) && sum > 0 ? sum : null;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}
