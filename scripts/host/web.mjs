// Stands before the server of ./server.mjs and adds an extension from a folder to its workbench as a web extension, the way a
// window without any server would run it: its browser entry, in a worker. Same origin, so that no security policy is bent.

import { createReadStream, statSync } from 'node:fs';
import { createServer, get, request } from 'node:http';
import { connect } from 'node:net';
import { join, normalize } from 'node:path';

const place = '/static/devextensions/0';
const types = new Map([
  ['json', 'application/json'],
  ['cjs', 'text/javascript'],
  ['js', 'text/javascript'],
]);

/**
 * @param {string} upstream @param {string} extension its folder
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function serveWebExtension(upstream, extension) {
  const { hostname, port } = new URL(upstream);
  const server = createServer((from, to) => {
    const path = new URL(from.url ?? '/', upstream).pathname;
    if (path.startsWith(`${place}/`)) return sendFile(join(extension, normalize(path.slice(place.length))), to);
    if (path === '/') return sendPage(from, to);
    const passed = request({ hostname, port, path: from.url, method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    passed.on('error', () => to.destroy());
    from.pipe(passed);
  });
  server.on('upgrade', (from, socket, head) => {
    const passed = connect(Number(port), hostname, () => {
      const headers = from.rawHeaders.reduce((text, word, at) => text + word + (at % 2 === 0 ? ': ' : '\r\n'), '');
      passed.write(`${from.method} ${from.url} HTTP/1.1\r\n${headers}\r\n`);
      passed.write(head);
      passed.pipe(socket).pipe(passed);
    });
    for (const end of [passed, socket]) end.on('error', () => [passed, socket].map((each) => each.destroy()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port: own } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${own}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };

  /** The page carries its configuration in a meta element; the extension is added there. */
  function sendPage(/** @type {import('node:http').IncomingMessage} */ from, /** @type {import('node:http').ServerResponse} */ to) {
    const headers = { ...from.headers, 'accept-encoding': 'identity' };
    get({ hostname, port, path: from.url, headers }, async (answer) => {
      let page = '';
      for await (const part of answer.setEncoding('utf8')) page += part;
      const development = { extensions: [{ scheme: 'http', authority: from.headers.host, path: place }] };
      const changed = page.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/, (_, start, settings) => {
        const configuration = { ...JSON.parse(settings.replaceAll('&quot;', '"')), developmentOptions: development };
        return start + JSON.stringify(configuration).replaceAll('"', '&quot;');
      });
      const { 'content-length': _, ...kept } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, kept);
      to.end(changed);
    }).on('error', () => to.destroy());
  }
}

/** @param {string} path @param {import('node:http').ServerResponse} to */
function sendFile(path, to) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    to.writeHead(404).end();
    return;
  }
  to.writeHead(200, { 'content-type': types.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'application/octet-stream' });
  createReadStream(path).pipe(to);
}
