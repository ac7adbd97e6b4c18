/** In this order, since each later one claims to be those before it as well. */
const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChromium\//, 'Chromium'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bDebian\b/, 'Debian'],
  [/\bUbuntu\b/, 'Ubuntu'],
  [/\bFedora\b/, 'Fedora'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * "Firefox on Debian", of the words of a fixed list only: the header is whatever its sender likes. Empty where it tells nothing.
 */
export function deviceName(agent: string | null): string {
  const of = (list: typeof browsers) => list.find(([pattern]) => pattern.test(agent ?? ''))?.[1];
  const browser = of(browsers);
  const system = of(systems);
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? '');
}
