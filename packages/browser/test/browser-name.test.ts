import { describe, expect, it } from 'vitest';
import { browserName } from '../src/browser-name.ts';

describe('the browser’s name in the report', () => {
  it('is the brand that is not the common engine, without the made-up one', () => {
    const brands = [
      { brand: 'Not)A;Brand', version: '8' },
      { brand: 'Chromium', version: '156' },
      { brand: 'Microsoft Edge', version: '156' },
    ];
    expect(browserName({ userAgent: '', userAgentData: { brands } })).toBe('Microsoft Edge 156');
    expect(browserName({ userAgent: '', userAgentData: { brands: brands.slice(0, 2) } })).toBe('Chromium 156');
  });

  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0', 'Firefox 148'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
      'Safari 26',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      'Chromium 156',
    ],
    ['something else', 'unknown browser'],
  ])('is read from %s', (userAgent, name) => {
    expect(browserName({ userAgent })).toBe(name);
  });
});
