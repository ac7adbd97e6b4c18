import { describe, expect, it } from 'vitest';
import { context, emptyDocument } from './documents.ts';
import type { Settings } from '../src/index.ts';
import { DEFAULT_SETTINGS, settingsEdit, settingsOf } from '../src/settings.ts';
import { openDesk, openState, PASSWORD, secondDesk } from './desk.ts';

describe('settings', () => {
  it('are sensible from the first day', async () => {
    const { app } = await openDesk();
    expect(openState(app).settings).toEqual({
      clipboardSeconds: 20,
      lockAfterIdleSeconds: 300,
      lockWithScreen: true,
      theme: 'system',
      hideCodes: false,
      showNextCode: true,
    });
  });

  it('are kept with the codes', async () => {
    const { app } = await openDesk();
    const wanted: Settings = {
      clipboardSeconds: 45,
      lockAfterIdleSeconds: 60,
      lockWithScreen: false,
      theme: 'dark',
      hideCodes: true,
      showNextCode: false,
    };
    expect(await app.changeSettings(wanted)).toEqual({ outcome: 'saved' });
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).settings).toEqual(wanted);
  });

  it('are merged one by one', async () => {
    const one = await openDesk({ watches: false });
    const other = await secondDesk(one, { watches: false });
    await one.app.changeSettings({ theme: 'dark' });
    await other.app.changeSettings({ hideCodes: true });
    expect(openState(other.app).settings).toMatchObject({ theme: 'dark', hideCodes: true });
  });

  it.each([
    [{ clipboardSeconds: 4 }, { clipboardSeconds: 5 }],
    [{ clipboardSeconds: 121 }, { clipboardSeconds: 120 }],
    [{ clipboardSeconds: null }, { clipboardSeconds: null }],
    [{ clipboardSeconds: 10.4 }, { clipboardSeconds: 10 }],
    [{ lockAfterIdleSeconds: 1 }, { lockAfterIdleSeconds: 30 }],
    [{ lockAfterIdleSeconds: 100_000 }, { lockAfterIdleSeconds: 3600 }],
    [{ lockAfterIdleSeconds: null }, { lockAfterIdleSeconds: null }],
  ])('move %j to %j', async (wanted, kept) => {
    const { app } = await openDesk();
    await app.changeSettings(wanted);
    expect(openState(app).settings).toMatchObject(kept);
  });

  it.each([
    ['clipboardSeconds', 'twenty'],
    ['clipboardSeconds', true],
    ['lockAfterIdleSeconds', [300]],
    ['lockWithScreen', 'no'],
    ['theme', 'pink'],
    ['theme', null],
    ['hideCodes', 1],
    ['showNextCode', 'yes'],
  ] as const)('answer the default where %s is stored as %j', (name, stored) => {
    expect(settingsOf(emptyDocument({ [`settings.${name}`]: stored }))).toEqual(DEFAULT_SETTINGS);
  });

  it('are the same document where nothing was changed', () => {
    const document = emptyDocument({});
    expect(settingsEdit({ theme: 'system' })(document, context)).toBe(document);
  });
});
