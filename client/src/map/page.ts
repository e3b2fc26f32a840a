// The page around the map: a policy that lets nothing in but our own script and style, and what is painted before either is there.

import { Uri, type Webview } from 'vscode';

/** With the style inside, the first paint waits for no second file; the script replaces the body. */
export function pageFor(webview: Webview, extension: Uri, style: string): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Responsibility map</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main aria-busy="true"><header><h1>Responsibility map</h1></header></main>
<script nonce="${nonce}" src="${webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'map.js'))}"></script>
</body>
</html>`;
}
