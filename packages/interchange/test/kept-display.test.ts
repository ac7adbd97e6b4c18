import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseOtpauthUri } from '@halfminute/otp';
import { exportFormats, isExportFormat, isSealedFormat, writeExport } from '../src/index.ts';
import type { ExportAccount } from '../src/index.ts';
import { readPlain } from './samples.ts';

const means = { randomBytes, unixMs: Date.UTC(2026, 10, 26), date: '26 November 2026' };
const formats = Object.keys(exportFormats)
  .filter(isExportFormat)
  .filter((format) => !isSealedFormat(format));
const plain = 'otpauth://totp/Alder:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Alder';

const withDisplay = (display: unknown): ExportAccount => ({
  otp: {
    ...parseOtpauthUri(plain),
    unknownParameters: [
      ['codeDisplay', JSON.stringify(display)],
      ['lock', 'false'],
    ],
  },
});

describe('a parameter of Ente Auth that came with a link', () => {
  const stale = { pinned: true, trashed: true, tags: ['work'], note: 'my old note', iconID: 'alder' };

  it.each(formats)('is not written to %s where the vault knows better', async (format) => {
    const { content } = await writeExport({ format }, [{ ...withDisplay(stale), note: 'new' }], means);
    const text = decodeURIComponent(new TextDecoder().decode(content).replaceAll(/%(?![\dA-F]{2})/g, '%25'));
    expect(text).not.toMatch(/my old note|trashed|pinned|work/);
    if (format === 'paper') {
      return;
    }
    const [entry] = (await readPlain(content)).entries;
    expect(entry).toMatchObject({ verdict: 'imported', wasTrashed: false });
    expect(entry).not.toHaveProperty('tags');
  });

  it('keeps what only it says, and is gone where nothing is left of it', async () => {
    const parametersIn = async (display: unknown) => {
      const { content } = await writeExport({ format: 'links' }, [withDisplay(display)], means);
      return parseOtpauthUri(new TextDecoder().decode(content).trim()).unknownParameters;
    };
    expect(await parametersIn(stale)).toEqual([
      ['codeDisplay', '{"iconID":"alder"}'],
      ['lock', 'false'],
    ]);
    expect(await parametersIn({ trashed: false, note: '' })).toEqual([['lock', 'false']]);
    expect(await parametersIn('a text')).toEqual([
      ['codeDisplay', '"a text"'],
      ['lock', 'false'],
    ]);
  });

  it('is said to be missing where it said something', async () => {
    const unsaid = async (display: unknown) =>
      (await writeExport({ format: 'links' }, [withDisplay(display)], means)).unsaid;
    expect(await unsaid(stale)).toEqual(['link-parameters']);
    expect(await unsaid({ trashed: false, pinned: false, note: '', iconID: 'alder' })).toEqual([]);
  });

  it('is read once, and not kept besides', async () => {
    const link = `${plain}&codeDisplay=${encodeURIComponent(JSON.stringify(stale))}`;
    const [entry] = (await readPlain(`${link}\n`)).entries;
    expect(entry).toMatchObject({ wasTrashed: true, note: 'my old note', tags: ['work'], favourite: true });
    expect(entry?.verdict === 'imported' && entry.account.unknownParameters).toEqual([
      ['codeDisplay', '{"iconID":"alder"}'],
    ]);
  });
});
