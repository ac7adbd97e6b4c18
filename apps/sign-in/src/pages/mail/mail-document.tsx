/** @jsxImportSource hono/jsx */
import type { View } from '../view.ts';
import type { ComposedMail } from './compose-mail.ts';
import { letterTile } from '@halfminute/theme';

/**
 * The HTML part, 480 wide. Mail programs take no stylesheet of ours, so that each element carries its own style; light only, since they
 * recolour it as they see fit.
 */
export function MailDocument({ mail, view }: { readonly mail: ComposedMail; readonly view: View }) {
  const { words, context } = view;
  const { platform } = context;
  const tile = letterTile(platform.name);
  return (
    <html lang={context.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{mail.subject}</title>
      </head>
      <body style={`margin:0;padding:24px 8px;background:#f6f6f4;color:#1b1c1e;overflow-wrap:anywhere;${font}`}>
        <main style="max-width:432px;margin:0 auto;padding:24px 20px;background:#ffffff;border:1px solid #e4e3df;border-radius:12px">
          <p style="margin:0 0 16px;font-weight:600">
            <span
              aria-hidden="true"
              style={`display:inline-block;width:24px;height:24px;line-height:24px;border-radius:6px;background:${tile.colour};color:#ffffff;text-align:center;font-size:13px`}
            >
              {tile.letter}
            </span>
            <span style="margin-left:10px">{platform.name}</span>
          </p>
          <h1 style="margin:0 0 20px;font-size:20px;line-height:28px;font-weight:600">{mail.subject}</h1>
          <p style={paragraph}>{mail.hello}</p>
          {mail.paragraphs.map((text) => (
            <p style={paragraph}>{text}</p>
          ))}
          {mail.steps.length === 0 ? null : (
            <ol style="margin:0 0 20px;padding:0 0 0 24px">
              {mail.steps.map((step) => (
                <li style="margin:0 0 4px">{step}</li>
              ))}
            </ol>
          )}
          {mail.act === null ? null : (
            <>
              <p style="margin:0 0 12px">
                <a href={mail.act.url} style={button}>
                  {mail.act.words}
                </a>
              </p>
              <p style={`${paragraph};${quiet}`}>{mail.act.note}</p>
            </>
          )}
          {mail.facts.length === 0 ? null : (
            <dl style="margin:0 0 8px;padding:16px 0 0;border-top:1px solid #e4e3df">
              {mail.facts.map(({ name, value }) => (
                <>
                  <dt style={`margin:0;${quiet}`}>{name}</dt>
                  <dd style="margin:0 0 8px;overflow-wrap:anywhere">{value}</dd>
                </>
              ))}
            </dl>
          )}
          <div style="border-top:1px solid #e4e3df;padding-top:16px">
            {mail.ending.map((text) => (
              <p style={`margin:0 0 8px;${quiet}`}>{text}</p>
            ))}
            {mail.notMe === null ? null : (
              <p style="margin:12px 0 0">
                <a href={mail.notMe.url} style={plainButton}>
                  {mail.notMe.words}
                </a>
              </p>
            )}
          </div>
        </main>
        <footer style={`max-width:432px;margin:12px auto 0;padding:0 20px;${quiet}`}>
          {words.say('document-title', { title: platform.longName, platform: context.support.name })}
        </footer>
      </body>
    </html>
  );
}

const font = "font:14px/20px system-ui,'Segoe UI',Inter,sans-serif";
const paragraph = 'margin:0 0 16px';
const quiet = 'color:#5f6368;font-size:12.5px;line-height:18px';
const button =
  'display:inline-block;padding:10px 16px;border-radius:10px;background:#2f5bd7;color:#ffffff;text-decoration:none;font-weight:550';
const plainButton =
  'display:inline-block;padding:9px 15px;border-radius:10px;border:1px solid #85888d;background:#ffffff;color:#1b1c1e;text-decoration:none;font-weight:550';
