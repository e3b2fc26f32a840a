// Preloaded into every process of the tests: whoever opens a connection or asks for an address fails on the spot.
const denied = (what) => () => {
  throw new Error(`A test run is offline: ${what} was called.`);
};
const net = require('node:net');
net.Socket.prototype.connect = denied('net.connect');
net.Server.prototype.listen = denied('net.listen');
const dns = require('node:dns');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse']) {
  dns[name] = denied(`dns.${name}`);
  dns.promises[name] = denied(`dns.promises.${name}`);
}
require('node:dgram').Socket.prototype.send = denied('dgram.send');
globalThis.fetch = denied('fetch');
globalThis.WebSocket = denied('WebSocket');
// What a test starts makes no code from strings either; the test itself may, to hold schemas against what is said.
const strict = '--disallow-code-generation-from-strings';
if (process.env.SHIPWORTHY_STRICT === '1' && !process.env.NODE_OPTIONS?.includes(strict)) process.env.NODE_OPTIONS += ` ${strict}`;
