/** @jsxImportSource hono/jsx */

/** A name somebody else wrote, kept apart from the direction of the sentence around it. A mail address breaks at its joints first. */
export function UserName({ name }: { readonly name: string }) {
  return <bdi class="name">{withBreaks(name)}</bdi>;
}

/** The parts of a mail address or a host name, with a place to break the line after each joint. */
export function withBreaks(text: string) {
  return text.split(/(?<=[@._-])(?=.)/su).map((part, index) => (
    <>
      {index === 0 ? null : <wbr />}
      {part}
    </>
  ));
}
