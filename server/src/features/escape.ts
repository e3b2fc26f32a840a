// Words of documents in other people's notations: they are never markup, never steer a terminal, never call somebody.

/** For HTML and XML alike; signs that XML does not allow at all are left out. */
export const escapeMarkup = (text: string): string =>
  withoutControls(text)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[&<>"'\ufffe\uffff]/g, (sign) => (sign > '~' ? '' : `&#${sign.charCodeAt(0)};`));

/** In one line. A joiner that nobody sees keeps @ana from being called and #12 from becoming a link. */
export const escapeMarkdown = (text: string): string =>
  withoutControls(text)
    .replace(/[\\`*_{}[\]()+!|<>~&]/g, (sign) => (sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`))
    .replace(/#/g, '\\#\u2060')
    .replace(/@/g, '@\u2060')
    .replace(/(https?|www)(?=:\/\/|\.)/gi, '$1\u2060')
    .replace(/\s+/g, ' ');

export const escapeTerminal = (text: string): string => withoutControls(text);

/** C0 and C1 but for tabs and ends of lines: a terminal obeys them, a page shows nothing. */
const withoutControls = (text: string): string =>
  [...text].filter((sign) => sign === '\n' || sign === '\t' || (sign >= ' ' && !(sign >= '\u007f' && sign <= '\u009f'))).join('');
