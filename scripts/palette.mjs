// Makes a picture of a screen small: at most 256 colours, which nobody sees on one, as a PNG with a palette.
// Run it by hand on pictures that ship with the extension: node scripts/palette.mjs media/map.png …
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Bytes of a PNG without transparency → bytes of the smaller one. */
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const colourOf = nearest(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++) rows[at + Math.floor(at / width) + 1] = colourOf.index[at];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colourOf.palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** RGB, eight bits each, not interlaced: what a browser writes for a page without transparency. */
function decode(png) {
  const data = [];
  let [width, height, at] = [0, 0, 8];
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      if (body[8] !== 8 || body[9] !== 2 || body[12] !== 0) throw new Error('only RGB of eight bits, not interlaced');
    }
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * 3;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const to = y * stride + x;
      const left = x >= 3 ? pixels[to - 3] : 0;
      const up = y > 0 ? pixels[to - stride] : 0;
      const corner = x >= 3 && y > 0 ? pixels[to - stride - 3] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[to] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The colours by median cut, and for each pixel which one it becomes. */
function nearest(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const all = [...counts].map(([colour, count]) => ({ parts: [colour >> 16, (colour >> 8) & 255, colour & 255], colour, count }));
  const boxes = [all];
  while (boxes.length < 256) {
    const spreads = boxes.map(spread);
    const worst = spreads.reduce((best, { error }, at) => (error > spreads[best].error ? at : best), 0);
    const { error, channel } = spreads[worst];
    if (error === 0) break;
    const box = boxes[worst].sort((a, b) => a.parts[channel] - b.parts[channel] || a.colour - b.colour);
    const cut = middle(box, channel);
    boxes.splice(worst, 1, box.slice(0, cut), box.slice(cut));
  }
  const indexOf = new Map(boxes.flatMap((box, at) => box.map(({ colour }) => [colour, at])));
  const index = new Uint8Array(pixels.length / 3);
  for (let at = 0; at < index.length; at++)
    index[at] = indexOf.get((pixels[at * 3] << 16) | (pixels[at * 3 + 1] << 8) | pixels[at * 3 + 2]);
  return { palette: boxes.map((box) => [0, 1, 2].map((channel) => Math.round(mean(box, channel)))), index };
}

const weight = (box) => box.reduce((sum, { count }) => sum + count, 0);
const mean = (box, channel) => box.reduce((sum, { parts, count }) => sum + parts[channel] * count, 0) / weight(box);

/** How far its colours lie from their mean, and along which channel most. */
function spread(box) {
  const errors = [0, 1, 2].map((channel) => {
    const centre = mean(box, channel);
    return box.reduce((sum, { parts, count }) => sum + count * (parts[channel] - centre) ** 2, 0);
  });
  const channel = errors.indexOf(Math.max(...errors));
  return { error: errors[channel], channel };
}

/** Where the mean lies, so that both halves hold something. */
function middle(box, channel) {
  const centre = mean(box, channel);
  const cut = box.findIndex(({ parts }) => parts[channel] > centre);
  return Math.min(Math.max(cut, 1), box.length - 1);
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const out = Buffer.alloc(8);
  out.writeUInt32BE(body.length, 0);
  out.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([out.subarray(0, 4), named, out.subarray(4)]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const file of process.argv.slice(2)) {
    const before = readFileSync(file);
    writeFileSync(file, withPalette(before));
    console.log(`${file}: ${before.length} → ${readFileSync(file).length} bytes`);
  }
