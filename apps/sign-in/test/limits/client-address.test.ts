import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress, isLoopback, isTrustedPeer } from '../../src/limits/client-address.ts';
import { networkOf, readIpAddress, readNetwork } from '../../src/limits/ip-address.ts';

const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6());

describe('whose request it is', () => {
  it('G9 T29 is the connection, whatever 100 headers say, where no proxy is configured', () => {
    const headers = Array.from({ length: 100 }, (_, index) => `198.51.100.${index}, 203.0.113.${100 - index}`);
    const seen = new Set(
      headers.map((forwardedFor) => clientAddress({ peer: '192.0.2.7', forwardedFor, proxies: [] })),
    );
    expect(seen).toEqual(new Set(['192.0.2.7']));
  });

  it('G9 T29 is the connection for everybody who is no proxy of ours', () => {
    fc.assert(
      fc.property(fc.string(), anyAddress, (before, written) => {
        const forwardedFor = `${before}, ${written}`;
        expect(clientAddress({ peer: '192.0.2.7', forwardedFor, proxies: ['10.0.0.0/8', '::1'] })).toBe('192.0.2.7');
      }),
    );
  });

  it('G9 is what our proxy saw, whatever the client wrote before it', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        const forwardedFor = `${written}, 198.51.100.9`;
        expect(clientAddress({ peer: '10.1.2.3', forwardedFor, proxies: ['10.0.0.0/8'] })).toBe('198.51.100.9');
      }),
    );
  });

  it('G9 goes past all of our proxies, from the right, and no further', () => {
    const proxies = ['10.0.0.0/8', '2001:db8:1::/48'];
    const forwardedFor = '192.0.2.1, 198.51.100.9, 2001:db8:1::5, 10.9.9.9';
    expect(clientAddress({ peer: '10.1.2.3', forwardedFor, proxies })).toBe('198.51.100.9');
  });

  it('G9 stops at nonsense, at the hop that wrote it', () => {
    for (const forwardedFor of ['', 'unknown', '198.51.100.9, unknown', '198.51.100.9,', '_hidden']) {
      expect(clientAddress({ peer: '10.1.2.3', forwardedFor, proxies: ['10.0.0.0/8'] })).toBe('10.1.2.3');
    }
    expect(clientAddress({ peer: '10.1.2.3', forwardedFor: 'x, 10.0.0.2', proxies: ['10.0.0.0/8'] })).toBe('10.0.0.2');
  });

  it('has one spelling for each address', () => {
    const spellings: [string, string][] = [
      ['::ffff:192.0.2.7', '192.0.2.7'],
      ['::FFFF:c000:207', '192.0.2.7'],
      ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
      ['fe80::1%eth0', 'fe80::1'],
      ['[2001:db8::1]:443', '2001:db8::1'],
      ['192.0.2.7:50123', '192.0.2.7'],
      ['::', '::'],
    ];
    for (const [peer, expected] of spellings) {
      expect(clientAddress({ peer, forwardedFor: null, proxies: [] })).toBe(expected);
    }
  });

  it('is nobody where the connection has no address', () => {
    for (const peer of [null, '', '@', '999.1.1.1', '1.2.3', '2001:::1', '::ffff:1.2.3']) {
      expect(clientAddress({ peer, forwardedFor: '192.0.2.1', proxies: ['0.0.0.0/0', '::/0'] })).toBeNull();
    }
  });

  it('a proxy given as IPv4 is the same proxy on a socket of IPv6', () => {
    expect(isTrustedPeer('::ffff:10.0.0.1', ['10.0.0.0/8'])).toBe(true);
    expect(isTrustedPeer('10.0.0.1', ['::ffff:10.0.0.0/104'])).toBe(true);
    expect(isTrustedPeer('11.0.0.1', ['10.0.0.0/8'])).toBe(false);
    expect(isTrustedPeer(null, ['10.0.0.0/8'])).toBe(false);
  });
});

describe('networks', () => {
  it('hold their addresses and no others', () => {
    expect(isTrustedPeer('192.0.2.127', ['192.0.2.0/25'])).toBe(true);
    expect(isTrustedPeer('192.0.2.128', ['192.0.2.0/25'])).toBe(false);
    expect(isTrustedPeer('192.0.2.9', ['192.0.2.8'])).toBe(false);
    expect(isTrustedPeer('2001:db8::1', ['2001:db8::/127'])).toBe(true);
    expect(isTrustedPeer('2001:db8::2', ['2001:db8::/127'])).toBe(false);
    expect(isTrustedPeer('0.0.0.1', ['::/0'])).toBe(false);
  });

  it('are refused where they are none', () => {
    for (const text of [
      '',
      '10.0.0.0/33',
      '10.0.0.0/-1',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '::/129',
      'example.org',
      '10.0.0.0/1e1',
    ]) {
      expect(readNetwork(text)).toBeNull();
    }
  });

  it('are written so that each has one name', () => {
    const of = (address: string, bits: number) => networkOf(readIpAddress(address) ?? expect.fail(), bits);
    expect(of('192.0.2.77', 24)).toBe('192.0.2.0/24');
    expect(of('2001:db8:1:2:ffff::9', 64)).toBe('2001:db8:1:2:0:0:0:0/64');
    expect(of('2001:db8:1:2:ffff::9', 48)).toBe('2001:db8:1:0:0:0:0:0/48');
  });

  it('this machine is loopback, and nothing that only looks like it', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'].every(isLoopback)).toBe(true);
    expect(['localhost.example.org', '128.0.0.1', '0.0.0.0', '::', 'example.org'].some(isLoopback)).toBe(false);
  });
});
