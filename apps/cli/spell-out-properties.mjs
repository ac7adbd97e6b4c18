/**
 * Unicode properties in character classes, spelled out as ranges: `[\p{Cc}x]` becomes `[\u0000-\u001f\u007f-\u009fx]`. At
 * every start Node builds such a set anew from its Unicode tables, and those few sets are a fifth of what `read` takes.
 * `code` is JavaScript; a property outside a class, or one with thousands of letters, stays as it is.
 */
export function spellOutProperties(code) {
  // A class of a regular expression holds no slash and no quote here; whatever holds one may be an array.
  return code.replaceAll(/\[(?:\\.|[^\]\\/"'`])*\]/g, (characterClass) =>
    characterClass.replaceAll(/\\p\{(White_Space|Cc|Cf|Pd|Default_Ignorable_Code_Point)\}/g, (_, property) =>
      ranges(property),
    ),
  );
}

const LAST_CODE_POINT = 0x10ffff;

function ranges(property) {
  const isMember = new RegExp(`\\p{${property}}`, 'u');
  let text = '';
  let first = null;
  for (let point = 0; point <= LAST_CODE_POINT + 1; point++) {
    const isIn = point <= LAST_CODE_POINT && isMember.test(String.fromCodePoint(point));
    if (isIn && first === null) {
      first = point;
    } else if (!isIn && first !== null) {
      text += first === point - 1 ? spelled(first) : `${spelled(first)}-${spelled(point - 1)}`;
      first = null;
    }
  }
  return text;
}

function spelled(point) {
  return point <= 0xffff ? `\\u${point.toString(16).padStart(4, '0')}` : `\\u{${point.toString(16)}}`;
}
