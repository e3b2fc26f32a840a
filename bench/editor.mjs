// What somebody who types notices: start, keystrokes, bursts, completion, hover, memory.
import { prd, random } from './documents.mjs';
import { start } from './drive.mjs';
import { inTurn, median, percentile } from './measure.mjs';

const uriOf = (syntax) => `file:///bench/recs.prd.${syntax === 'yaml' ? 'yaml' : 'md'}`;
const peersOf = (syntax) => (syntax === 'yaml' ? ['yaml-language-server', 'yaml-language-server, delay 0'] : ['markdown-languageserver']);

/** ms from spawn to initialize, and to the diagnostics of a document of 60 lines. */
export async function startUp(runs) {
  const rows = {};
  for (const syntax of ['yaml', 'markdown']) {
    const text = prd(60, syntax);
    const once = async (name, _, wait = 0) => {
      const server = await start(name);
      const ready = await server.open(uriOf(syntax), syntax, text);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await server.stop();
      return { initialize: server.initialized, first: ready - server.begun };
    };
    const names = ['shipworthy', ...peersOf(syntax).slice(0, 1), 'empty'];
    // An installation is started for the first time once; ours keeps something then.
    await Promise.all(names.map((name) => once(name, 0, 7_000)));
    const measured = await inTurn(names, runs, once);
    rows[syntax] = Object.fromEntries(
      Object.entries(measured).map(([name, values]) => [
        name,
        { initialize: median(values.map(({ initialize }) => initialize)), first: median(values.map(({ first }) => first)) },
      ]),
    );
  }
  return rows;
}

/** One document of a length in one server: p50 and p95 of keystrokes, a burst, questions after an edit, memory. */
export async function typing(name, syntax, lines, { keystrokes = 60, edits = 1000 } = {}) {
  const server = await start(name);
  const uri = uriOf(syntax);
  const text = prd(lines, syntax);
  await server.open(uri, syntax, text);
  await settle();
  const opened = server.memory();
  const next = random(7);
  const somewhere = () => middleOf(server.textOf(uri), next);
  for (let at = 0; at < 15; at++) await server.edit(uri, somewhere(), 0, 'x');
  const times = [];
  for (let at = 0; at < keystrokes; at++) {
    times.push(await server.edit(uri, somewhere(), 0, 'abcdefgh '[at % 9]));
    if (!name.startsWith('yaml')) await pause(4);
  }
  const burst = [];
  for (let at = 0; at < 5; at++) burst.push(await burstOf(server, uri, somewhere()));
  const completion = [];
  const hover = [];
  for (let at = 0; at < 25; at++) {
    const offset = somewhere();
    const edited = server.edit(uri, offset, 0, 'y');
    const line = server.textOf(uri).slice(0, offset).split('\n').length - 1;
    completion.push(await server.ask('textDocument/completion', uri, line, 2));
    await edited;
    const again = server.edit(uri, offset, 0, 'z');
    hover.push(await server.ask('textDocument/hover', uri, line, 4));
    await again;
  }
  for (let at = 0; at < edits; at++) {
    const offset = somewhere();
    void server.edit(uri, offset, 0, 'w');
    if (at % 10 === 9) await server.edit(uri, offset, 1, '');
  }
  await settle();
  const after = server.memory();
  await server.stop();
  return {
    p50: median(times),
    p95: percentile(times, 95),
    burst: median(burst),
    completion: percentile(completion, 95),
    hover: percentile(hover, 95),
    opened,
    after,
  };
}

/** Ten edits at once; how long after the last its diagnostics are there. */
async function burstOf(server, uri, offset) {
  for (let at = 0; at < 9; at++) void server.edit(uri, offset + at, 0, 'b');
  return server.edit(uri, offset + 9, 0, 'b');
}

/** In the middle third, inside a word, so that an edit stays an edit of a value. */
function middleOf(text, next) {
  for (;;) {
    const at = Math.floor(text.length * (1 / 3 + next() / 3));
    const found = text.slice(at, at + 200).search(/[a-z]{4} [a-z]{3}/);
    if (found !== -1) return at + found + 2;
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const settle = () => pause(300);
