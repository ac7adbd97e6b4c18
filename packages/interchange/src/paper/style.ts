import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/**
 * Black on white, whatever the paper: A4 and Letter have room for it, and no page break cuts an account. A long code breaks
 * between its groups only.
 */
export const sheetStyle: readonly Markup[] = [
  html`@page { margin: 15mm; }`,
  html`* { margin: 0; padding: 0; box-sizing: border-box; }`,
  html`html { background: #fff; color: #000; color-scheme: only light; font: 10pt/1.4 system-ui, sans-serif; }`,
  html`body { max-width: 180mm; margin: 0 auto; }`,
  html`h1 { font-size: 16pt; }`,
  html`h1, body > p { margin-bottom: 3mm; }`,
  html`section { display: flex; gap: 5mm; align-items: center; padding: 2mm 0; }`,
  html`section { border-top: 0.3mm solid #000; break-inside: avoid; }`,
  html`.qr { flex: none; min-width: 36mm; max-width: 100mm; }`,
  html`svg { display: block; max-width: 100%; height: auto; }`,
  html`path { fill: #000; }`,
  html`.words { flex: 1; min-width: 0; }`,
  html`h2 { font-size: 11pt; overflow-wrap: anywhere; }`,
  html`.user { overflow-wrap: anywhere; }`,
  html`.code { margin: 1.5mm 0; font: 11pt/1.4 ui-monospace, monospace; }`,
  html`.code span { display: block; white-space: nowrap; }`,
  html`.code b { display: inline-block; width: 14mm; font-weight: normal; }`,
  html`.check { font-weight: bold; }`,
  html`@media screen { body { padding: 10mm; } }`,
];
