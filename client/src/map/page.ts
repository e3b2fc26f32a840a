// The page around the map: a policy that lets nothing in but our own script and style, and an empty body.

import { Uri, type Webview } from 'vscode';

export function pageFor(webview: Webview, extension: Uri): string {
  const address = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Responsibility map</title>
<link rel="stylesheet" href="${address('map.css')}">
</head>
<body>
<script nonce="${nonce}" src="${address('map.js')}"></script>
</body>
</html>`;
}
