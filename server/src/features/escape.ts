// Words of documents in other people's notations: they are never markup, never steer a terminal, never call somebody.

/** For HTML and XML alike; signs that XML does not allow at all are left out. */
export const escapeMarkup = (text: string): string =>
  [...text]
    .filter((sign) => sign >= ' ' || sign === '\n' || sign === '\t')
    .join('')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[&<>"'\ufffe\uffff]/g, (sign) => (sign > '~' ? '' : `&#${sign.charCodeAt(0)};`));

/** In one line. A joiner that nobody sees keeps @ana from being called and #12 from becoming a link. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()+!|<>~&]/g, (sign) => (sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`))
    .replace(/#/g, '\\#\u2060')
    .replace(/@/g, '@\u2060')
    .replace(/(https?|www)(?=:\/\/|\.)/gi, '$1\u2060')
    .replace(/\s+/g, ' ');

export const escapeTerminal = (text: string): string =>
  [...text]
    .filter(
      (character) =>
        character === '\n' ||
        character === '\t' ||
        (character >= ' ' && character !== '\u007f' && !(character >= '\u0080' && character <= '\u009f')),
    )
    .join('');
