/** @jsxImportSource hono/jsx */
import { Button, PostForm, TextField } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { Icon } from '../parts/icon.tsx';
import { reach } from '../parts/support.tsx';
import { Lead, Text } from '../parts/text.tsx';
import type { PageProps, View } from '../view.ts';
import { numberToText } from './code-errors.ts';

/** Sheet D5. The only page that these stand on; printed, only the codes and whose they are stay. */
export function RecoveryCodesPage({ page, view }: PageProps<'recovery-codes'>) {
  const { words, dates, context } = view;
  const { platform } = context;
  return (
    <PopUp view={view} title={words.say('recovery-codes.title')}>
      <Lead>{words.say('recovery-codes.text')}</Lead>
      <div class="paper">
        <p class="paper-title">{words.say('recovery-codes.paper-title', { platform: platform.name })}</p>
        <p>{words.say('recovery-codes.paper-text')}</p>
      </div>
      <ol class="codes" aria-label={words.say('recovery-codes.list')}>
        {page.codes.map((code) => (
          <li>{inGroups(code)}</li>
        ))}
      </ol>
      <p class="paper">
        {words.say('recovery-codes.paper-made', { date: dates.fullDate(context.now), time: dates.time(context.now) })}.{' '}
        {words.say('mail.support', { reach: reach(words, context.support) })}
      </p>
      <div class="two">
        <button type="button" class="button plain" hidden data-print>
          <Icon name="print" />
          {words.say('recovery-codes.print')}
        </button>
        {/* The codes lie in the link, so that the server need not keep them a moment longer for a file. */}
        <a
          class="button plain"
          download={page.downloadName}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(fileText({ page, view }))}`}
        >
          <Icon name="save" />
          {words.say('recovery-codes.download')}
        </a>
      </div>
      <PostForm form={page.form}>
        <TextField
          name="typedBack"
          label={words.say('recovery-codes.type-back')}
          hint={words.say('recovery-codes.hint')}
          autocomplete="off"
          isCode
          focus={page.error !== null}
          error={
            page.error === null
              ? null
              : words.say('recovery-codes.error', {
                  n: page.codes.length,
                  count: numberToText(page.codes.length, view),
                })
          }
        />
        <Button kind="primary">{words.say('recovery-codes.continue', { platform: page.continueTo })}</Button>
      </PostForm>
    </PopUp>
  );
}

/** Sheet of one code: in place of the used one, with the offer to set up an authenticator again. */
export function ReplacementCodePage({ page, view }: PageProps<'replacement-code'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('replacement.title')}>
      <Lead>{words.say('replacement.text')}</Lead>
      <p class="codes single">{inGroups(page.code)}</p>
      <Text>
        {words.say('replacement.left', { n: page.left })} {words.say('replacement.question')}
      </Text>
      <PostForm form={page.form}>
        <Button kind="primary" name="again" value="yes">
          {words.say('replacement.again')}
        </Button>
        <Button kind="plain" name="again" value="no">
          {words.say('replacement.not-now', { platform: context.platform.name })}
        </Button>
      </PostForm>
    </PopUp>
  );
}

/** Groups of four that a line break may part, and nothing else. */
function inGroups(code: string) {
  const groups = groupsOf(code);
  return (
    <span class="groups">
      {groups.map((group) => (
        <>
          <span>{group}</span>{' '}
        </>
      ))}
    </span>
  );
}

function groupsOf(code: string): readonly string[] {
  return code.replaceAll(/[\s-]/g, '').match(/.{1,4}/gsu) ?? [];
}

function fileText({ page, view }: PageProps<'recovery-codes'> & { readonly view: View }): string {
  const { words, context } = view;
  return (
    [
      words.say('recovery-codes.paper-title', { platform: context.platform.name }),
      words.say('recovery-codes.paper-text'),
      '',
      ...page.codes.map((code, index) => `${String(index + 1).padStart(2)}  ${groupsOf(code).join(' ')}`),
      '',
    ]
      .join('\r\n')
      // Places to part a long word are for pages.
      .replaceAll('\u00AD', '')
  );
}
